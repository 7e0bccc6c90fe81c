import {
  type ActivatedJob,
  jobLog,
  type Log,
  parseJobTimeout,
  parseRetryBackoff,
} from '@camunda-sqs-connector/runtime';
import { mayBeForgotten, WINDOW_MS } from './window.ts';

/** Elements that are remembered; beyond it some are told of once more. */
const MOST_ELEMENTS = 10_000;

/** Tells the operator, once for each element, of jobs that may run again when SQS has forgotten their message. */
export class LateReruns {
  private readonly told = new Set<string>();
  private readonly log: Log;
  private readonly workerTimeoutMs: number;

  /** @param workerTimeoutMs the timeout of jobs whose model says none */
  constructor(log: Log, workerTimeoutMs: number) {
    this.log = log;
    this.workerTimeoutMs = workerTimeoutMs;
  }

  /** @param job whose message goes to a FIFO queue */
  look(job: ActivatedJob): void {
    const timeoutMs = parseJobTimeout(job.customHeaders) ?? this.workerTimeoutMs;
    const backoffMs = parseRetryBackoff(job.customHeaders) ?? 0;
    if (!mayBeForgotten(timeoutMs, backoffMs)) return;
    const element = JSON.stringify([job.tenantId, job.processDefinitionId, job.elementId]);
    if (this.told.has(element)) return;
    if (this.told.size >= MOST_ELEMENTS) this.told.clear();
    this.told.add(element);
    jobLog(this.log, job).warn(
      'a job of this FIFO task may run again when SQS has forgotten its message: shorten jobTimeout or retryBackoff',
      { jobTimeoutMs: timeoutMs, retryBackoffMs: backoffMs, rememberedMs: WINDOW_MS },
    );
  }
}
