import { forEachNumber } from '../../e2e/cluster/load.ts';
import { until } from '../../e2e/until.ts';
import { cpuMsOf, residentMbOf } from '../machine.ts';
import type { Row } from '../results.ts';
import type { Turn } from '../rounds.ts';
import { type Candidate, endWorkers, START } from './candidates.ts';
import { type Messages, ORDINARY, variablesOf } from './instances.ts';
import type { Place } from './place.ts';

export interface Backlog {
  readonly situation: Row['situation'];
  readonly sqsLatencyMs: number;
  /** Of each worker. */
  readonly jobsInFlight: number;
  readonly instances: number;
  readonly messages?: Messages;
  /** @default 1 */
  readonly workers?: number;
}

/**
 * The part of a run that rates and CPU are measured over: code is compiled by then, and the last jobs, when fewer are in flight than
 * could be, are still to come.
 */
const FROM = 0.5;
const TO = 0.95;
const LOOK_EVERY_MS = 20;
const LONGEST_MS = 120_000;
/** After the last job, until memory is looked at. */
const REST_MS = 1000;

/** Workers start when all instances wait for them already: what they do then is bounded by themselves and the engine alone. */
export function workThrough(place: Place, candidate: Candidate, backlog: Backlog): Turn {
  const { situation, sqsLatencyMs, jobsInFlight, instances, messages = ORDINARY, workers: count = 1 } = backlog;
  const { engine, completed } = place;
  return {
    situation,
    candidate,
    async run() {
      completed.forget();
      const jobType = await place.deploy();
      await forEachNumber(instances, 32, (n) => place.starts.start(jobType, variablesOf(n, messages)));
      const sqs = await place.sqs(sqsLatencyMs);
      const startedAt = Date.now();
      const work = { engine, endpoint: sqs.endpoint, jobType, jobsInFlight };
      const workers = await Promise.all(Array.from({ length: count }, () => START[candidate](work)));
      try {
        const spent = () => ({
          done: completed.read().length,
          workerMs: workers.reduce((sum, { pid }) => sum + cpuMsOf(pid), 0),
          engineMs: cpuMsOf(engine.pid),
        });
        let residentMbLoad = 0;
        const at = (share: number) =>
          until(
            `${candidate} to complete ${share * 100} % of ${instances}`,
            LONGEST_MS,
            () => {
              residentMbLoad = Math.max(residentMbLoad, residentMb());
              return completed.read().length >= instances * share && spent();
            },
            LOOK_EVERY_MS,
          );
        const residentMb = () => workers.reduce((sum, { pid }) => sum + residentMbOf(pid), 0);
        const from = await at(FROM);
        const to = await at(TO);
        await at(1);
        await new Promise((resolve) => setTimeout(resolve, REST_MS));
        const times = completed.read();
        const { requests, connections } = await place.sqs(sqsLatencyMs);
        const time = (n: number) => times[n - 1] ?? Number.NaN;
        return {
          workerCpuMs: (to.workerMs - from.workerMs) / (to.done - from.done),
          engineCpuMs: (to.engineMs - from.engineMs) / (to.done - from.done),
          messagesPerSecond: ((to.done - from.done) * 1000) / (time(to.done) - time(from.done)),
          startMs: time(1) - startedAt,
          residentMbLoad,
          residentMbEnd: residentMb(),
          ...(candidate !== 'completesOnly' && {
            sqsRequestsPerMessage: (requests - sqs.requests) / times.length,
            connections: connections - sqs.connections,
          }),
        };
      } catch (error) {
        const said = workers.map((worker) => worker.output().split('\n').slice(-10).join('\n'));
        throw new Error(`${candidate} failed; its last words:\n${said.join('\n')}`, { cause: error });
      } finally {
        await endWorkers(workers);
      }
    },
  };
}
