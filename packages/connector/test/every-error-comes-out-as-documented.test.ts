import * as sdk from '@aws-sdk/client-sqs';
import { EngineError, realWorld, runtimeErrorCatalogue } from '@camunda-sqs-connector/runtime';
import { describe, expect, test } from 'vitest';
import { namedByEngine } from '../src/deduplication/namespace.ts';
import { awsErrorCatalogue } from '../src/errors/aws-errors.ts';
import { connectorErrorCatalogue } from '../src/errors/own-errors.ts';
import { handleOne, type JobCase, refusal, type Tries } from './job-against-sqs.ts';

const INPUT = 'io.camunda.connector.api.error.ConnectorInputException';
const CORE = 'io.camunda.connector.runtime.core.error';
const FEEL = 'io.camunda.connector.feel.FeelEngineWrapperException';
const CLIENT = 'software.amazon.awssdk.core.exception.SdkClientException';
const STATE = 'java.lang.IllegalStateException';

/** Of three retries, those that are left. */
type Left = 0 | 2 | 3;

const json = (value: unknown) => ({ status: 200, body: JSON.stringify(value) });
const fails = async () => {
  throw new Error('no provider knows any');
};

const ours: readonly [code: string, job: JobCase, type: string, left: Left, tries: Tries][] = [
  ['INVALID_INPUT', { queue: { messageBody: null } }, INPUT, 0, 'none'],
  ['SECRET_NOT_FOUND', { queue: { url: '{{secrets.NOPE}}' } }, INPUT, 0, 'none'],
  ['SECRET_IN_MESSAGE', { queue: { messageBody: '{{secrets.KEY}}' } }, INPUT, 0, 'none'],
  ['INVALID_RETRY_BACKOFF', { headers: { retryBackoff: 'abc' } }, `${CORE}.InvalidBackOffDurationException`, 0, 'none'],
  ['INVALID_JOB_TIMEOUT', { headers: { jobTimeout: 'abc' } }, `${CORE}.InvalidJobTimeoutException`, 0, 'none'],
  ['INVALID_EXPRESSION', { headers: { resultExpression: '= a +* 1' } }, FEEL, 0, 'none'],
  ['INVALID_EXPRESSION', { headers: { errorExpression: '= a +* 1' } }, FEEL, 0, 'none'],
  ['EXPRESSION_FAILED', { headers: { resultExpression: '= assert(null, false)' } }, FEEL, 0, 'one'],
  ['EXPRESSION_FAILED', { headers: { errorExpression: '= assert(null, false)' } }, FEEL, 0, 'one'],
  ['INVALID_RESULT', { headers: { resultExpression: '= "text"' } }, INPUT, 0, 'one'],
  ['INVALID_RESULT', { headers: { errorExpression: '= {code: 1}' } }, INPUT, 0, 'one'],
  ['NO_TIME_LEFT', { timeLeftMs: 500 }, STATE, 3, 'none'],
  ['JOB_TIMEOUT_ELAPSED', { headers: { jobTimeout: 'PT0.5S' } }, STATE, 2, 'none'],
  [
    'UNEXPECTED',
    { queue: { messageBody: 'x' }, chain: async () => undefined as never },
    'java.lang.RuntimeException',
    2,
    'none',
  ],
  [
    'ENDPOINT_NOT_ALLOWED',
    { inputs: { configuration: { region: 'eu-central-1', endpoint: 'https://sqs.example.com' } } },
    INPUT,
    0,
    'none',
  ],
  [
    'ENDPOINT_ADDRESS_FORBIDDEN',
    { inputs: { configuration: { region: 'eu-central-1', endpoint: 'http://169.254.169.254' } } },
    INPUT,
    0,
    'none',
  ],
  ['REGION_MISSING', { inputs: { configuration: {} } }, 'jakarta.validation.ValidationException', 0, 'none'],
  ['REGION_MISMATCH', { inputs: { configuration: { region: 'us-east-1' } } }, INPUT, 0, 'none'],
  ['INVALID_QUEUE_URL', { queue: { url: 'orders' } }, INPUT, 0, 'none'],
  ['CREDENTIALS_UNAVAILABLE', { chain: fails }, CLIENT, 2, 'none'],
  ['CREDENTIALS_UNAVAILABLE', { chain: () => new Promise(() => {}) }, CLIENT, 2, 'none'],
  [
    'CLUSTER_UNKNOWN',
    {
      queue: { type: 'fifo', messageGroupId: 'g', deduplication: 'job' },
      namespace: namedByEngine({
        topology: async () => Promise.reject(new EngineError('unauthorized', 'Who is there?')),
        address: new URL('http://engine'),
        world: realWorld,
      }),
    },
    STATE,
    2,
    'none',
  ],
  ['CONNECTION_FAILED', { answer: () => ({}) }, CLIENT, 2, 'many'],
  ['BROKEN_ANSWER', { answer: () => json('hello') }, CLIENT, 2, 'one'],
  ['CHECKSUM_MISMATCH', { answer: () => json({ MessageId: 'm', MD5OfMessageBody: 'x' }) }, CLIENT, 2, 'one'],
];

