import { ConnectorError } from '@camunda-sqs-connector/runtime';

/** What only the message's own data decides: a repetition would be refused the same way. */
const OF_THE_DATA = new Set([
  'InvalidMessageContents',
  'InvalidAttributeValue',
  'InvalidParameterValue',
  'InvalidParameterCombination',
  'MissingParameter',
  'UnsupportedOperation',
]);

/** What passes by itself. */
const TRANSIENT = new Set([
  'RequestThrottled',
  'ThrottlingException',
  'Throttling',
  'OverLimit',
  'KmsThrottled',
  'ServiceUnavailable',
  'InternalFailure',
  'InternalError',
]);

/** What a wrong clock on this machine leads to. */
const OF_THE_CLOCK = new Set([
  'RequestTimeTooSkewed',
  'RequestExpired',
  'RequestInTheFuture',
  'InvalidSignatureException',
  'SignatureDoesNotMatch',
  'AuthFailure',
]);

/** What credentials lead to that ended, or were replaced, since they were found. */
const OF_THE_CREDENTIALS = new Set([
  'ExpiredToken',
  'ExpiredTokenException',
  'InvalidClientTokenId',
  'UnrecognizedClientException',
  'InvalidAccessKeyId',
]);

/** Exceptions that AWS's Java SDK has a class for; all others are `SqsException`. */
const MODELLED = new Set([
  'InvalidAttributeValue',
  'InvalidMessageContents',
  'KmsAccessDenied',
  'KmsDisabled',
  'KmsInvalidKeyUsage',
  'KmsInvalidState',
  'KmsNotFound',
  'KmsOptInRequired',
  'KmsThrottled',
  'OverLimit',
  'QueueDoesNotExist',
  'RequestThrottled',
  'UnsupportedOperation',
]);

const HINTS: Readonly<Record<string, string>> = {
  QueueDoesNotExist: 'Check queue.url, and that configuration.region is the queue’s region.',
  AccessDenied: 'The credentials need the permission sqs:SendMessage on the queue.',
  AccessDeniedException: 'The credentials need the permission sqs:SendMessage on the queue.',
  InvalidClientTokenId: 'AWS does not know the access key.',
  SignatureDoesNotMatch: 'The secret key does not belong to the access key.',
};

/** An answer of SQS that is no success. */
export interface AwsRefusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly requestId: string;
}

export function isTransient({ status, code }: AwsRefusal): boolean {
  return TRANSIENT.has(code) || status >= 500 || status === 429;
}

/** Whether the time that the request was signed with may be the cause. */
export function blamesClock({ code }: AwsRefusal): boolean {
  return OF_THE_CLOCK.has(code);
}

/** Whether credentials that are fetched anew may help. */
export function blamesCredentials({ code }: AwsRefusal): boolean {
  return OF_THE_CREDENTIALS.has(code);
}

/** The refusal as models and operators see it; `error.code` is AWS's own name. */
export function awsError({ status, code, message, requestId }: AwsRefusal): ConnectorError {
  const type = `software.amazon.awssdk.services.sqs.model.${MODELLED.has(code) ? code : 'Sqs'}Exception`;
  const hint = HINTS[code];
  const text = [message || 'SQS refused the message.', hint].filter(Boolean).join(' ');
  const details = `(Service: Sqs, Status Code: ${status}, Error Code: ${code}, Request ID: ${requestId})`;
  return new ConnectorError(code, { retry: OF_THE_DATA.has(code) ? 'none' : 'fewer', type }, `${text} ${details}`);
}
