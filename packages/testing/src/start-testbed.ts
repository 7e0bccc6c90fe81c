import { setImmediate } from 'node:timers/promises';
import { type EngineServer, startEngineServer } from '@camunda-sqs-connector/engine';
import { type QueueServer, startQueueServer } from '@camunda-sqs-connector/queue';
import { silentLog } from '@camunda-sqs-connector/runtime';
import { parseSettings, type RunningConnector, startConnector } from 'camunda-sqs-connector';
import { Changes } from './changes.ts';
import { type Ending, standingOf } from './ending.ts';
import { EngineRequests } from './engine-requests.ts';
import { idleMs, TestbedClock } from './testbed-clock.ts';
import type { RunOptions, TestbedOptions } from './testbed-options.ts';
import { whereItWaits } from './where-it-waits.ts';

/** Engine, queue and connector at work, all on loopback. */
export interface Testbed {
  readonly engine: EngineServer;
  readonly queue: QueueServer;
  /** Deploys a model. @throws Error with the engine's answer where it is refused */
  deploy(name: string, xml: string): Promise<{ readonly processIds: readonly string[] }>;
  /**
   * Starts an instance and waits until it has ended or has an incident.
   *
   * @param variables a JSON object
   * @throws Error that says where the instance waits, when the time is over
   */
  run(processId: string, variables?: string, options?: RunOptions): Promise<Ending>;
  /** Lets time pass at once for engine and queue: timers fire, pauses end, jobs that are in work longer than they may time out. */
  passTime(ms: number): void;
  stop(): Promise<void>;
}

/** How long the connector's requests for jobs wait, which a stop has to wait for. */
const POLL_MS = 1000;

/**
 * Starts an engine, a queue server that makes queues as they are named, and the connector between them.
 *
 * @throws SettingsError where a setting of `environment` is wrong; nothing is left running then
 */
export async function startTestbed(options: TestbedOptions = {}): Promise<Testbed> {
  const { engineListener, intercept, skipWaits = false } = options;
  const clock = new TestbedClock();
  const changes = new Changes();
  const queue = await startQueueServer({
    clock: clock.now,
    createQueuesOnDemand: true,
    ...(intercept && { intercept }),
  });
  const engine = await startEngineServer({
    clock: clock.now,
    listener(record) {
      engineListener?.(record);
      changes.happened();
    },
  });
  const requests = new EngineRequests(engine.address);
  const connector = await connectorBetween(engine, queue, options).catch(async (error: unknown) => {
    await Promise.all([engine.stop(), queue.stop()]);
    throw error;
  });

  function passTime(ms: number): void {
    clock.skip(ms);
    engine.advance();
  }

  return {
    engine,
    queue,
    deploy: (name, xml) => requests.deploy(name, xml),
    async run(processId, variables = '{}', { timeoutMs = 10_000 } = {}) {
      const until = performance.now() + timeoutMs;
      const key = await requests.start(processId, variables);
      const instance = engine.engine.instances.get(key);
      if (!instance) throw new Error(`the engine knows no instance ${key}`);
      for (;;) {
        const standing = standingOf(instance, engine.engine);
        if (standing.kind === 'completed') return { kind: 'completed', variables: await requests.variablesOf(key) };
        if (standing.kind !== 'active') return standing;
        const leftMs = until - performance.now();
        if (leftMs <= 0) {
          const places = whereItWaits(instance, engine.engine.jobs);
          throw new Error(`The instance of ${processId} has not ended within ${timeoutMs} ms. It waits at\n${places}`);
        }
        const idle = skipWaits ? idleMs(engine.engine, clock.now()) : undefined;
        if (idle === undefined) await changes.next(leftMs);
        else {
          passTime(idle);
          // A timer that comes again and again must not keep everybody else from their turn.
          await setImmediate();
        }
      }
    },
    passTime,
    async stop() {
      await Promise.all([connector.stop(), engine.stop()]);
      await queue.stop();
    },
  };
}

async function connectorBetween(
  engine: EngineServer,
  queue: QueueServer,
  { secrets = {}, environment = {}, log = silentLog }: TestbedOptions,
): Promise<RunningConnector> {
  const settings = parseSettings({
    CAMUNDA_REST_ADDRESS: engine.address,
    AWS_ENDPOINT_URL_SQS: queue.endpoint,
    ...environment,
  });
  const named = Object.entries(secrets).map(([name, value]) => [settings.secretsPrefix + name, value] as const);
  return startConnector({ settings, environment: Object.fromEntries(named), log, pollMs: POLL_MS });
}
