import { parseJobTimeout, parseRetryBackoff } from '@camunda-sqs-connector/runtime';
import type { CheckedTask, Finding, TaskCheck } from '../findings.ts';
import { isFifoType } from './queue-kind.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-exactly-once-processing.html */
const DEDUPLICATION_WINDOW_MS = 300_000;

/** Whether a message of a FIFO queue that is sent twice is kept once. */
export const deduplication: TaskCheck = (task, settings) =>
  isFifoType(task) ? [...withoutId(task), ...beyondWindow(task, settings.jobTimeoutMs)] : [];

function withoutId({ known, line }: CheckedTask): readonly Finding[] {
  const id = known.at('queue.messageDeduplicationId');
  const isMissing = id.kind === 'absent' || (id.kind === 'known' && (id.value === null || id.value === ''));
  if (!isMissing) return [];
  const text =
    'queue.messageDeduplicationId is not set: SQS takes the message only where the queue deduplicates by content, and then keeps one of several with the same body. Set an id, or see that the queue has ContentBasedDeduplication.';
  return [{ severity: 'warning', line: known.inputAt('queue.messageDeduplicationId')?.line ?? line, text }];
}

function beyondWindow({ headers, line }: CheckedTask, workerTimeoutMs: number): readonly Finding[] {
  const timeout = headers.get('jobTimeout');
  const backoff = headers.get('retryBackoff');
  const timeoutMs = milliseconds(() => parseJobTimeout({ jobTimeout: timeout?.value ?? '' })) ?? workerTimeoutMs;
  const backoffMs = milliseconds(() => parseRetryBackoff(backoff ? { retryBackoff: backoff.value } : {})) ?? 0;
  if (timeoutMs + backoffMs <= DEDUPLICATION_WINDOW_MS) return [];
  const text = `a job can run again ${seconds(timeoutMs + backoffMs)} after it sent its message (${timeout ? 'jobTimeout' : "the worker's timeout"} ${seconds(timeoutMs)}, retryBackoff ${seconds(backoffMs)}), but SQS recognises a message for ${seconds(DEDUPLICATION_WINDOW_MS)} only: after a crash or a lost answer it can be in the queue twice. Shorten them.`;
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
