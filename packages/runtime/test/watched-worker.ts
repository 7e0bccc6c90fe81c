import {
  type ActivatedJob,
  type EngineError,
  type Handled,
  type Log,
  type LogFields,
  startOperations,
  startWorker,
} from '@camunda-sqs-connector/runtime';
import { scriptedEngine } from './scripted-engine.ts';
import { virtualWorld } from './virtual-world.ts';

export interface Line extends LogFields {
  readonly level: string;
  readonly message: string;
}

export const POLL_MS = 10_000;
export const JOB_TIMEOUT_MS = 60_000;

export interface WatchedWorkerOptions {
  readonly handle?: (job: ActivatedJob, deadline: number) => Promise<Handled>;
  readonly refusals?: (EngineError | undefined)[] | undefined;
  readonly contextPath?: string;
}

/** A worker of two slots on a scripted engine in virtual time, whose probes are served on loopback. */
export async function startWatchedWorker(options: WatchedWorkerOptions = {}) {
  const { handle = async () => ({ kind: 'completed', variables: {} }), refusals = [], contextPath = '' } = options;
  const engine = scriptedEngine(refusals);
  const world = virtualWorld();
  const lines: Line[] = [];
  const note =
    (level: string) =>
    (message: string, fields: LogFields = {}) => {
      lines.push({ level, message, ...fields });
    };
  const log: Log = { debug: note('debug'), info: note('info'), warn: note('warn'), error: note('error') };
  const operations = await startOperations({
    http: { port: 0, contextPath, host: '127.0.0.1' },
    world,
    log,
    engine: 'http://engine:8080',
    type: 't',
    maxJobs: 2,
    pollMs: POLL_MS,
  });
  const worker = startWorker({
    client: engine.client,
    handle,
    activation: {
      type: 't',
      worker: 'w',
      maxJobs: 2,
      timeoutMs: JOB_TIMEOUT_MS,
      requestTimeoutMs: POLL_MS,
      fetchVariables: [],
      tenantIds: [],
    },
    drainMs: 1000,
    world,
    log: operations.log,
    observe: operations.observe,
  });
  const address = `http://127.0.0.1:${operations.port}`;

  /** Lets what has been answered take effect, up to the next poll. */
  async function answerPoll(answer: readonly ActivatedJob[] | Error): Promise<void> {
    const asked = engine.polls.length;
    engine.polls.at(-1)?.answer(answer);
    if (answer instanceof Error) return;
    await engine.until(() => engine.polls.length > asked);
  }

  return {
    engine,
    world,
    worker,
    operations,
    lines,
    address,
    answerPoll,
    async probe(path: string): Promise<Probe> {
      const response = await fetch(`${address}/actuator/health${path}`);
      return { status: response.status, body: (await response.json()) as Probe['body'] };
    },
    async metrics(): Promise<ReadonlyMap<string, number>> {
      const text = await (await fetch(`${address}/actuator/prometheus`)).text();
      return new Map(
        text
          .split('\n')
          .filter((line) => line !== '' && !line.startsWith('#'))
          .map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
      );
    },
    async stop(): Promise<void> {
      const stopping = worker.stop();
      engine.polls.at(-1)?.answer([]);
      await stopping;
      await operations.stop();
    },
  };
}

export interface Probe {
  readonly status: number;
  readonly body: {
    readonly status: string;
    readonly components: Readonly<
      Record<string, { readonly status: string; readonly details: Record<string, unknown> }>
    >;
  };
}
