import type { RetryRule } from '@camunda-sqs-connector/runtime';
import type { Repetition, SendErrorEntry } from './repetition.ts';

/** An error that AWS documents for a send, beside what its group says of it. */
interface AwsError {
  readonly when: string;
  readonly remedy: string;
  /** AWS's Java SDK has a class of this name and `Exception`, which is its official type. @default false: `SqsException` */
  readonly hasClass?: true;
}

/** Errors that are treated alike. */
interface AwsErrorGroup {
  readonly title: string;
  readonly retry: RetryRule;
  readonly repetition: Repetition;
  readonly errors: Readonly<Record<string, AwsError>>;
}

const REFUSED = 'Correct the task: the same message would be refused again.';
const TOO_MANY = 'It usually passes by itself. If it stays, have fewer jobs in work, or ask AWS for a higher quota.';
const OUTAGE = 'It usually passes by itself. If it stays, look at AWS’s health dashboard.';
const NOT_SQS = 'Check that the endpoint is one of SQS. If it is, please report a defect.';
const DEFECT = 'Please report it as a defect of the connector.';
const KEY = 'Check the queue’s key in AWS KMS.';
const PERMISSION = 'The credentials need the permission sqs:SendMessage on the queue.';
const SESSION = 'Check where the credentials come from: they are out of date.';
const ACCESS_KEY = 'AWS does not know the access key. Check it, and whether it is still active.';
const CLOCK = 'Set the clock of the connector’s machine.';
const SIGNATURE = 'Check that the secret key belongs to the access key, and the clock of the connector’s machine.';

/**
 * The errors that AWS documents for SendMessage, SendMessageBatch and all actions, under the names that they have in the JSON
 * protocol: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html,
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/CommonErrors.html
 */
