import { backoffMs } from '../backoff.ts';
import type { Outcome } from '../job/outcome.ts';
import type { Log } from '../log.ts';
import type { World } from '../world.ts';
import { answerJob } from './answer-job.ts';
import type { ActivatedJob, ActivationRequest, EngineClient } from './engine-client.ts';

/** What a worker needs. Time, chance, engine and the handling of a job come in from outside. */
export interface WorkerOptions {
  readonly client: EngineClient;
  readonly handle: (job: ActivatedJob, deadline: number) => Promise<Outcome>;
  /** What is asked of the engine; `maxJobs` is how many jobs may be in work at a time. */
  readonly activation: ActivationRequest;
  /** How long `stop` waits for jobs in work after the last poll has ended. */
  readonly drainMs: number;
  readonly world: World;
  readonly log: Log;
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

/** Starts to ask the engine for jobs, one poll at a time, and handles as many at once as the activation allows. */
export function startWorker(options: WorkerOptions): Worker {
  const { client, activation, world, log } = options;
  const inWork = new Set<Promise<void>>();
  const refillAt = Math.max(1, Math.ceil(activation.maxJobs * REFILL_SHARE));
  let life: WorkerLife = 'running';
  let wake = () => {};
  const draining = new AbortController();

  async function pollUntilDraining(): Promise<void> {
    let failures = 0;
    while (life === 'running') {
      const free = activation.maxJobs - inWork.size;
      if (free < refillAt) {
        await changed();
        continue;
      }
      try {
        const jobs = await client.activate({ ...activation, maxJobs: free });
        const receivedAt = world.now();
        failures = 0;
        for (const job of jobs) start(job, receivedAt);
      } catch (error) {
        failures++;
        const level = failures === 1 ? 'warn' : 'debug';
        log[level]('no jobs from the engine, asking again', { reason: reasonOf(error), failures });
        await world.sleep(backoffMs(failures, ACTIVATION_PAUSES, world.random), draining.signal);
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
    const work = workOn(job, receivedAt + activation.timeoutMs).finally(() => {
      inWork.delete(work);
      wake();
    });
    inWork.add(work);
  }

  async function workOn(job: ActivatedJob, deadline: number): Promise<void> {
    const facts = factsOf(job);
    try {
      const outcome = life === 'running' ? await options.handle(job, deadline) : givenBack(job);
      const answered = await answerJob(client, job, outcome, deadline, world, withFacts(log, facts));
      if (answered === 'accepted') tell(log, outcome, facts);
    } catch (error) {
      // Nothing is known of the job's state: the engine hands it out again after its timeout.
      log.error('the job could not be answered', { ...facts, reason: reasonOf(error) });
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
      if (life === 'running') life = 'draining';
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
  return {
    kind: 'failed',
    message: 'The worker is stopping; the job was not touched.',
    retries: job.retries,
    variables: {},
  };
}

function factsOf(job: ActivatedJob) {
  return {
    job: job.key,
    process: job.processDefinitionId,
    instance: job.processInstanceKey,
    element: job.elementId,
    tenant: job.tenantId,
  };
}

function withFacts(log: Log, facts: ReturnType<typeof factsOf>): Log {
  return {
    debug: (message, fields) => log.debug(message, { ...facts, ...fields }),
    info: (message, fields) => log.info(message, { ...facts, ...fields }),
    warn: (message, fields) => log.warn(message, { ...facts, ...fields }),
    error: (message, fields) => log.error(message, { ...facts, ...fields }),
  };
}

function tell(log: Log, outcome: Outcome, facts: ReturnType<typeof factsOf>): void {
  switch (outcome.kind) {
    case 'completed':
      log.info('job completed', facts);
      break;
    case 'bpmnError':
      log.info('BPMN error thrown', { ...facts, code: outcome.code });
      break;
    case 'failed':
      log.warn('job failed', { ...facts, retries: outcome.retries, reason: outcome.message });
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
