import TinyQueue from 'tinyqueue';
import { CommandRejected } from '../core/failure.ts';
import { compareKeys } from '../core/keys.ts';

/** Where a job stands. Times are milliseconds since 1970. */
export type JobState =
  | { readonly kind: 'ready' }
  | { readonly kind: 'activated'; readonly deadline: number }
  | { readonly kind: 'backoff'; readonly until: number }
  | { readonly kind: 'incident'; readonly cause: 'FAILED' | 'ERROR_THROWN' };

export interface Job {
  readonly key: string;
  readonly type: string;
  readonly elementInstanceKey: string;
  readonly headers: Readonly<Record<string, string>>;
  retries: number;
  state: JobState;
  /** Who had it last. */
  worker: string;
  /** Why it failed last. */
  failure?: string;
}

/** A job that became ready because a time was over. */
export interface DueJob {
  readonly job: Job;
  readonly event: 'TIMED_OUT' | 'RECURRED_AFTER_BACKOFF';
}

/** The jobs of an engine: a state machine without a clock of its own. Each command is told the time. */
export class Jobs {
  private readonly jobs = new Map<string, Job>();
  /** Keys of ready jobs by type, oldest first. Keys whose job moved on are skipped when they come up. */
  private readonly ready = new Map<string, TinyQueue<string>>();
  private readonly due = new TinyQueue<{ readonly at: number; readonly key: string }>(
    [],
    (a, b) => a.at - b.at || compareKeys(a.key, b.key),
  );

  add(job: Omit<Job, 'state' | 'worker' | 'failure'>): Job {
    const added: Job = { ...job, state: { kind: 'ready' }, worker: '' };
    this.jobs.set(added.key, added);
    this.makeReady(added);
    return added;
  }

  get(key: string): Job | undefined {
    return this.jobs.get(key);
  }

  /** All jobs that are not done, in the order of their creation. */
  all(): Iterable<Job> {
    return this.jobs.values();
  }

  /** Hands out ready jobs of a type, oldest first. */
  activate(type: string, most: number, timeoutMs: number, now: number, worker = ''): readonly Job[] {
    this.advance(now);
    const queue = this.ready.get(type);
    const activated: Job[] = [];
    while (queue && activated.length < most) {
      const key = queue.pop();
      if (key === undefined) break;
      const job = this.jobs.get(key);
      if (job?.state.kind !== 'ready') continue;
      this.wait(job, { kind: 'activated', deadline: now + timeoutMs }, now + timeoutMs);
      job.worker = worker;
      activated.push(job);
    }
    return activated;
  }

  /** Makes the jobs ready whose time or backoff is over. */
  advance(now: number): readonly DueJob[] {
    const over: DueJob[] = [];
    for (let next = this.due.peek(); next && next.at <= now; next = this.due.peek()) {
      this.due.pop();
      const job = this.jobs.get(next.key);
      if (!job || dueTime(job) !== next.at) continue;
      over.push({ job, event: job.state.kind === 'activated' ? 'TIMED_OUT' : 'RECURRED_AFTER_BACKOFF' });
      this.makeReady(job);
    }
    return over;
  }

  /** When the next job becomes ready by itself, or Infinity. */
  nextDue(): number {
    for (let next = this.due.peek(); next; next = this.due.peek()) {
      const job = this.jobs.get(next.key);
      if (job && dueTime(job) === next.at) return next.at;
      this.due.pop();
    }
    return Number.POSITIVE_INFINITY;
  }

  /** Takes the job out: it is completed. @throws CommandRejected */
  complete(key: string): Job {
    const job = this.answerable(key, 'COMPLETE');
    this.jobs.delete(key);
    return job;
  }

  /** @throws CommandRejected */
  fail(key: string, retries: number, backoffMs: number, now: number, message = ''): Job {
    const job = this.answerable(key, 'FAIL');
    job.retries = retries;
    job.failure = message;
    if (retries <= 0) job.state = { kind: 'incident', cause: 'FAILED' };
    else if (backoffMs > 0) this.wait(job, { kind: 'backoff', until: now + backoffMs }, now + backoffMs);
    else this.makeReady(job);
    return job;
  }

  /** The job threw an error: it waits until the error is caught, and then goes with its element. @throws CommandRejected */
  throwError(key: string): Job {
    const job = this.answerable(key, 'THROW_ERROR');
    job.state = { kind: 'incident', cause: 'ERROR_THROWN' };
    return job;
  }

  /** @throws CommandRejected */
  update(key: string, changes: { readonly retries?: number; readonly timeoutMs?: number }, now: number): Job {
    const { retries, timeoutMs } = changes;
    const job = this.existing(key, 'UPDATE');
    if (retries !== undefined) {
      if (retries < 1)
        throw badUpdate(
          `retries for job with key '${key}' with a positive amount of retries, but the amount given was '${retries}'`,
        );
      job.retries = retries;
    }
    if (timeoutMs === undefined) return job;
    if (job.state.kind !== 'activated') throw badUpdate(`the timeout of job with key '${key}', but it is not active`);
    this.wait(job, { kind: 'activated', deadline: now + timeoutMs }, now + timeoutMs);
    return job;
  }

  /** An incident of the job is over. */
  resume(key: string): void {
    const job = this.jobs.get(key);
    if (job?.state.kind === 'incident') this.makeReady(job);
  }

  /** Its element ended without it. */
  cancel(key: string): Job | undefined {
    const job = this.jobs.get(key);
    this.jobs.delete(key);
    return job;
  }

  private makeReady(job: Job): void {
    job.state = { kind: 'ready' };
    const queue = this.ready.get(job.type) ?? new TinyQueue<string>([], compareKeys);
    this.ready.set(job.type, queue);
    queue.push(job.key);
  }

  private wait(job: Job, state: JobState, at: number): void {
    job.state = state;
    this.due.push({ at, key: job.key });
  }

  private answerable(key: string, command: Command): Job {
    const job = this.existing(key, command);
    const { state } = job;
    if (state.kind === 'ready' || state.kind === 'activated') return job;
    const name = state.kind === 'incident' ? state.cause : 'FAILED';
    const text = `Expected to ${VERBS[command]} job with key '${key}', but it is in state '${name}'`;
    throw new CommandRejected(command, 'INVALID_STATE', text);
  }

  private existing(key: string, command: Command): Job {
    const job = this.jobs.get(key);
    if (job) return job;
    const text = `Expected to ${VERBS[command]} job with key '${key}', but no such job was found`;
    throw new CommandRejected(command, 'NOT_FOUND', text);
  }
}

type Command = 'COMPLETE' | 'FAIL' | 'THROW_ERROR' | 'UPDATE';

const VERBS: Readonly<Record<Command, string>> = {
  COMPLETE: 'complete',
  FAIL: 'fail',
  THROW_ERROR: 'throw an error for',
  UPDATE: 'update',
};

function badUpdate(text: string): CommandRejected {
  return new CommandRejected('UPDATE', 'INVALID_ARGUMENT', `Expected to update ${text}`);
}

function dueTime({ state }: Job): number | undefined {
  if (state.kind === 'activated') return state.deadline;
  return state.kind === 'backoff' ? state.until : undefined;
}
