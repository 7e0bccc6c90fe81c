import { startSteadyLoad } from '../../e2e/soak/steady-load.ts';
import { residentMbOf } from '../machine.ts';
import { quantile } from '../quantile.ts';
import type { Row } from '../results.ts';
import type { Turn } from '../rounds.ts';
import { type Candidate, endWorkers, START } from './candidates.ts';
import { ORDINARY, variablesOf } from './instances.ts';
import type { Place } from './place.ts';

/** Instances a second, and for how long. */
interface Pace {
  readonly perSecond: number;
  readonly lastsMs: number;
}
/** A worker lives long: what it does first is of no account. */
const WARM_UP: Pace = { perSecond: 80, lastsMs: 4000 };
export const LOW: Pace = { perSecond: 20, lastsMs: 8000 };
/** Half of what an engine with one partition does on two cores that it shares with all else here: with more, it is the engine's queue that is measured. */
const HIGH: Pace = { perSecond: 50, lastsMs: 5000 };
/** Until the garbage of the start is gone. */
const IDLE_MS = 3000;
const SQS_LATENCY_MS = 10;
const JOBS_IN_FLIGHT = 64;

/** How a turn names what it measured at a pace. */
export const at = ({ perSecond }: Pace, measure: string) => `${measure} at ${perSecond}/s`;

/** A row whose name holds a pace, with the pace where it belongs: how many jobs could be in flight is of no account then. */
export function paceInSituation(row: Row): Row {
  const [, measure, perSecond] = /^(.*) at (\d+)\/s$/.exec(row.measure) ?? [];
  if (measure === undefined) return row;
  return { ...row, measure, situation: { sqsLatencyMs: SQS_LATENCY_MS, perSecond: Number(perSecond) } };
}

/**
 * How long instances take at an even pace, from the request to create one to the engine's answer that it has completed: measured where
 * the request is made, by a clock finer than the milliseconds of the engine's records.
 */
export function keepPace(place: Place, candidate: Candidate): Turn {
  return {
    situation: { sqsLatencyMs: SQS_LATENCY_MS, jobsInFlight: JOBS_IN_FLIGHT },
    candidate,
    async run() {
      place.completed.forget();
      const jobType = await place.deploy();
      const { endpoint } = await place.sqs(SQS_LATENCY_MS);
      const once = (n: number) => place.starts.startAndAwait(jobType, variablesOf(n, ORDINARY));
      // It waits for the worker.
      const first = once(0);
      // Where the worker does not start, its error is the one to be told.
      first.catch(() => {});
      const startedAt = performance.now();
      const worker = await START[candidate]({ engine: place.engine, endpoint, jobType, jobsInFlight: JOBS_IN_FLIGHT });
      try {
        const readyMs = performance.now() - startedAt;
        await first;
        const startMs = performance.now() - startedAt;
        await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
        const residentMbIdle = residentMbOf(worker.pid);
        await paced(WARM_UP, once);
        return {
          readyMs,
          startMs,
          residentMbIdle,
          ...quantilesOf(LOW, await paced(LOW, once)),
          ...quantilesOf(HIGH, await paced(HIGH, once)),
        };
      } finally {
        await endWorkers([worker]);
      }
    },
  };
}

/** What SQS alone takes at the low pace: a bare request on a connection that is kept. */
export function askSqs(place: Place): Turn {
  return {
    situation: { sqsLatencyMs: SQS_LATENCY_MS },
    candidate: 'bareRequest',
    async run() {
      const { endpoint } = await place.sqs(SQS_LATENCY_MS);
      const body = JSON.stringify({ MessageBody: 'x'.repeat(ORDINARY.bodyBytes), MessageAttributes: {} });
      const once = async () => {
        const startedAt = performance.now();
        const answer = await fetch(endpoint, { method: 'POST', body });
        await answer.text();
        return performance.now() - startedAt;
      };
      return quantilesOf(LOW, await paced({ ...LOW, lastsMs: LOW.lastsMs / 2 }, once));
    },
  };
}

/** @throws Error where one failed */
async function paced(pace: Pace, once: (n: number) => Promise<number>): Promise<readonly number[]> {
  const took: number[] = [];
  let failure: unknown;
  const load = startSteadyLoad(pace.perSecond, async (n) => {
    try {
      took.push(await once(n));
    } catch (error) {
      failure ??= error;
    }
  });
  await new Promise((resolve) => setTimeout(resolve, pace.lastsMs));
  await load.stop();
  if (failure !== undefined) throw failure;
  return took;
}

function quantilesOf(pace: Pace, took: readonly number[]): Readonly<Record<string, number>> {
  return Object.fromEntries(
    [50, 95, 99].map((percent) => [at(pace, `p${percent}Ms`), quantile(took, percent / 100)] as const),
  );
}
