import type { Journey } from './journey.ts';

const refused = (
  name: string,
  changes: Pick<Journey, 'inputs' | 'headers' | 'variables'>,
  incident: RegExp,
): Journey => ({
  name: `refused: ${name}`,
  retries: '3',
  ...changes,
  ends: { incident },
});

const list = (length: number) => JSON.stringify('x'.repeat(length));
const attributes = (count: number) =>
  `{${Array.from({ length: count }, (_, n) => `"a${n}":{"StringValue":"x","DataType":"String"}`).join(',')}}`;

/** Wrong inputs. Nothing is sent, the job is not tried again, and the incident names the field and the way out. */
export const refusals: readonly Journey[] = [
  refused(
    'no body',
    { inputs: { 'queue.messageBody': '=null' } },
    /queue\.messageBody: Validation failed\. Original message: must not be null/,
  ),
  refused(
    'no URL',
    { inputs: { 'queue.url': '=""' } },
    /queue\.url: Validation failed\. Original message: must not be empty/,
  ),
  refused('a URL that names no queue', { inputs: { 'queue.url': 'orders' } }, /queue\.url/),
  refused(
    'no region',
    { inputs: { 'configuration.region': '=null' } },
    /^Found constraints violated while validating input: - configuration\.region: must not be empty/,
  ),
  refused(
    'a region that is not the URL’s',
    { inputs: { 'configuration.region': 'us-east-1' } },
    /us-east-1[\s\S]*eu-central-1|eu-central-1[\s\S]*us-east-1/,
  ),
  refused(
    'no keys',
    { inputs: { 'authentication.accessKey': '=null', 'authentication.secretKey': '=null' } },
    /authentication\.accessKey: Validation failed\. Original message: must not be blank[\s\S]*authentication\.secretKey: Validation failed\. Original message: must not be blank/,
  ),
  refused(
    'a blank key',
    { inputs: { 'authentication.accessKey': '=" "' } },
    /authentication\.accessKey: Validation failed\. Original message: must not be blank/,
  ),
  refused(
    'an unknown queue type',
    { inputs: { 'queue.type': 'topic' } },
    /^Json object contains an invalid field: queue, type\. It Must be `QueueType`: standard or fifo$/,
  ),
  refused(
    'FIFO without a group',
    { inputs: { 'queue.type': 'fifo' } },
    /queue\.validQueueProperties: Validation failed\. Original message: must be true: queue\.messageGroupId must not be empty/,
  ),
  refused(
    'an attribute of a wrong shape',
    { inputs: { 'queue.messageAttributes': '={a: [1, 2]}' } },
    /queue, messageAttributes, a\. It Must be `SqsMessageAttribute`: expected a text/,
  ),
  refused(
    'attributes that are a text',
    { inputs: { 'queue.messageAttributes': 'x' } },
    /queue, messageAttributes\. It Must be `LinkedHashMap`/,
  ),
  refused(
    'eleven attributes',
    { inputs: { 'queue.messageAttributes': '=v' }, variables: `{"v":${attributes(11)}}` },
    /at most 10/,
  ),
  refused(
    'a secret that does not exist',
    { inputs: { 'authentication.secretKey': '{{secrets.NOPE}}' } },
    /Secret with name 'NOPE' is not available/,
  ),
  refused(
    'a known secret in the body',
    { inputs: { 'queue.messageBody': '{{secrets.SECRET_KEY}}' } },
    /queue\.messageBody.*SQS_CONNECTOR_SECRETS_IN_MESSAGES/,
  ),
  refused(
    'a known secret that process data brings into the body',
    { inputs: { 'queue.messageBody': '=v' }, variables: '{"v":{"a":["{{secrets.SECRET_KEY}}"]}}' },
    /SQS_CONNECTOR_SECRETS_IN_MESSAGES=SECRET_KEY/,
  ),
  refused(
    'a result expression that does not parse',
    { headers: { resultExpression: '= a +* 1' } },
    /Result expression/,
  ),
  refused('an error expression that does not parse', { headers: { errorExpression: '= a +* 1' } }, /Error expression/),
  refused('a retryBackoff that is no duration', { headers: { retryBackoff: 'soon' } }, /retry backoff[\s\S]*soon/i),
  refused(
    'a jobTimeout that is no duration',
    { headers: { jobTimeout: '-PT5S' } },
    /Job timeout must be a positive duration/,
  ),
  refused(
    'a body over 1 MiB',
    { inputs: { 'queue.messageBody': '=big + big' }, variables: `{"big":${list(600 * 1024)}}` },
    /too large/,
  ),
  refused(
    'a character that SQS does not take',
    { inputs: { 'queue.messageBody': '=v' }, variables: '{"v":"a\\u0001b"}' },
    /queue\.messageBody/,
  ),
  refused(
    'an endpoint that nobody allowed',
    { inputs: { 'configuration.endpoint': 'http://127.0.0.1:1' } },
    /SQS_CONNECTOR_ALLOWED_ENDPOINTS=http:\/\/127\.0\.0\.1:1/,
  ),
];
