import { ConnectorError } from '@camunda-sqs-connector/runtime';
import { awsErrorCatalogue, passes, UNKNOWN_AWS_ERROR } from '../errors/aws-errors.ts';
import type { Repetition } from '../errors/repetition.ts';

/** An answer of SQS that is no success. */
export interface AwsRefusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly requestId: string;
}

/** Whether the same request may succeed after a pause. */
export function isTransient({ status, code }: AwsRefusal): boolean {
  return repetitionOf(code) === 'afterPauses' || passes(status);
}

/** Whether SQS wants fewer requests than it gets. */
export function asksForFewer({ status, code }: AwsRefusal): boolean {
  return status === 429 || status === 503 || /Throttl|OverLimit|SlowDown/.test(code);
}

/** Whether the time that the request was signed with may be the cause. */
export function blamesClock({ code }: AwsRefusal): boolean {
  return repetitionOf(code) === 'withCorrectedClock';
}

/** Whether credentials that are fetched anew may help. */
export function blamesCredentials({ code }: AwsRefusal): boolean {
  return repetitionOf(code) === 'withFreshCredentials';
}

function repetitionOf(code: string): Repetition {
  return awsErrorCatalogue.get(code)?.repetition ?? 'never';
}

/** The refusal as models and operators see it; `error.code` is AWS's own name. */
export function awsError({ status, code, message, requestId }: AwsRefusal): ConnectorError {
  const known = awsErrorCatalogue.get(code);
  const text = [message || 'SQS refused the message.', known?.remedy].filter(Boolean).join(' ');
  const details = `(Service: Sqs, Status Code: ${status}, Error Code: ${code}, Request ID: ${requestId})`;
  return new ConnectorError(code, known ?? UNKNOWN_AWS_ERROR, `${text} ${details}`);
}
