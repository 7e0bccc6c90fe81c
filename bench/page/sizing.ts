import type { Results, Row } from '../results.ts';
import { figureOf } from './families.ts';
import { beside, greatest, growths, OURS, underFullLoad } from './lookups.ts';
import { roundedDown, roundedUpTo } from './numbers.ts';

/** Jobs that a worker has in work at once where nothing else is set. */
export const DEFAULT_JOBS_AT_ONCE = 64;
/** How much of a core a worker is planned to use: the rest is for bursts, and for catching up after an outage. */
export const PLANNED_SHARE = 0.7;
/** One may be restarted while the other works. */
const LEAST_WORKERS = 2;
/** Garbage is collected late where there is room, and bursts bring large messages. */
const LIMIT_TIMES_LOAD = 2;
const REQUEST_TIMES_LOAD = 1.1;

/**
 * What SQS takes from all senders of a FIFO queue without high throughput, each API call by itself:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
 */
export const FIFO_QUOTA = { requestsPerSecond: 300, messagesPerSecond: 3000 } as const;

/** Dollars for a million requests beyond the free tier, us-east-1: https://aws.amazon.com/sqs/pricing/. Each 64 KiB of a request count as one. */
export const DOLLARS_A_MILLION = { standard: 0.4, fifo: 0.5 } as const;

/** What to plan with. The unfavourable ends of the intervals count. */
export interface Sizing {
  readonly workerCpuMs: number;
  readonly engineCpuMs: number | undefined;
  /** Messages a second of one core, all of it used. */
  readonly perCore: number;
  /** Of a worker that has room left. */
  readonly perWorker: number;
  readonly memory: Memory | undefined;
  /** To SQS, with many jobs at once. */
  readonly requestsPerMessage: number | undefined;
}

/** In MiB, as Kubernetes writes them. */
export interface Memory {
  readonly loadMb: number;
  readonly requestMb: number;
  readonly limitMb: number;
  /** How often a job in work holds its message's body; undefined where it was not measured. */
  readonly copies: number | undefined;
}

/** @returns undefined where the worker's CPU was not measured yet */
export function sizingOf(results: Results | undefined): Sizing | undefined {
  const cpu = greatest(underFullLoad(results, 'workerCpuMs'));
  if (!cpu || cpu.value.high <= 0) return undefined;
  const perCore = 1000 / cpu.value.high;
  return {
    workerCpuMs: cpu.value.high,
    engineCpuMs: beside(results, cpu, { measure: 'engineCpuMs' })?.median,
    perCore: roundedDown(perCore),
    perWorker: roundedDown(perCore * PLANNED_SHARE),
    memory: memoryOf(results),
    requestsPerMessage: requestsPerMessage(results),
  };
}

export interface Plan {
  readonly perSecond: number;
  readonly workers: number;
  /** Of each worker, in thousandths of a core, when one of them is away. */
  readonly cpuRequestMilli: number;
  /** Of the engine, for these jobs alone. */
  readonly engineMilli: number | undefined;
}

/** For so many messages a second. */
export function planFor(perSecond: number, { workerCpuMs, engineCpuMs, perWorker }: Sizing): Plan {
  const needed = Math.ceil(perSecond / perWorker);
  const workers = Math.max(LEAST_WORKERS, needed + 1);
  const cores = (perSecond * workerCpuMs) / 1000 / PLANNED_SHARE;
  return {
    perSecond,
    workers,
    cpuRequestMilli: Math.max(50, roundedUpTo(10, (cores / (workers - 1)) * 1000)),
    engineMilli: engineCpuMs === undefined ? undefined : roundedUpTo(10, perSecond * engineCpuMs),
  };
}

/** The memory limit where bodies may be as large as this, all jobs at once. */
export function limitForBodies({ limitMb, copies = 0 }: Memory, bodyMb: number): number {
  return roundedUpTo(64, limitMb + copies * bodyMb * DEFAULT_JOBS_AT_ONCE);
}

/** Messages a second that these jobs at once let through at most, by how long SQS takes to answer. */
export function mostPerSecond(jobsAtOnce: number, sqsLatencyMs: number): number {
  return Math.floor((jobsAtOnce * 1000) / sqsLatencyMs);
}

/** Messages a second that a FIFO queue takes, with so many requests a message. */
export function fifoMessagesPerSecond(requestsPerMessage: number): number {
  return Math.min(
    FIFO_QUOTA.messagesPerSecond,
    roundedDown(FIFO_QUOTA.requestsPerSecond / Math.min(1, requestsPerMessage)),
  );
}

/** Where SQS is farthest away: an SQS that answers at once leaves no time for messages to come together, and does not exist. */
function requestsPerMessage(results: Results | undefined): number | undefined {
  const latency = ({ situation }: Row) => Number(situation['sqsLatencyMs'] ?? 0);
  const rows = [...underFullLoad(results, 'sqsRequestsPerMessage')].sort((a, b) => latency(b) - latency(a));
  return rows[0]?.value.high;
}

function memoryOf(results: Results | undefined): Memory | undefined {
  const load = greatest(underFullLoad(results, 'residentMbLoad', 'residentMbEnd'))?.value.high;
  if (load === undefined) return undefined;
  return {
    loadMb: load,
    requestMb: roundedUpTo(32, load * REQUEST_TIMES_LOAD),
    limitMb: roundedUpTo(64, load * LIMIT_TIMES_LOAD),
    copies: copiesOf(results),
  };
}

/** From how memory grows with the bodies: each job in work holds some copies of its own. */
function copiesOf(results: Results | undefined): number | undefined {
  for (const family of growths(results)) {
    const [small, large] = [family.situations.at(0), family.situations.at(-1)];
    if (!family.varied.includes('bodyKb') || !small || !large) continue;
    for (const measure of ['residentMbLoad', 'residentMbEnd']) {
      const before = figureOf(family, OURS, measure, small);
      const after = figureOf(family, OURS, measure, large);
      if (!before || !after) continue;
      const jobs = Number(large['jobsInFlight'] ?? DEFAULT_JOBS_AT_ONCE);
      const bodiesMb = ((Number(large['bodyKb']) - Number(small['bodyKb'])) * jobs) / 1000;
      return Math.max(0, (after.high - before.median) / bodiesMb);
    }
  }
  return undefined;
}
