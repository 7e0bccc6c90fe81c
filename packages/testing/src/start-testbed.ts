import { type EngineRecord, type EngineServer, startEngineServer } from '@camunda-sqs-connector/engine';
import { type Intercept, type QueueServer, startQueueServer } from '@camunda-sqs-connector/queue';
import { parseSettings, type RunningConnector, startConnector } from 'camunda-sqs-connector';

export interface TestbedOptions {
  /** Secrets by their names, without a prefix. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** Settings of the connector, by their environment variables. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Told of all that happens in the engine, in order. It must not call the engine. */
  readonly engineListener?: (record: EngineRecord) => void;
  /** Sees each request to the queue before it is carried out, and may let it go wrong. */
  readonly intercept?: Intercept;
}

/** Engine, queue and connector at work, all on loopback. */
export interface Testbed {
  readonly engine: EngineServer;
  readonly queue: QueueServer;
  /** Deploys a model. @throws Error with the engine's answer where it is refused */
  deploy(name: string, xml: string): Promise<{ readonly processIds: readonly string[] }>;
  /** Starts an instance and waits until it has ended or has an incident. */
  run(processId: string, variables?: string): Promise<Ending>;
  stop(): Promise<void>;
}

/** How a process instance ended, or what holds it up. */
export type Ending =
  | { readonly kind: 'completed'; readonly variables: ReadonlyMap<string, string> }
  | {
      readonly kind: 'incident';
      readonly elementId: string;
      readonly errorType: string;
      readonly errorMessage: string;
    };

/** How long the connector's requests for jobs wait, which a stop has to wait for. */
const POLL_MS = 1000;
const LOOK_AGAIN_MS = 10;
const MOST_VARIABLES = 10_000;

/** Starts an engine, a queue server that makes queues as they are named, and the connector between them. */
export async function startTestbed(options: TestbedOptions = {}): Promise<Testbed> {
  const { secrets = {}, environment = {}, engineListener, intercept } = options;
  const queue = await startQueueServer({ createQueuesOnDemand: true, ...(intercept && { intercept }) });
  const engine = await startEngineServer(engineListener ? { listener: engineListener } : {});
  const settings = parseSettings({
    CAMUNDA_REST_ADDRESS: engine.address,
    AWS_ENDPOINT_URL_SQS: queue.endpoint,
    ...environment,
  });
  const named = Object.entries(secrets).map(([name, value]) => [settings.secretsPrefix + name, value] as const);
  const quiet = { debug() {}, info() {}, warn() {}, error() {} };
  const connector: RunningConnector = await startConnector({
    settings,
    environment: Object.fromEntries(named),
    log: quiet,
    pollMs: POLL_MS,
  });

  async function post(path: string, body: string | FormData): Promise<unknown> {
    const headers = typeof body === 'string' ? { 'content-type': 'application/json' } : {};
    const response = await fetch(`${engine.address}/v2${path}`, { method: 'POST', headers, body });
    const content = (await response.json()) as { readonly detail?: string };
    if (!response.ok) throw new Error(content.detail ?? `the engine answered ${response.status}`);
    return content;
  }

  return {
    engine,
    queue,
    async deploy(name, xml) {
      const form = new FormData();
      form.append('resources', new Blob([xml]), name);
      const { deployments } = (await post('/deployments', form)) as {
        readonly deployments: readonly { readonly processDefinition: { readonly processDefinitionId: string } }[];
      };
      return { processIds: deployments.map(({ processDefinition }) => processDefinition.processDefinitionId) };
    },
    async run(processId, variables = '{}') {
      const created = await post(
        '/process-instances',
        `{"processDefinitionId":${JSON.stringify(processId)},"variables":${variables}}`,
      );
      const { processInstanceKey } = created as { processInstanceKey: string };
      const filter = JSON.stringify({ filter: { processInstanceKey } });
      for (;;) {
        const { items: incidents } = (await post('/incidents/search', filter)) as {
          items: readonly (Ending & { kind: 'incident' })[];
        };
        const [incident] = incidents;
        if (incident) return { ...incident, kind: 'incident' };
        const { items } = (await post('/process-instances/search', filter)) as {
          items: readonly { readonly state: string }[];
        };
        if (items[0]?.state !== 'ACTIVE') break;
        await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
      }
      const ownVariables = { filter: { scopeKey: processInstanceKey }, page: { limit: MOST_VARIABLES } };
      const { items } = (await post('/variables/search', JSON.stringify(ownVariables))) as {
        items: readonly { readonly name: string; readonly value: string }[];
      };
      return { kind: 'completed', variables: new Map(items.map(({ name, value }) => [name, value])) };
    },
    async stop() {
      await Promise.all([connector.stop(), engine.stop()]);
      await queue.stop();
    },
  };
}
