import { backoffMs } from '../backoff.ts';
import type { Handled, Outcome } from '../job/outcome.ts';
import { jobLog, type Log, reasonOf } from '../log.ts';
import type { World } from '../world.ts';
import { answerJob } from './answer-job.ts';
import type { ActivatedJob, ActivationRequest, EngineClient } from './engine-client.ts';
import { EngineError } from './engine-error.ts';
import { Outage } from './outage.ts';
import type { WorkerEvent, WorkerObserver } from './worker-event.ts';

/** What a worker needs. Time, chance, engine and the handling of a job come in from outside. */
export interface WorkerOptions {
  readonly client: EngineClient;
  /** @param prolonged is to be told when the engine has given the job another deadline */
  readonly handle: (job: ActivatedJob, deadline: number, prolonged: (deadline: number) => void) => Promise<Handled>;
  /** What is asked of the engine; `maxJobs` is how many jobs may be in work at a time. */
  readonly activation: ActivationRequest;
  /** How long `stop` waits for jobs in work after the last poll has ended. */
  readonly drainMs: number;
  readonly world: World;
  readonly log: Log;
  /** Told of what happens. @default nobody */
  readonly observe?: WorkerObserver;
}

/**
 * The life of a worker: `running → draining → stopped`. Draining, the last poll is awaited (never aborted: the engine would
 * lock jobs for a client that is gone), late jobs are given back, and jobs in work are finished.
 */
export type WorkerLife = 'running' | 'draining' | 'stopped';

export interface Worker {
  readonly life: WorkerLife;
  /** Jobs in work. */
  readonly active: number;
  /** Ends within the length of a poll and `drainMs`. @returns how many jobs were still in work then */
  stop(): Promise<{ readonly unfinished: number }>;
}

/** Pauses after a failed activation. There is no last one: the loop cannot die. */
const ACTIVATION_PAUSES = { firstMs: 50, longestMs: 5000 };
/** A poll is worth its cost when this share of the slots is free. */
const REFILL_SHARE = 0.3;
/** As long as the engine has not answered the last one, polls are short: on an engine without jobs only a poll's end shows that it is there. */
const FIRST_POLL_MS = 500;

/** Starts to ask the engine for jobs, one poll at a time, and handles as many at once as the activation allows. */
export function startWorker(options: WorkerOptions): Worker {
  const { client, activation, world, log } = options;
  const inWork = new Set<Promise<void>>();
  const refillAt = Math.max(1, Math.ceil(activation.maxJobs * REFILL_SHARE));
  const firstPollMs = Math.min(activation.requestTimeoutMs, FIRST_POLL_MS);
  let life: WorkerLife = 'running';
  let wake = () => {};
  const draining = new AbortController();
  const outage = new Outage(log, world);
  let isConnected = false;

  /** Who watches the worker must not be able to stop it. */
  function tell(event: WorkerEvent): void {
    try {
      options.observe?.(event);
    } catch (error) {
      log.error('the worker’s observer failed', { event: event.kind, reason: reasonOf(error) });
    }
  }

  async function pollUntilDraining(): Promise<void> {
    while (life === 'running') {
      const free = activation.maxJobs - inWork.size;
      if (free < refillAt) {
        tell({ kind: 'full' });
        await changed();
        continue;
      }
      const requestTimeoutMs = isConnected ? activation.requestTimeoutMs : firstPollMs;
      tell({ kind: 'polling' });
      try {
        const jobs = await client.activate({ ...activation, maxJobs: free, requestTimeoutMs });
        const receivedAt = world.now();
        isConnected = true;
        outage.ended();
        tell({ kind: 'polled', jobs: jobs.length });
        for (const job of jobs) start(job, receivedAt);
      } catch (thrown) {
        isConnected = false;
        const error = thrown instanceof EngineError ? thrown.kind : 'refused';
        const reason = reasonOf(thrown);
        const pauseMs = backoffMs(outage.failed(error, reason), ACTIVATION_PAUSES, world.random);
        tell({ kind: 'pollFailed', error, reason, pauseMs });
        await world.sleep(pauseMs, draining.signal);
      }
    }
  }

  /** Resolves when a slot has become free or the life has changed. */
  function changed(): Promise<void> {
    return new Promise((resolve) => {
      wake = resolve;
    });
  }

  function start(job: ActivatedJob, receivedAt: number): void {
    const work = workOn(job, receivedAt).finally(() => {
      inWork.delete(work);
      wake();
    });
    inWork.add(work);
  }

  async function workOn(job: ActivatedJob, receivedAt: number): Promise<void> {
    let deadline = receivedAt + activation.timeoutMs;
    const prolonged = (another: number) => {
      deadline = another;
    };
    const ownLog = jobLog(log, job);
    tell({ kind: 'jobTaken', job, deadline });
    try {
      const handled = life === 'running' ? await options.handle(job, deadline, prolonged) : givenBack(job);
      if (handled.kind === 'gone') {
        ownLog.debug('the job is not this worker’s any more; nothing was done for it', { reason: handled.reason });
        tell({ kind: 'jobEnded', job, answered: 'gone', tookMs: world.now() - receivedAt });
        return;
      }
      const { answered, outcome } = await answerJob(client, job, handled, deadline, world, ownLog, tell);
      const tookMs = world.now() - receivedAt;
      if (answered === 'accepted') {
        logOutcome(ownLog, outcome);
        tell({ kind: 'jobEnded', job, answered, outcome, tookMs });
      } else {
        tell({ kind: 'jobEnded', job, answered, tookMs });
      }
    } catch (error) {
      // Nothing is known of the job's state: the engine hands it out again after its timeout.
      ownLog.error('the job could not be answered', { reason: reasonOf(error) });
      tell({ kind: 'jobEnded', job, answered: 'abandoned', tookMs: world.now() - receivedAt });
    }
  }

  const polling = pollUntilDraining();

  return {
    get life() {
      return life;
    },
    get active() {
      return inWork.size;
    },
    async stop() {
      if (life === 'running') {
        life = 'draining';
        tell({ kind: 'draining' });
      }
      draining.abort();
      wake();
      await polling;
      const allAnswered = new AbortController();
      const working = Promise.all(inWork).then(() => allAnswered.abort());
      await Promise.race([working, world.sleep(options.drainMs, allAnswered.signal)]);
      life = 'stopped';
      return { unfinished: inWork.size };
    },
  };
}

/** A job that came too late to be worked on: the engine hands it out again at once, with the same retries. */
function givenBack(job: ActivatedJob): Outcome {
  const message = 'The worker is stopping; the job was not touched.';
  const told = { code: 'WORKER_STOPPING', reason: message };
  return { kind: 'failed', message, retries: job.retries, variables: {}, told };
}

function logOutcome(log: Log, outcome: Outcome): void {
  switch (outcome.kind) {
    case 'completed':
      log.info('job completed');
      break;
    case 'bpmnError':
      log.info('BPMN error thrown');
      break;
    case 'failed':
      // Its message is not told: it may quote what the model made of variables. The engine shows it to those who may see them.
      log.warn('job failed', {
        retries: outcome.retries,
        ...outcome.told,
        ...(outcome.done !== undefined && { done: outcome.done }),
      });
  }
}
