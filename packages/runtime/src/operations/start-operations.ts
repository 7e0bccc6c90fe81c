import type { WorkerObserver } from '../camunda/worker-event.ts';
import type { Log } from '../log.ts';
import type { World } from '../world.ts';
import { countedLog } from './counted-log.ts';
import { Metrics } from './metrics.ts';
import { type OperationsServerOptions, startOperationsServer } from './operations-server.ts';
import { processMetrics } from './process-metrics.ts';
import { type Execute, timedExecution } from './timed-execution.ts';
import { WorkerHealth } from './worker-health.ts';
import { workerMetrics } from './worker-metrics.ts';

export interface OperationsOptions {
  readonly http: OperationsServerOptions;
  readonly world: World;
  /** Where lines go that are counted on their way. */
  readonly log: Log;
  /** The engine's address as the operator knows it, without credentials. */
  readonly engine: string;
  /** The job type that the worker works for. */
  readonly type: string;
  /** How many jobs the worker has in work at most. */
  readonly maxJobs: number;
  /** How long the engine holds a request for jobs open. */
  readonly pollMs: number;
}

/** What shows operators how a worker is. Its parts are handed to the worker and to what the worker calls. */
export interface WorkerOperations {
  /** Where probes and metrics are served; undefined where they are not. */
  readonly port: number | undefined;
  readonly log: Log;
  /** Is to be told of the worker's events. */
  readonly observe: WorkerObserver;
  /** A connector's work, measured. */
  timed<Arguments extends readonly unknown[], Result>(execute: Execute<Arguments, Result>): Execute<Arguments, Result>;
  /** Is to be told when a job's time was prolonged. @param until in the world's monotonic time */
  jobMayTake(until: number): void;
  stop(): Promise<void>;
}

/** Serves probes and metrics of a worker that is about to start. @throws the system's error where the port cannot be used */
export async function startOperations(options: OperationsOptions): Promise<WorkerOperations> {
  const { http, world, log, engine, type, maxJobs, pollMs } = options;
  const metrics = new Metrics();
  const health = new WorkerHealth({ world, engine, pollMs });
  const zeebeClient = () => health.engine();
  const worker = () => health.taking();
  const isReady = () => zeebeClient().status === 'UP' && worker().status === 'UP';
  const count = workerMetrics(metrics, { type, maxJobs, world, isReady });
  const counted = countedLog(metrics, log);
  const timed = timedExecution(metrics, world);
  const stopMeasuring = processMetrics(metrics);
  try {
    const server = await startOperationsServer(
      {
        health: { zeebeClient, worker },
        readiness: { zeebeClient, worker },
        liveness: { worker: () => health.loop() },
        metrics: () => metrics.text(),
      },
      http,
    );
    return {
      port: server.port,
      log: counted,
      observe(event) {
        health.observe(event);
        count(event);
      },
      timed,
      jobMayTake: (until) => health.jobMayTake(until),
      async stop() {
        stopMeasuring();
        await server.stop();
      },
    };
  } catch (error) {
    stopMeasuring();
    throw error;
  }
}

/** For a worker that nobody watches. */
export function withoutOperations(log: Log): WorkerOperations {
  return { port: undefined, log, observe() {}, timed: (execute) => execute, jobMayTake() {}, stop: async () => {} };
}
