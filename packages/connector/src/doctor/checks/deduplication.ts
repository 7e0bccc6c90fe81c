import { parseJobTimeout, parseRetryBackoff } from '@camunda-sqs-connector/runtime';
import { mayBeForgotten, WINDOW_MS } from '../../deduplication/window.ts';
import type { CheckedTask, Finding, TaskCheck } from '../findings.ts';
import type { Knowledge } from '../known-inputs.ts';
import { isFifoType } from './queue-kind.ts';

/** Whether a message of a FIFO queue that is sent twice is kept once. */
export const deduplication: TaskCheck = (task, settings) =>
  isFifoType(task) ? [...withoutId(task), ...beyondWindow(task, settings.jobTimeoutMs)] : [];

/** With an id of its own, or with the job's, a message needs nothing of its queue. */
function withoutId({ known, line }: CheckedTask): readonly Finding[] {
  const id = known.at('queue.messageDeduplicationId');
  const choice = known.at('queue.deduplication');
  if (!isEmpty(id) || !(isEmpty(choice) || isQueue(choice))) return [];
  const text = isQueue(choice)
    ? 'queue.deduplication is queue: SQS takes the message only where the queue has ContentBasedDeduplication, and then keeps one of several with the same body. To keep them all, set it to job.'
    : 'neither queue.messageDeduplicationId nor queue.deduplication is set: where the queue has ContentBasedDeduplication, it keeps one of several messages with the same body; where it has not, the official connector fails, and this one sends the message once more, with an id of its job. To say which is meant, set queue.deduplication to job or queue.';
  const at = isQueue(choice) ? 'queue.deduplication' : 'queue.messageDeduplicationId';
  return [{ severity: 'note', line: known.inputAt(at)?.line ?? line, text }];
}

function isEmpty(knowledge: Knowledge): boolean {
  const isNothing = knowledge.kind === 'known' && (knowledge.value === null || knowledge.value === '');
  return knowledge.kind === 'absent' || isNothing;
}

function isQueue(knowledge: Knowledge): boolean {
  return knowledge.kind === 'known' && String(knowledge.value).toLowerCase() === 'queue';
}

function beyondWindow({ headers, line }: CheckedTask, workerTimeoutMs: number): readonly Finding[] {
  const timeout = headers.get('jobTimeout');
  const backoff = headers.get('retryBackoff');
  const timeoutMs = milliseconds(() => parseJobTimeout({ jobTimeout: timeout?.value ?? '' })) ?? workerTimeoutMs;
  const backoffMs = milliseconds(() => parseRetryBackoff(backoff ? { retryBackoff: backoff.value } : {})) ?? 0;
  if (!mayBeForgotten(timeoutMs, backoffMs)) return [];
  const text = `a job can run again ${seconds(timeoutMs + backoffMs)} after it sent its message (${timeout ? 'jobTimeout' : "the worker's timeout"} ${seconds(timeoutMs)}, retryBackoff ${seconds(backoffMs)}), but SQS recognises a message for ${seconds(WINDOW_MS)} only: after a crash or a lost answer it can be in the queue twice. Shorten them.`;
  return [{ severity: 'warning', line: (backoff ?? timeout)?.line ?? line, text }];
}

const seconds = (ms: number) => `${ms / 1000} s`;

/** Undefined where a header is wrong, which another check tells. */
function milliseconds(parse: () => number | undefined): number | undefined {
  try {
    return parse();
  } catch {
    return undefined;
  }
}