/** What each of AWS's errors leads to, whatever its status says. */
const aws: readonly [left: Left, tries: Tries, codes: string][] = [
  [
    0,
    'one',
    'InvalidMessageContents InvalidAttributeValue InvalidParameterValue InvalidParameterCombination MissingParameter ValidationError RequestEntityTooLargeException UnsupportedOperation',
  ],
  [2, 'one', 'QueueDoesNotExist InvalidAddress AccessDenied AccessDeniedException NotAuthorized OptInRequired'],
  [2, 'one', 'KmsAccessDenied KmsDisabled KmsInvalidKeyUsage KmsInvalidState KmsNotFound KmsOptInRequired'],
  [
    2,
    'another with fresh credentials',
    'ExpiredToken ExpiredTokenException InvalidClientTokenId UnrecognizedClientException InvalidAccessKeyId',
  ],
  [
    2,
    'another with the corrected clock',
    'RequestTimeTooSkewed RequestExpired RequestInTheFuture SignatureDoesNotMatch InvalidSignatureException AuthFailure',
  ],
  [
    2,
    'many',
    'RequestThrottled ThrottlingException Throttling OverLimit KmsThrottled ServiceUnavailable InternalFailure InternalError RequestTimeoutException',
  ],
  [
    2,
    'one',
    'InvalidSecurity IncompleteSignature MissingAuthenticationToken MalformedHttpRequestException RequestAbortedException UnknownOperationException InvalidAction',
  ],
  [
    2,
    'one',
    'BatchEntryIdsNotDistinct BatchRequestTooLong EmptyBatchRequest InvalidBatchEntryId TooManyEntriesInBatchRequest',
  ],
];
const awsCases = aws.flatMap(([left, tries, codes]) => codes.split(' ').map((code) => [code, left, tries] as const));

/** AWS's SDKs are made from one model: what has a class in that for JavaScript has one in that for Java. */
const isClassOfTheSdk = (code: string) => {
  const found = (sdk as unknown as Readonly<Record<string, unknown>>)[code];
  return typeof found === 'function' && found.prototype instanceof sdk.SQSServiceException;
};
const officialType = (code: string) =>
  `software.amazon.awssdk.services.sqs.model.${isClassOfTheSdk(code) ? code : 'Sqs'}Exception`;

async function failureOf(job: JobCase) {
  const { outcome, tries } = await handleOne(job);
  if (outcome.kind !== 'failed') throw new Error(`expected a failure, but the job was ${outcome.kind}`);
  return { ...(outcome.variables['error'] as object), told: outcome.told?.code, left: outcome.retries, tries };
}

describe('an error of our own has its code, type, retries and tries:', () => {
  test.each(ours)('%s', async (code, job, type, left, tries) => {
    expect(await failureOf(job)).toEqual({ code, type, message: expect.any(String), told: code, left, tries });
  });
});

describe('an error of AWS has its code, type, retries and tries:', () => {
  test.each(awsCases)('%s', async (code, left, tries) => {
    const type = officialType(code);
    expect(await failureOf({ answer: () => refusal(code) })).toMatchObject({ code, type, told: code, left, tries });
  });
});

describe('an answer that nobody foresaw:', () => {
  test.each<[string, ReturnType<typeof refusal>, Record<string, unknown>]>([
    ['a new code', refusal('Novelty'), { code: 'Novelty', tries: 'one' }],
    ['a new code of a server that is busy', refusal('Novelty', 429), { code: 'Novelty', tries: 'many' }],
    ['a new code of a server that fails', refusal('Novelty', 500), { code: 'Novelty', tries: 'many' }],
    [
      'a known code of a server that fails',
      refusal('QueueDoesNotExist', 503),
      { code: 'QueueDoesNotExist', tries: 'many' },
    ],
    ['a code that is the name of something else', refusal('constructor'), { code: 'constructor', tries: 'one' }],
    ['no code', { status: 404, body: '<html>' }, { code: 'HTTP404', tries: 'one' }],
    ['no code, of a server that fails', { status: 502, body: '<html>' }, { code: 'HTTP502', tries: 'many' }],
  ])('%s', async (_name, answer, expected) => {
    const type = officialType(String(expected['code']));
    expect(await failureOf({ answer: () => answer })).toMatchObject({ type, left: 2, ...expected });
  });
});

test('no error of the catalogue is left out above', () => {
  const shown = [...ours, ...awsCases].map(([code]) => code);
  const known = [runtimeErrorCatalogue, connectorErrorCatalogue].flatMap((catalogue) => Object.keys(catalogue));
  expect(new Set(shown)).toEqual(new Set([...known, ...awsErrorCatalogue.keys()]));
});
