import { backoffMs } from '../backoff.ts';
import type { Outcome } from '../job/outcome.ts';
import type { Log } from '../log.ts';
import type { World } from '../world.ts';
import type { ActivatedJob, EngineClient } from './engine-client.ts';
import { EngineError } from './engine-error.ts';

/** What became of an answer: the engine took it, had no such job any more, or could not be told in the job's time. */
export type Answered = 'accepted' | 'gone' | 'abandoned';

const PAUSES = { firstMs: 50, longestMs: 5000 };

/**
 * Sends a job's outcome to the engine, again and again until the engine has answered or the job's time is over. Only the
 * answer is repeated, never the work. An answer that the engine cannot take becomes a failure without retries, so that a
 * person sees it: a job that is left alone would be executed again.
 *
 * @param deadline when the engine hands the job to somebody else, in the world's monotonic time
 */
export async function answerJob(
  client: EngineClient,
  job: ActivatedJob,
  outcome: Outcome,
  deadline: number,
  world: World,
  log: Log,
): Promise<Answered> {
  let current = outcome;
  for (let failures = 0; ; ) {
    try {
      await send(client, job, current);
      return 'accepted';
    } catch (thrown) {
      const error = thrown instanceof EngineError ? thrown : new EngineError('busy', String(thrown), { cause: thrown });
      switch (error.kind) {
        case 'notFound':
          // After a lost answer this means: done. Otherwise the job was cancelled, or somebody else has it now.
          log.debug('the engine does not know the job any more', { reason: error.message });
          return 'gone';
        case 'conflict':
          log.warn('the engine does not take an answer to the job', { reason: error.message });
          return 'gone';
        case 'tooLarge':
        case 'refused':
          if (current.kind === 'failed' && Object.keys(current.variables).length === 0) {
            log.error('the engine refuses the answer to the job', { reason: error.message });
            return 'abandoned';
          }
          current = refusedAnswer(current, error);
          break;
        case 'unauthorized':
        case 'busy': {
          failures++;
          const pause = backoffMs(failures, PAUSES, world.random);
          if (world.now() + pause >= deadline) {
            log.error('the engine could not be told of the job in its time', {
              reason: error.message,
              tries: failures,
            });
            return 'abandoned';
          }
          await world.sleep(pause);
        }
      }
    }
  }
}

function send(client: EngineClient, { key }: ActivatedJob, outcome: Outcome): Promise<void> {
  switch (outcome.kind) {
    case 'completed':
      return client.complete(key, outcome.variables);
    case 'bpmnError': {
      const { code, message, variables } = outcome;
      return client.throwError(key, {
        errorCode: code,
        variables,
        ...(message !== undefined && { errorMessage: message }),
      });
    }
    case 'failed': {
      const { message, retries, backoffMs: pause, variables } = outcome;
      return client.fail(key, {
        retries,
        errorMessage: message,
        variables,
        ...(pause !== undefined && { retryBackoffMs: pause }),
      });
    }
  }
}

const WHAT = { completed: 'result', bpmnError: 'BPMN error', failed: 'failure' } as const;

function refusedAnswer(outcome: Outcome, error: EngineError): Outcome {
  const remedy =
    error.kind === 'tooLarge'
      ? 'Its variables are larger than the engine can store: keep less of the response in the result expression.'
      : 'Correct the expressions of the task.';
  const before = outcome.kind === 'failed' ? `${outcome.message} ` : '';
  const message = `${before}The engine does not take the ${WHAT[outcome.kind]} of this job. ${remedy} (${error.message})`;
  // The work is done: executing the job again would do it twice.
  const retries = outcome.kind === 'failed' ? outcome.retries : 0;
  return { kind: 'failed', message, retries, variables: {} };
}
