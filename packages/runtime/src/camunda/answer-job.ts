import { backoffMs } from '../backoff.ts';
import { incidentMessage, type Outcome } from '../job/outcome.ts';
import { type Log, reasonOf } from '../log.ts';
import type { World } from '../world.ts';
import type { ActivatedJob, EngineClient } from './engine-client.ts';
import { EngineError } from './engine-error.ts';
import type { WorkerObserver } from './worker-event.ts';

/** What became of an answer: the engine took it, had no such job any more, or could not be told in the job's time. */
export type Answered = 'accepted' | 'gone' | 'abandoned';

/** How the telling of a job ended, and what the engine was told at last. */
export interface Answer {
  readonly answered: Answered;
  readonly outcome: Outcome;
}

const PAUSES = { firstMs: 50, longestMs: 5000 };

/**
 * Sends a job's outcome to the engine, again and again until the engine has answered or the job's time is over. Only the
 * answer is repeated, never the work. An answer that the engine cannot take becomes a failure without retries, so that a
 * person sees it: a job that is left alone would be executed again.
 *
 * @param deadline when the engine hands the job to somebody else, in the world's monotonic time
 * @param log the job's own
 */
export async function answerJob(
  client: EngineClient,
  job: ActivatedJob,
  outcome: Outcome,
  deadline: number,
  world: World,
  log: Log,
  observe: WorkerObserver = () => {},
): Promise<Answer> {
  let current = outcome;
  for (let failures = 0; ; ) {
    try {
      await send(client, job, current);
      return { answered: 'accepted', outcome: current };
    } catch (thrown) {
      const error = thrown instanceof EngineError ? thrown : new EngineError('busy', String(thrown), { cause: thrown });
      switch (error.kind) {
        case 'notFound':
          // After a lost answer this means: done. Otherwise the job was cancelled, or somebody else has it now.
          log.debug('the engine does not know the job any more', { reason: reasonOf(error) });
          return { answered: 'gone', outcome: current };
        case 'conflict':
          log.warn('the engine does not take an answer to the job', { reason: reasonOf(error) });
          return { answered: 'gone', outcome: current };
        case 'tooLarge':
        case 'refused':
          if (current.kind === 'failed' && Object.keys(current.variables).length === 0) {
            log.error('the engine refuses the answer to the job', { reason: reasonOf(error) });
            return { answered: 'abandoned', outcome: current };
          }
          observe({ kind: 'answerFailed', job, error: error.kind });
          current = refusedAnswer(current, error);
          break;
        case 'unauthorized':
        case 'busy': {
          failures++;
          const pause = backoffMs(failures, PAUSES, world.random);
          if (world.now() + pause >= deadline) {
            log.error('the engine could not be told of the job in its time', {
              reason: reasonOf(error),
              tries: failures,
            });
            return { answered: 'abandoned', outcome: current };
          }
          observe({ kind: 'answerFailed', job, error: error.kind });
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
      const { code, message = '', variables, done } = outcome;
      // Only an incident shows the message, where nobody catches the error: whoever resolves it must know of the work.
      const errorMessage = incidentMessage(message, done);
      return client.throwError(key, { errorCode: code, variables, ...(errorMessage !== '' && { errorMessage }) });
    }
    case 'failed': {
      const { message, retries, backoffMs: pause, variables, done } = outcome;
      return client.fail(key, {
        retries,
        errorMessage: incidentMessage(message, done),
        variables,
        ...(pause !== undefined && { retryBackoffMs: pause }),
      });
    }
  }
}

/** Of a message that the engine did not take. */
const LONGEST_QUOTE = 4000;
const WHAT = { completed: 'result', bpmnError: 'BPMN error', failed: 'failure' } as const;

function refusedAnswer(outcome: Outcome, error: EngineError): Outcome {
  const remedy =
    error.kind === 'tooLarge'
      ? 'Its variables are larger than the engine can store: keep less of the response in the result expression.'
      : 'Correct the expressions of the task.';
  const before = outcome.kind === 'failed' ? `${outcome.message.slice(0, LONGEST_QUOTE)} ` : '';
  const message = `${before}The engine does not take the ${WHAT[outcome.kind]} of this job. ${remedy} (${error.message})`;
  // The work is done: executing the job again would do it twice.
  const retries = outcome.kind === 'failed' ? outcome.retries : 0;
  const code = error.kind === 'tooLarge' ? 'ANSWER_TOO_LARGE' : 'ANSWER_REFUSED';
  const { done } = outcome;
  return { kind: 'failed', message, retries, variables: {}, told: { code }, ...(done !== undefined && { done }) };
}
