import { SimulatedEngine } from './engine.ts';
import { Faults } from './faults.ts';
import { Ledger } from './ledger.ts';
import { Network } from './network.ts';
import type { Plan, PlannedEnd, Step } from './plan.ts';
import type { Process } from './process.ts';
import { checkSlots } from './promises.ts';
import { seededRandom } from './random.ts';
import { Scheduler } from './scheduler.ts';
import { SimulatedSqs } from './sqs.ts';
import { Tokens } from './tokens.ts';
import { Trace } from './trace.ts';
import { WorkerHost } from './worker-host.ts';

/** From the last fault on, no job waits longer than this to be taken: one lost poll, one pause, one token. */
const TAKEN_MS = 90_000;
/** How often it is looked whether a job waits. */
const WATCH_MS = 5_000;

/** Engines, SQS, a network and machines that run the connector. All of it follows from the plan. */
export class SimulatedWorld {
  readonly scheduler: Scheduler;
  readonly trace: Trace;
  readonly ledger: Ledger;
  readonly faults: Faults;
  readonly sqs: SimulatedSqs;
  readonly hosts: readonly WorkerHost[];
  private readonly engines: readonly SimulatedEngine[];
  private readonly plan: Plan;
  /** Ends that wait for their step. */
  private readonly armed: Set<PlannedEnd>;

  constructor(plan: Plan) {
    // Not the numbers that the plan was drawn with.
    const random = seededRandom(plan.seed + 1_000_003);
    const scheduler = new Scheduler(random);
    const now = () => scheduler.now;
    const trace = new Trace(now);
    const ledger = new Ledger(plan, trace);
    const faults = new Faults(plan.faults, random, now);
    const tokens = new Tokens(scheduler, random, faults, ledger);
    const sqs = new SimulatedSqs(scheduler, random, faults, ledger, trace);
    const network = new Network(scheduler, random, faults);
    const onStep = (step: Step, process: Process) => this.takeStep(step, process);
    const parts = { sqs, tokens, faults, random, network, scheduler, ledger, trace, onStep };
    this.engines = [0, 1].map((n) => new SimulatedEngine(`engine-${n}`, scheduler, faults, tokens, ledger, trace));
    this.hosts = plan.workers.map(
      (planned, n) => new WorkerHost({ ...parts, name: `worker-${n}`, planned, engine: this.engineAt(planned.engine) }),
    );
    for (const engine of this.engines) {
      engine.onCompleted = (id) => {
        for (const job of plan.jobs) {
          if (job.after === id) scheduler.after(random.whole(0, 50), () => engine.create(job));
        }
      };
    }
    this.plan = plan;
    this.armed = new Set(plan.ends.filter(({ step }) => step !== undefined));
    this.scheduler = scheduler;
    this.trace = trace;
    this.ledger = ledger;
    this.faults = faults;
    this.sqs = sqs;
  }

  /** Starts the workers, and plans what is going to happen to them. */
  begin(): void {
    const { plan, scheduler } = this;
    for (const end of plan.ends) if (!this.armed.has(end)) scheduler.after(end.atMs, () => this.carryOut(end));
    for (const job of plan.jobs) {
      if (job.after === undefined) scheduler.after(job.atMs, () => this.engineAt(job.engine).create(job));
    }
    for (const host of this.hosts) host.start();
    scheduler.after(plan.calmAtMs, () => this.watch());
  }

  /** Asks every worker to stop. @returns whether all have stopped */
  stop(): () => boolean {
    for (const host of this.hosts) host.stop();
    return () => this.hosts.every(({ process }) => !process);
  }

  private engineAt(index: number): SimulatedEngine {
    const engine = this.engines[index];
    if (!engine) throw new Error(`There is no engine ${index}`);
    return engine;
  }

  /** Ends a process that was waiting for this step. */
  private takeStep(step: Step, process: Process): void {
    const now = this.scheduler.now;
    if (now >= this.plan.calmAtMs) return;
    const end = [...this.armed].find(
      (one) => one.step === step && one.atMs <= now && this.hosts[one.worker]?.process === process,
    );
    if (!end) return;
    this.armed.delete(end);
    this.scheduler.after(0, () => this.carryOut(end));
  }

  private carryOut({ worker, how, downMs }: PlannedEnd): void {
    const host = this.hosts[worker];
    if (!host?.process || this.ledger.isOver) return;
    const startAgain = () =>
      this.scheduler.after(downMs, () => {
        if (!host.process && !this.ledger.isOver) host.start();
      });
    if (how === 'stop') {
      host.stop(startAgain);
    } else {
      host.kill();
      startAgain();
    }
  }

  private watch(): void {
    const { ledger, plan, scheduler } = this;
    checkSlots(ledger, scheduler.now);
    for (const { planned, readySince = Number.POSITIVE_INFINITY } of ledger.jobs.values()) {
      const waitedMs = scheduler.now - Math.max(readySince, plan.calmAtMs);
      const what = () => `${planned.id}: ${waitedMs} ms`;
      ledger.check(waitedMs <= TAKEN_MS, 'a job is taken soon after the last fault', what);
    }
    if (!ledger.isOver) scheduler.after(WATCH_MS, () => this.watch());
  }
}
