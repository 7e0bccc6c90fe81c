import type { Plan, PlannedJob } from './plan.ts';
import type { Process } from './process.ts';
import type { Trace } from './trace.ts';

/** One handing-out of a job to a process. */
export interface Attempt {
  readonly number: number;
  readonly process: Process;
  /** When the process got it, in the simulation's time; unknown before. */
  receivedAt: number;
  /** When the process has to have sent its message, a prolongation included. */
  deadline: number;
  /** When its worker gives up to tell the engine. */
  answerDeadline: number;
  /** Requests with its message. */
  posts: number;
  /** Those of them that a queue could take. */
  takeable: number;
  /** Ids under which a sound answer confirmed its message to the process. */
  readonly confirmed: string[];
  /** The messages of failures that the engine was told. */
  readonly told: string[];
  /** Answers that the engine took, as the process saw it. */
  accepted: number;
  isEnded: boolean;
  hasThrown: boolean;
}

/** What the simulation knows of a job. */
export interface JobRecord {
  readonly planned: PlannedJob;
  readonly key: string;
  readonly attempts: Attempt[];
  /** Since when the engine wants to hand it out. */
  readySince: number | undefined;
  end: JobEnd | undefined;
  endedAt: number;
}

export type JobEnd =
  | { readonly kind: 'completed'; readonly messageId: string }
  | { readonly kind: 'thrown'; readonly code: string }
  | { readonly kind: 'incident'; readonly message: string };

/** A promise that was broken. */
export interface Violation {
  readonly promise: string;
  readonly detail: string;
}

/** The book of a run: jobs, their attempts, and the first promise that was broken. */
export class Ledger {
  readonly jobs = new Map<string, JobRecord>();
  readonly plan: Plan;
  violation: Violation | undefined;
  private readonly trace: Trace;

  constructor(plan: Plan, trace: Trace) {
    this.plan = plan;
    this.trace = trace;
  }

  get isOver(): boolean {
    return this.jobs.size === this.expectedJobs() && [...this.jobs.values()].every(({ end }) => end !== undefined);
  }

  job(id: string): JobRecord {
    const job = this.jobs.get(id);
    if (!job) throw new Error(`The simulation knows no job ${id}`);
    return job;
  }

  attempt(id: string, number: number): Attempt {
    const attempt = this.job(id).attempts[number - 1];
    if (!attempt) throw new Error(`The simulation knows no attempt ${number} of ${id}`);
    return attempt;
  }

  /** The first violation counts: what follows may follow from it. */
  check(isKept: boolean, promise: string, detail: () => string): void {
    if (isKept || this.violation) return;
    this.violation = { promise, detail: detail() };
    this.trace.add(`BROKEN: ${promise}: ${this.violation.detail}`);
  }

  /** Jobs that have been created or are going to be: those after an incident never are. */
  private expectedJobs(): number {
    const isComing = (job: PlannedJob): boolean => {
      if (job.after === undefined || this.jobs.has(job.id)) return true;
      const before = this.jobs.get(job.after);
      const planned = this.plan.jobs.find(({ id }) => id === job.after);
      if (before?.end !== undefined) return before.end.kind === 'completed';
      return planned !== undefined && isComing(planned);
    };
    return this.plan.jobs.filter(isComing).length;
  }
}
