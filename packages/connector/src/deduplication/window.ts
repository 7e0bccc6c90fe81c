/** How long SQS remembers a message: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-exactly-once-processing.html */
export const WINDOW_MS = 300_000;

/** Whether a job that runs again, after its timeout and a pause, may find that SQS has forgotten what it sent. */
export function mayBeForgotten(timeoutMs: number, backoffMs: number): boolean {
  return timeoutMs + backoffMs > WINDOW_MS;
}
