import type { Fault } from './faults.ts';
import { checkFinally } from './final-promises.ts';
import type { JobRecord, Violation } from './ledger.ts';
import { drawPlan, type Plan } from './plan.ts';
import { withoutRealTime } from './real-time-guard.ts';
import { SimulatedWorld } from './simulated-world.ts';

/** What came of a run. */
export interface Run {
  readonly plan: Plan;
  /** Equal for equal plans. */
  readonly hash: string;
  readonly events: number;
  /** The last events. */
  readonly last: readonly string[];
  readonly violation: Violation | undefined;
  readonly jobs: readonly JobRecord[];
  /** Faults that struck. */
  readonly struck: ReadonlySet<Fault>;
}

/** From the last fault on, all jobs have ended after this. */
const ALL_ENDED_MS = 900_000;
/** A poll that is lost, and the drain. */
const STOPPED_MS = 200_000;
/** Requests that are still under way when all workers have stopped. */
const ECHO_MS = 120_000;

/** Runs the world of a seed. */
export function simulate(seed: number): Promise<Run> {
  return runPlan(drawPlan(seed));
}

/** Runs a plan to its end, or to the first promise that is broken. */
export async function runPlan(plan: Plan): Promise<Run> {
  const world = new SimulatedWorld(plan);
  const { scheduler, ledger, trace, faults, sqs } = world;
  const isBroken = () => ledger.violation !== undefined;
  await withoutRealTime(
    (what) => ledger.check(false, 'only the world’s time and chance are asked', () => what),
    (what) => ledger.check(false, 'no rejection is left unhandled', () => what),
    async () => {
      world.begin();
      await scheduler.runUntil(() => isBroken() || ledger.isOver, plan.calmAtMs + ALL_ENDED_MS);
      const haveStopped = world.stop();
      const latest = Math.max(scheduler.now, plan.calmAtMs) + STOPPED_MS;
      const isStopped = await scheduler.runUntil(() => isBroken() || haveStopped(), latest);
      ledger.check(isStopped, 'a worker that is asked to stop stops', () => `after ${STOPPED_MS} ms it is there`);
      await scheduler.runUntil(isBroken, scheduler.now + ECHO_MS);
      checkFinally(ledger, sqs);
    },
  );
  const { events, last } = trace;
  const jobs = [...ledger.jobs.values()];
  return { plan, events, last, violation: ledger.violation, hash: trace.digest(), jobs, struck: faults.struck };
}
