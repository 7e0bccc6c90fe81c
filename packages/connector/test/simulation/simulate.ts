import { SimulatedEngine } from './engine.ts';
import { Faults } from './faults.ts';
import { checkFinally } from './final-promises.ts';
import { Ledger, type Violation } from './ledger.ts';
import { Network } from './network.ts';
import { drawPlan, type Plan, type PlannedEnd, type Step } from './plan.ts';
import type { Process } from './process.ts';
import { seededRandom } from './random.ts';
import { withoutRealTime } from './real-time-guard.ts';
import { Scheduler } from './scheduler.ts';
import { SimulatedSqs } from './sqs.ts';
import { Tokens } from './tokens.ts';
import { Trace } from './trace.ts';
import { WorkerHost } from './worker-host.ts';

/** What came of a run. */
export interface Run {
  readonly plan: Plan;
  /** Equal for equal plans. */
  readonly hash: string;
  readonly events: number;
  /** The last events. */
  readonly last: readonly string[];
  readonly violation: Violation | undefined;
}

/** From the last fault on, all jobs have ended after this. */
const ALL_ENDED_MS = 900_000;
/** From the last fault on, no job waits longer than this to be taken: one lost poll, one pause, one token. */
const TAKEN_MS = 90_000;
/** A poll that is lost, and the drain. */
const STOPPED_MS = 200_000;
/** Requests that are still under way when all workers have stopped. */
const ECHO_MS = 120_000;

export function simulate(seed: number): Promise<Run> {
  return runPlan(drawPlan(seed));
}

/** Runs a plan to its end, or to the first promise that is broken. */
export async function runPlan(plan: Plan): Promise<Run> {
  const random = seededRandom(plan.seed + 1_000_003);
  const scheduler = new Scheduler(random);
  const now = () => scheduler.now;
  const trace = new Trace(now);
  const ledger = new Ledger(plan, trace);
  const broken = (promise: string) => (detail: string) => ledger.check(false, promise, () => detail);
  await withoutRealTime(
    broken('only the world’s time is asked'),
    broken('no rejection is left unhandled'),
    async () => {
      const faults = new Faults(plan.faults, random, now);
      const tokens = new Tokens(scheduler, random, faults, ledger);
      const sqs = new SimulatedSqs(scheduler, random, faults, ledger, trace);
      const engines = [0, 1].map((n) => new SimulatedEngine(`engine-${n}`, scheduler, faults, tokens, ledger, trace));
      const engineAt = (index: number) => {
        const engine = engines[index];
        if (!engine) throw new Error(`There is no engine ${index}`);
        return engine;
      };
      const network = new Network(scheduler, random, faults);
      const armed = new Set(plan.ends.filter(({ step }) => step !== undefined));
      const onStep = (step: Step, process: Process) => {
        for (const end of armed) {
          if (end.step !== step || end.atMs > now() || now() >= plan.calmAtMs) continue;
          if (hosts[end.worker]?.process !== process) continue;
          armed.delete(end);
          scheduler.after(0, () => carryOut(end));
          return;
        }
      };
      const common = { sqs, tokens, faults, random, network, scheduler, ledger, trace, onStep };
      const hosts = plan.workers.map(
        (planned, index) =>
          new WorkerHost({ ...common, name: `worker-${index}`, planned, engine: engineAt(planned.engine) }),
      );
      const carryOut = ({ worker, how, downMs }: PlannedEnd) => {
        const host = hosts[worker];
        if (!host?.process || ledger.isOver) return;
        const startAgain = () =>
          scheduler.after(downMs, () => {
            if (!host.process && !ledger.isOver) host.start();
          });
        if (how === 'stop') return host.stop(startAgain);
        host.kill();
        startAgain();
      };
      for (const end of plan.ends) if (!armed.has(end)) scheduler.after(end.atMs, () => carryOut(end));

      for (const engine of engines) {
        engine.onCompleted = (id) => {
          for (const job of plan.jobs) {
            if (job.after === id) scheduler.after(random.whole(0, 50), () => engine.create(job));
          }
        };
      }
      for (const job of plan.jobs) {
        if (job.after === undefined) scheduler.after(job.atMs, () => engineAt(job.engine).create(job));
      }
      for (const host of hosts) host.start();

      const watch = () => {
        for (const { planned, readySince = Number.POSITIVE_INFINITY } of ledger.jobs.values()) {
          const waitedMs = now() - Math.max(readySince, plan.calmAtMs);
          ledger.check(
            waitedMs <= TAKEN_MS,
            'a job is taken soon after the last fault',
            () => `${planned.id}: ${waitedMs} ms`,
          );
        }
        if (!ledger.isOver) scheduler.after(5_000, watch);
      };
      scheduler.after(plan.calmAtMs, watch);

      const isBroken = () => ledger.violation !== undefined;
      await scheduler.runUntil(() => isBroken() || ledger.isOver, plan.calmAtMs + ALL_ENDED_MS);
      let stopping = 0;
      for (const host of hosts) {
        if (!host.process) continue;
        stopping++;
        host.stop(() => stopping--);
      }
      const isStopped = await scheduler.runUntil(
        () => isBroken() || (stopping === 0 && hosts.every(({ process }) => !process)),
        Math.max(now(), plan.calmAtMs) + STOPPED_MS,
      );
      ledger.check(isStopped, 'a worker that is asked to stop stops', () => `${stopping} are still there`);
      await scheduler.runUntil(isBroken, now() + ECHO_MS);
      checkFinally(ledger, sqs);
    },
  );
  return { plan, events: trace.events, last: trace.last, violation: ledger.violation, hash: trace.digest() };
}
