/** Where a job stands. Times are milliseconds since 1970. */
export type JobState =
  | { readonly kind: 'ready' }
  | { readonly kind: 'activated'; readonly deadline: number }
  | { readonly kind: 'backoff'; readonly until: number }
  | { readonly kind: 'incident' };

export interface Job {
  readonly key: string;
  readonly type: string;
  readonly elementInstanceKey: string;
  readonly headers: Readonly<Record<string, string>>;
  retries: number;
  state: JobState;
}

/** Thrown when a command does not fit a job's state, or there is no such job. */
export class JobRejection extends Error {
  readonly code: 'NOT_FOUND' | 'INVALID_STATE';

  constructor(code: 'NOT_FOUND' | 'INVALID_STATE', message: string) {
    super(message);
    this.code = code;
  }
}

/** The jobs of an engine: a state machine without a clock of its own. */
export class Jobs {
  private readonly jobs = new Map<string, Job>();

  add(job: Omit<Job, 'state'>): void {
    this.jobs.set(job.key, { ...job, state: { kind: 'ready' } });
  }

  /** Hands out jobs of a type, oldest first: new ones, those whose time or backoff is over. */
  activate(type: string, most: number, timeoutMs: number, now: number): readonly Job[] {
    const activated: Job[] = [];
    for (const job of this.jobs.values()) {
      if (activated.length >= most) break;
      if (job.type !== type || !isDue(job, now)) continue;
      job.state = { kind: 'activated', deadline: now + timeoutMs };
      activated.push(job);
    }
    return activated;
  }

  /** When the next job of a type can be handed out, or Infinity. */
  nextDue(type: string): number {
    let next = Number.POSITIVE_INFINITY;
    for (const { type: own, state } of this.jobs.values()) {
      if (own !== type) continue;
      if (state.kind === 'activated') next = Math.min(next, state.deadline);
      if (state.kind === 'backoff') next = Math.min(next, state.until);
    }
    return next;
  }

  get(key: string): Job | undefined {
    return this.jobs.get(key);
  }

  /** Takes the job out: completed, or its element ended. @throws JobRejection */
  take(key: string, command: string): Job {
    const job = this.answerable(key, command);
    this.jobs.delete(key);
    return job;
  }

  /** @throws JobRejection */
  fail(key: string, retries: number, backoffMs: number, now: number): Job {
    const job = this.answerable(key, 'FAIL');
    job.retries = retries;
    if (retries <= 0) job.state = { kind: 'incident' };
    else job.state = backoffMs > 0 ? { kind: 'backoff', until: now + backoffMs } : { kind: 'ready' };
    return job;
  }

  /** @throws JobRejection */
  update(key: string, changes: { readonly retries?: number; readonly timeoutMs?: number }, now: number): void {
    const job = this.existing(key, 'UPDATE');
    if (changes.retries !== undefined) job.retries = changes.retries;
    if (changes.timeoutMs === undefined) return;
    if (job.state.kind !== 'activated')
      throw new JobRejection('INVALID_STATE', `Expected to update the timeout of job '${key}', but it is not active`);
    job.state = { kind: 'activated', deadline: now + changes.timeoutMs };
  }

  /** An incident of the job is over. */
  resume(key: string): void {
    const job = this.jobs.get(key);
    if (job?.state.kind === 'incident') job.state = { kind: 'ready' };
  }

  suspend(key: string): void {
    const job = this.jobs.get(key);
    if (job) job.state = { kind: 'incident' };
  }

  remove(elementInstanceKey: string): void {
    for (const [key, job] of this.jobs) if (job.elementInstanceKey === elementInstanceKey) this.jobs.delete(key);
  }

  private answerable(key: string, command: string): Job {
    const job = this.existing(key, command);
    if (job.state.kind === 'backoff' || job.state.kind === 'incident') {
      throw new JobRejection(
        'INVALID_STATE',
        `Command '${command}' rejected with code 'INVALID_STATE': the job '${key}' is in state ${job.state.kind}`,
      );
    }
    return job;
  }

  private existing(key: string, command: string): Job {
    const job = this.jobs.get(key);
    if (job) return job;
    throw new JobRejection(
      'NOT_FOUND',
      `Command '${command}' rejected with code 'NOT_FOUND': Expected to find a job with key '${key}', but no such job was found`,
    );
  }
}

function isDue({ state }: Job, now: number): boolean {
  return (
    state.kind === 'ready' ||
    (state.kind === 'activated' && state.deadline <= now) ||
    (state.kind === 'backoff' && state.until <= now)
  );
}
