import type { Outcome } from '../job/outcome.ts';
import type { Answered } from './answer-job.ts';
import type { ActivatedJob } from './engine-client.ts';
import type { EngineErrorKind } from './engine-error.ts';

/**
 * What happens in a worker, told as it happens. Health and metrics are made of these and see nothing else.
 *
 * - `polling`: a request for jobs goes out
 * - `polled`: it was answered, with or without jobs
 * - `pollFailed`: it was not; the next one goes out after the pause
 * - `full`: too few slots are free for a request to be worth its cost; the loop waits for a job to end
 * - `jobTaken`: a job came; `deadline` is when the engine hands it to somebody else, in the world's monotonic time
 * - `answerFailed`: the engine could not be told of a job and is told again
 * - `jobEnded`: all is done for a job, or can be; `outcome` is what it accepted, `tookMs` the time since it came
 * - `draining`: the worker was asked to stop
 */
export type WorkerEvent =
  | { readonly kind: 'polling' }
  | { readonly kind: 'polled'; readonly jobs: number }
  | {
      readonly kind: 'pollFailed';
      readonly error: EngineErrorKind;
      readonly reason: string;
      readonly pauseMs: number;
    }
  | { readonly kind: 'full' }
  | { readonly kind: 'jobTaken'; readonly job: ActivatedJob; readonly deadline: number }
  | { readonly kind: 'answerFailed'; readonly job: ActivatedJob; readonly error: EngineErrorKind }
  | {
      readonly kind: 'jobEnded';
      readonly job: ActivatedJob;
      readonly answered: 'accepted';
      readonly outcome: Outcome;
      readonly tookMs: number;
    }
  | {
      readonly kind: 'jobEnded';
      readonly job: ActivatedJob;
      readonly answered: Exclude<Answered, 'accepted'>;
      readonly tookMs: number;
    }
  | { readonly kind: 'draining' };

/** Is told of every event at once. It must be quick: the worker waits for it. */
export type WorkerObserver = (event: WorkerEvent) => void;
