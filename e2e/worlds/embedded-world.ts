import { type EngineRecord, startEngineServer } from '@camunda-sqs-connector/engine';
import { stringifyJson } from '@camunda-sqs-connector/feel/json';
import { startQueueServer } from '@camunda-sqs-connector/queue';
import { parseSettings, startConnector } from 'camunda-sqs-connector';
import { EngineApi } from './engine-api.ts';
import { probesAt } from './probes.ts';
import { SqsQueues } from './sqs-queues.ts';
import { type JobFailure, type Outcome, SETTINGS, type World } from './world.ts';

/** How long the connector's requests for jobs wait, which a stop has to wait for. */
const POLL_MS = 500;

/** The embedded engine and queue, and the connector in this process. */
export async function startEmbeddedWorld(
  behaviour: '8.6' | '8.8',
  settings: Readonly<Record<string, string>> = {},
): Promise<World> {
  const watch = new Watch();
  const [engine, queue] = await Promise.all([
    startEngineServer({ behaviour, listener: (record) => watch.note(record) }),
    startQueueServer(),
  ]);
  // AWS's provider chain reads the environment of the process.
  const before = process.env;
  process.env = { ...before, ...SETTINGS };
  const environment = {
    ...SETTINGS,
    ...settings,
    CAMUNDA_REST_ADDRESS: engine.address,
    AWS_ENDPOINT_URL_SQS: queue.endpoint,
  };
  let log = '';
  const note = (message: string, fields: object = {}) => {
    log += `${JSON.stringify({ message, ...fields })}\n`;
  };
  const connector = await startConnector({
    settings: parseSettings(environment),
    environment,
    log: { debug: note, info: note, warn: note, error: note },
    pollMs: POLL_MS,
    http: { port: 0, contextPath: '' },
  });
  const api = new EngineApi(engine.address);
  const queues = new SqsQueues(queue.endpoint);
  return {
    deploy: (xml) => api.deploy(xml),
    start: (processId, variables) => api.start(processId, variables),
    outcomeOf: (key) => watch.outcomeOf(key),
    createQueue: (name, attributes) => queues.create(name, attributes),
    messagesOf: (name) => queues.drain(name),
    traces: async () => ({
      log,
      probes: await probesAt(`http://127.0.0.1:${connector.httpPort}`),
      engine: await api.everything(),
    }),
    async stop() {
      await Promise.all([connector.stop(), engine.stop()]);
      await queue.stop();
      process.env = before;
    },
  };
}

/** Follows what the engine tells of its instances. */
class Watch {
  private readonly owners = new Map<string, { readonly instanceKey: string; readonly elementId: string }>();
  private readonly failures = new Map<string, JobFailure[]>();
  private readonly outcomes = new Map<string, Outcome>();
  private readonly waiting = new Map<string, (outcome: Outcome) => void>();

  note(record: EngineRecord): void {
    if (record.kind === 'element') {
      const { event, instance } = record;
      this.owners.set(instance.key, { instanceKey: instance.process.key, elementId: instance.element.id });
      if (instance !== instance.process || event !== 'COMPLETED') return;
      this.end(instance.key, {
        kind: 'completed',
        variables: variablesOf(instance),
        failures: this.failuresOf(instance.key),
      });
    } else if (record.kind === 'job' && record.event === 'FAILED') {
      const { job } = record;
      const owner = this.owners.get(job.elementInstanceKey);
      if (!owner) return;
      const { retries, failure: message = '' } = job;
      const failure = { elementId: owner.elementId, message, retries, at: Date.now() };
      this.failures.set(owner.instanceKey, [...this.failuresOf(owner.instanceKey), failure]);
    } else if (record.kind === 'incident' && record.event === 'CREATED') {
      const { instance, type: errorType, message: errorMessage } = record.incident;
      const { process, element } = instance;
      this.end(process.key, {
        kind: 'incident',
        elementId: element.id,
        errorType,
        errorMessage,
        variables: variablesOf(process),
        failures: this.failuresOf(process.key),
      });
    }
  }

  outcomeOf(instanceKey: string): Promise<Outcome> {
    const known = this.outcomes.get(instanceKey);
    return known ? Promise.resolve(known) : new Promise((resolve) => this.waiting.set(instanceKey, resolve));
  }

  private failuresOf(instanceKey: string): readonly JobFailure[] {
    return this.failures.get(instanceKey) ?? [];
  }

  private end(instanceKey: string, outcome: Outcome): void {
    this.outcomes.set(instanceKey, outcome);
    this.waiting.get(instanceKey)?.(outcome);
  }
}

type Instance = Extract<EngineRecord, { kind: 'element' }>['instance'];

function variablesOf(process: Instance): ReadonlyMap<string, string> {
  const texts = [...process.variables.variables()].map(({ name, value }) => [name, stringifyJson(value)] as const);
  return new Map(texts);
}