export const awsErrorGroups: readonly AwsErrorGroup[] = [
  {
    title: 'Decided by the message itself',
    retry: 'none',
    repetition: 'never',
    errors: {
      InvalidMessageContents: {
        when: 'the body or an attribute holds characters that SQS does not take',
        remedy: 'Encode the content, for example as base64.',
        hasClass: true,
      },
      InvalidAttributeValue: {
        when: 'an attribute has a value that SQS does not take',
        remedy: REFUSED,
        hasClass: true,
      },
      InvalidParameterValue: {
        when: 'SQS does not take a value: the queue’s own limit for messages is lower than SQS’s, or a FIFO queue gets no group or deduplication id',
        remedy: REFUSED,
      },
      InvalidParameterCombination: { when: 'two values exclude each other', remedy: REFUSED },
      MissingParameter: {
        when: 'the queue needs a value that the task does not give: most often a FIFO queue’s group id',
        remedy: 'Set queue.type to fifo and a group id where queue.url is that of a FIFO queue.',
      },
      ValidationError: { when: 'a value does not fulfil what AWS asks of it', remedy: REFUSED },
      RequestEntityTooLargeException: {
        when: 'the request is too large',
        remedy: 'Store the content elsewhere and send a reference.',
      },
      UnsupportedOperation: {
        when: 'the queue cannot do what the message asks for, such as delaying single messages of a FIFO queue',
        remedy: REFUSED,
        hasClass: true,
      },
    },
  },
  {
    title: 'Queue and permissions',
    retry: 'fewer',
    repetition: 'never',
    errors: {
      QueueDoesNotExist: {
        when: 'the account has no such queue in the region, or it was made a moment ago',
        remedy: 'Check queue.url, and that configuration.region is the queue’s region.',
        hasClass: true,
      },
      InvalidAddress: {
        when: 'the account in the queue’s URL is none',
        remedy: 'Take the queue’s URL as AWS shows it.',
        hasClass: true,
      },
      AccessDenied: {
        when: 'the credentials may not send to the queue, or its policy denies it',
        remedy: PERMISSION,
      },
      AccessDeniedException: {
        when: 'the same, under its newer name',
        remedy: PERMISSION,
      },
      NotAuthorized: {
        when: 'the credentials may not do this',
        remedy: PERMISSION,
      },
      OptInRequired: {
        when: 'the account has not subscribed to SQS, or not to this region',
        remedy: 'Enable the region for the account.',
      },
    },
  },
  {
    title: 'The key of an encrypted queue',
    retry: 'fewer',
    repetition: 'never',
    errors: {
      KmsAccessDenied: {
        when: 'the credentials may not use the queue’s key',
        remedy: 'The credentials need kms:GenerateDataKey and kms:Decrypt on the queue’s key.',
        hasClass: true,
      },
      KmsDisabled: { when: 'the queue’s key is disabled', remedy: 'Enable the key in AWS KMS.', hasClass: true },
      KmsInvalidKeyUsage: {
        when: 'the queue’s key is not one for this kind of encryption',
        remedy: KEY,
        hasClass: true,
      },
      KmsInvalidState: {
        when: 'the queue’s key is in a state that does not allow its use',
        remedy: KEY,
        hasClass: true,
      },
      KmsNotFound: { when: 'the queue’s key does not exist', remedy: KEY, hasClass: true },
      KmsOptInRequired: {
        when: 'the account has not subscribed to AWS KMS',
        remedy: 'Subscribe the account to AWS KMS.',
        hasClass: true,
      },
    },
  },
  {
    title: 'Credentials that ended or were replaced',
    retry: 'fewer',
    repetition: 'withFreshCredentials',
    errors: {
      ExpiredToken: { when: 'the session token has ended', remedy: SESSION },
      ExpiredTokenException: { when: 'the same, under its newer name', remedy: SESSION },
      InvalidClientTokenId: {
        when: 'AWS does not know the access key',
        remedy: ACCESS_KEY,
      },
      UnrecognizedClientException: {
        when: 'AWS does not know the access key or the session token',
        remedy: ACCESS_KEY,
      },
      InvalidAccessKeyId: {
        when: 'AWS does not know the access key',
        remedy: ACCESS_KEY,
      },
    },
  },
  {
    title: 'Signatures, which a wrong clock breaks too',
    retry: 'fewer',
    repetition: 'withCorrectedClock',
    errors: {
      RequestTimeTooSkewed: { when: 'the clocks of AWS and the connector’s machine are too far apart', remedy: CLOCK },
      RequestExpired: { when: 'the request looks too old to AWS', remedy: CLOCK },
      RequestInTheFuture: { when: 'the request looks to AWS as if it came from the future', remedy: CLOCK },
      SignatureDoesNotMatch: {
        when: 'the signature is not the one that AWS computes',
        remedy: SIGNATURE,
      },
      InvalidSignatureException: {
        when: 'the same, under its newer name',
        remedy: SIGNATURE,
      },
      AuthFailure: {
        when: 'AWS could not validate the signature',
        remedy: SIGNATURE,
      },
    },
  },
  {
    title: 'Passing by itself',
    retry: 'fewer',
    repetition: 'afterPauses',
    errors: {
      RequestThrottled: { when: 'SQS gets more requests than it takes', remedy: TOO_MANY, hasClass: true },
      ThrottlingException: { when: 'the same, as all of AWS’s services call it', remedy: TOO_MANY },
      Throttling: { when: 'the same, under its older name', remedy: TOO_MANY },
      OverLimit: { when: 'a quota of the queue is used up', remedy: TOO_MANY, hasClass: true },
      KmsThrottled: {
        when: 'AWS KMS gets more requests than it takes',
        remedy: 'It usually passes by itself. If it stays, let the queue reuse its data key for longer.',
        hasClass: true,
      },
      ServiceUnavailable: { when: 'SQS is not available', remedy: OUTAGE },
      InternalFailure: { when: 'something failed within SQS', remedy: OUTAGE },
      InternalError: { when: 'the same, under its older name', remedy: OUTAGE },
      RequestTimeoutException: { when: 'SQS did not get the whole request in time', remedy: OUTAGE },
    },
  },
  {
    title: 'Requests that SQS does not understand',
    retry: 'fewer',
    repetition: 'never',
    errors: {
      InvalidSecurity: { when: 'the request came without TLS or a signature', remedy: NOT_SQS, hasClass: true },
      IncompleteSignature: { when: 'the signature is not complete', remedy: NOT_SQS },
      MissingAuthenticationToken: { when: 'the request came without a signature', remedy: NOT_SQS },
      MalformedHttpRequestException: { when: 'the request is broken', remedy: NOT_SQS },
      RequestAbortedException: { when: 'the request was cut off before SQS had answered', remedy: NOT_SQS },
      UnknownOperationException: { when: 'the endpoint does not know the action', remedy: NOT_SQS },
      InvalidAction: { when: 'the same, under its older name', remedy: NOT_SQS },
      BatchEntryIdsNotDistinct: { when: 'entries of a batch have the same id', remedy: DEFECT, hasClass: true },
      BatchRequestTooLong: { when: 'a batch is larger than SQS takes', remedy: DEFECT, hasClass: true },
      EmptyBatchRequest: { when: 'a batch has no entries', remedy: DEFECT, hasClass: true },
      InvalidBatchEntryId: { when: 'the id of a batch’s entry is none', remedy: DEFECT, hasClass: true },
      TooManyEntriesInBatchRequest: { when: 'a batch has more entries than SQS takes', remedy: DEFECT, hasClass: true },
    },
  },
];

/** What is known of AWS's errors, by their codes. A map, since codes come from outside. */
export const awsErrorCatalogue: ReadonlyMap<string, SendErrorEntry> = new Map(
  awsErrorGroups.flatMap(({ retry, repetition, errors }) =>
    Object.entries(errors).map(([code, { when, remedy, hasClass = false }]) => [
      code,
      { when, remedy, retry, repetition, type: classOf(hasClass ? code : 'Sqs') },
    ]),
  ),
);

/** What holds of a code that the catalogue does not know. Whether it passes by itself, the answer's status says. */
export const UNKNOWN_AWS_ERROR = { retry: 'fewer', type: classOf('Sqs') } as const;

/** Whether an answer's status says that the same request may succeed later. */
export function passes(status: number): boolean {
  return status >= 500 || status === 429;
}

/** The official type of an error of SQS: a class of AWS's SDK for Java. */
function classOf(name: string): string {
  return `software.amazon.awssdk.services.sqs.model.${name}Exception`;
}
