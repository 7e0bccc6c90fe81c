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

/** Names in the older protocol, which parts of a batch and some endpoints still use, that follow no rule. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ['NonExistentQueue', 'QueueDoesNotExist'],
  ['MissingRequiredParameter', 'MissingParameter'],
  ['KmsThrottling', 'KmsThrottled'],
]);

/**
 * The name that the documentation has for an error. SQS has several for most: `AWS.SimpleQueueService.NonExistentQueue` in parts of a
 * batch is `QueueDoesNotExist`, and what it calls `InvalidParameterValueException` is documented without the last word.
 */
export function documentedCode(name: string): string {
  if (awsErrorCatalogue.has(name)) return name;
  const short = name
    .replace(/^AWS\.SimpleQueueService\./, '')
    .replace(/^KMS\./, 'Kms')
    .replace(/Exception$/, '');
  const code = OTHER_NAMES.get(short) ?? short;
  return awsErrorCatalogue.has(code) ? code : name;
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

/** Whether the refusal of a request with several messages may be the fault of one of them. */
export function isOfOneMessage(refusal: AwsRefusal): boolean {
  const { retry = 'none' } = awsErrorCatalogue.get(refusal.code) ?? {};
  return retry === 'none' && !isTransient(refusal);
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
