import type { WorkerEvent } from '../camunda/worker-event.ts';
import type { World } from '../world.ts';

export interface WorkerHealthOptions {
  readonly world: World;
  /** The engine's address as the operator knows it, without credentials. */
  readonly engine: string;
  /** How long the engine holds a request for jobs open. */
  readonly pollMs: number;
}

/** How a part of the worker is. `OUT_OF_SERVICE`: it is stopping, which is no fault. Texts are for operators. */
export interface ComponentHealth {
  readonly status: 'UP' | 'DOWN' | 'OUT_OF_SERVICE';
  readonly details: Readonly<Record<string, string | number>>;
}

/** An engine that answers later than its poll's length by more than this is not counted as reachable. */
export const READY_MARGIN_MS = 10_000;
/** A loop that stands still longer than its step may take by more than this is stuck: a restart helps. */
export const STUCK_MARGIN_MS = 60_000;

/** What the loop is doing, and when this must have ended. */
type Step =
  | { readonly kind: 'starting' | 'polling' | 'betweenPolls' | 'pausing'; readonly until: number }
  /** All slots are taken: it ends when the jobs' time is over at the latest. */
  | { readonly kind: 'full' };

/** Judges by a worker's events whether it gets jobs (readiness) and whether its loop turns (liveness). */
export class WorkerHealth {
  private readonly options: WorkerHealthOptions;
  private readonly startedAt: number;
  private step: Step;
  private stepSince: number;
  private isDraining = false;
  private hasAnswered = false;
  /** The last answer to a poll, or the end of a time in which none was needed. */
  private progressAt: number;
  private lastError: string | undefined;
  /** When the last of the jobs so far has no time left. */
  private jobsUntil = 0;

  constructor(options: WorkerHealthOptions) {
    this.options = options;
    this.startedAt = options.world.now();
    this.progressAt = this.startedAt;
    this.stepSince = this.startedAt;
    this.step = { kind: 'starting', until: this.startedAt };
  }

  observe(event: WorkerEvent): void {
    const now = this.options.world.now();
    switch (event.kind) {
      case 'polling':
        if (this.step.kind === 'full') this.progressAt = now;
        this.go({ kind: 'polling', until: now + this.options.pollMs }, now);
        break;
      case 'polled':
        this.hasAnswered = true;
        this.progressAt = now;
        this.lastError = undefined;
        this.go({ kind: 'betweenPolls', until: now }, now);
        break;
      case 'pollFailed':
        this.lastError = event.reason;
        this.go({ kind: 'pausing', until: now + event.pauseMs }, now);
        break;
      case 'full':
        // It is told once more for each job that ends while too few slots are free: each is progress.
        this.go({ kind: 'full' }, now);
        break;
      case 'jobTaken':
        this.jobMayTake(event.deadline);
        break;
      case 'draining':
        this.isDraining = true;
    }
  }

  /** @param until the new deadline of a job whose time was prolonged, in the world's monotonic time */
  jobMayTake(until: number): void {
    this.jobsUntil = Math.max(this.jobsUntil, until);
  }

  /** Whether the engine is reached and hands out jobs. */
  engine(): ComponentHealth {
    const { world, engine, pollMs } = this.options;
    const silentMs = world.now() - this.progressAt;
    const error = this.lastError === undefined ? {} : { lastError: this.lastError };
    if (!this.hasAnswered) {
      const reason = `The engine at ${engine} has not answered since the start ${seconds(silentMs)} s ago.`;
      return { status: 'DOWN', details: { engine, since: this.since(this.startedAt), reason, ...error } };
    }
    if (this.step.kind !== 'full' && silentMs > pollMs + READY_MARGIN_MS) {
      const reason = `The engine at ${engine} has not answered a request for jobs for ${seconds(silentMs)} s.`;
      return { status: 'DOWN', details: { engine, since: this.since(this.progressAt), reason, ...error } };
    }
    return { status: 'UP', details: { engine, secondsSinceAnswer: seconds(silentMs), ...error } };
  }

  /** Whether the worker takes jobs: not while it stops, nor while its loop is stuck. */
  taking(): ComponentHealth {
    if (this.isDraining)
      return { status: 'OUT_OF_SERVICE', details: { reason: 'The worker is stopping and takes no more jobs.' } };
    return this.loop();
  }

  /** Whether the loop turns. A restart helps where it doesn't; an engine that is away is no reason for one. */
  loop(): ComponentHealth {
    if (this.isDraining) return { status: 'UP', details: { doing: 'stopping' } };
    const now = this.options.world.now();
    const until = this.step.kind === 'full' ? Math.max(this.jobsUntil, this.stepSince) : this.step.until;
    const details = { doing: DOING[this.step.kind], since: this.since(this.stepSince) };
    if (now <= until + STUCK_MARGIN_MS) return { status: 'UP', details };
    const reason = `The loop for jobs is stuck: for ${seconds(now - this.stepSince)} s it has been ${DOING[this.step.kind]}, which had to end ${seconds(now - until)} s ago.`;
    return { status: 'DOWN', details: { ...details, reason } };
  }

  private go(step: Step, now: number): void {
    this.step = step;
    this.stepSince = now;
  }

  /** A monotonic time as a date. */
  private since(at: number): string {
    const { wallClock, now } = this.options.world;
    return new Date(wallClock() - (now() - at)).toISOString();
  }
}

const DOING = {
  starting: 'starting',
  polling: 'waiting for the engine’s answer',
  betweenPolls: 'handing out jobs',
  pausing: 'pausing after a failed request',
  full: 'waiting for a job to end, as all slots are taken',
} as const;

function seconds(ms: number): number {
  return Math.round(ms / 1000);
}
