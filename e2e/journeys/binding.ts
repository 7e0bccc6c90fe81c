import type { Journey } from './journey.ts';

type Changes = Pick<Journey, 'inputs' | 'variables' | 'queue'>;

const taken = (name: string, changes: Changes, message: NonNullable<Journey['sent']>[number] = {}): Journey => ({
  name: `an input is taken: ${name}`,
  ...changes,
  sent: [message],
  ends: { completed: {} },
});

/** Of a wrong type, so that it cannot be read at all. */
const mistyped = (name: string, changes: Changes, field: string, type: string): Journey => ({
  name: `an input of a wrong type: ${name}`,
  retries: '3',
  ...changes,
  ends: { incident: new RegExp(`^Json object contains an invalid field: ${field}\\. It Must be \`${type}\`: `) },
});

/** Of the right type, and refused. */
const violating = (name: string, changes: Changes, path: string, message: string): Journey => ({
  name: `an input that violates a constraint: ${name}`,
  retries: '3',
  ...changes,
  ends: {
    incident: new RegExp(
      `^jakarta\\.validation\\.ValidationException: Found constraints violated while validating input: \\n - Property: ${path}: Validation failed\\. Original message: ${message}`,
    ),
  },
});

const withoutRegion = (name: string, inputs: NonNullable<Journey['inputs']>): Journey => ({
  name: `no region: ${name}`,
  retries: '3',
  inputs,
  ends: {
    incident:
      /^Found constraints violated while validating input: - configuration\.region: must not be empty\. Set the/,
  },
});

/** The mapping of a whole context takes the place of its single inputs. */
const NO_AUTHENTICATION = {
  'authentication.type': undefined,
  'authentication.accessKey': undefined,
  'authentication.secretKey': undefined,
};
const NO_KEYS = { 'authentication.accessKey': undefined, 'authentication.secretKey': undefined };
const KEYS = 'accessKey: "{{secrets.ACCESS_KEY}}", secretKey: "{{secrets.SECRET_KEY}}"';
const CREDENTIAL = `{authentication: {type: "credentials", ${KEYS}}, region: "eu-central-1"}`;
const LONGEST_ID = `${'x'.repeat(96)}!"#$%&'()*+,-./:;<=>?@[\\]^_\`{|}~`;
const fifo = (inputs: NonNullable<Journey['inputs']>): Changes => ({
  queue: 'fifo',
  inputs: { 'queue.type': 'fifo', 'queue.messageGroupId': 'g', 'queue.messageDeduplicationId': 'd', ...inputs },
});
const input = (name: string, source: string | undefined): Changes => ({ inputs: { [name]: source } });

/** How a job's variables become a request: which values are read how, which of several count, and what is refused. */
export const binding: readonly Journey[] = [
  ...['standard', 'Standard', 'STANDARD', '=0'].map((type) => taken(`the type ${type}`, input('queue.type', type))),
  taken('no type means standard', input('queue.type', undefined)),
  ...['fifo', 'FIFO', 'Fifo', '=1'].map((type) =>
    taken(`the type ${type}`, fifo({ 'queue.type': type }), { groupId: 'g', deduplicationId: 'd' }),
  ),
  taken('a group id that is a number', fifo({ 'queue.messageGroupId': '=7' }), { groupId: '7' }),
  taken('a group id that is a boolean', fifo({ 'queue.messageGroupId': '=true' }), { groupId: 'true' }),
  taken('a group id in a list of one', fifo({ 'queue.messageGroupId': '=["only"]' }), { groupId: 'only' }),
  taken('a deduplication id that is a number', fifo({ 'queue.messageDeduplicationId': '=42' }), {
    deduplicationId: '42',
  }),
  taken('a group on a standard queue', input('queue.messageGroupId', 'tenant-1')),
  taken('empty ids on a standard queue', {
    inputs: { 'queue.messageGroupId': '=""', 'queue.messageDeduplicationId': '=""' },
  }),
  taken('ids that are null', { inputs: { 'queue.messageGroupId': '=null', 'queue.messageDeduplicationId': '=null' } }),
  taken(
    'an id of 128 characters of all kinds',
    { ...fifo({ 'queue.messageGroupId': '=id' }), variables: JSON.stringify({ id: LONGEST_ID }) },
    { groupId: LONGEST_ID },
  ),
  taken('a URL in a list of one', input('queue.url', '=["<url>"]')),
  taken('the operator’s endpoint wins over a host in the URL that is not AWS’s', {
    inputs: { 'queue.url': 'https://queues.example.com/123456789012/<queue>' },
  }),
  taken('a blank endpoint', input('configuration.endpoint', '="  "')),
  taken('an endpoint that is null', input('configuration.endpoint', '=null')),
  taken('a region in a list of one', input('configuration.region', '=["eu-central-1"]')),
  taken('a type of authentication that is unknown means keys', input('authentication.type', 'foo')),
  taken('a type of authentication that is empty means keys', input('authentication.type', '=""')),
  taken('a type of authentication that is null means keys', input('authentication.type', '=null')),
  taken('a type of authentication that is a number means keys', input('authentication.type', '=5')),
  taken('a type of authentication in another case means keys', input('authentication.type', 'DefaultCredentialsChain')),
  taken('keys beside the default chain are ignored', {
    inputs: { 'authentication.type': 'defaultCredentialsChain', ...NO_KEYS, 'authentication.accessKey': '=""' },
  }),
  taken('authentication as one context', {
    inputs: { ...NO_AUTHENTICATION, authentication: `={${KEYS}}` },
  }),
  taken('authentication in a list of one', {
    inputs: { ...NO_AUTHENTICATION, authentication: `=[{${KEYS}}]` },
  }),
  taken('variables of the process that have the names of inputs', {
    inputs: { ...NO_AUTHENTICATION, 'configuration.region': undefined },
    variables:
      '{"authentication":{"accessKey":"{{secrets.ACCESS_KEY}}","secretKey":"{{secrets.SECRET_KEY}}"},"configuration":{"region":"eu-central-1"}}',
  }),
  taken('inputs that nobody knows, at any place', {
    inputs: { 'queue.colour': 'blue', 'authentication.sessionName': 'x', 'configuration.nonce': 'nonce', other: '=1' },
  }),

  taken('a credential, which has keys and region', {
    inputs: { ...NO_AUTHENTICATION, 'configuration.region': undefined, awsCredential: `=${CREDENTIAL}` },
  }),
  taken('a credential without a type means keys', {
    inputs: {
      ...NO_AUTHENTICATION,
      'configuration.region': undefined,
      awsCredential: `={authentication: {${KEYS}}, region: "eu-central-1"}`,
    },
  }),
  taken('a credential of the default chain', {
    inputs: {
      ...NO_AUTHENTICATION,
      'configuration.region': undefined,
      awsCredential: '={authentication: {type: "defaultCredentialsChain"}, region: "eu-central-1"}',
    },
  }),
  taken('a credential takes the place of inline keys and region', {
    inputs: {
      'authentication.accessKey': '="AKIAOTHER"',
      'configuration.region': 'us-east-1',
      'queue.region': 'us-west-2',
      awsCredential: `=${CREDENTIAL}`,
    },
  }),
  taken('inline authentication that is half filled in is of no account beside a credential', {
    inputs: { ...NO_KEYS, awsCredential: `=${CREDENTIAL}` },
  }),
  taken('a credential from a variable of the process', {
    inputs: { ...NO_AUTHENTICATION, 'configuration.region': undefined },
    variables:
      '{"awsCredential":{"authentication":{"accessKey":"{{secrets.ACCESS_KEY}}","secretKey":"secrets.SECRET_KEY"},"region":"{{secrets.REGION}}"}}',
  }),
  taken('a credential that is null counts as none', input('awsCredential', '=null')),

  mistyped('an unknown queue type', input('queue.type', 'foo'), 'queue, type', 'QueueType'),
  mistyped('an empty queue type', input('queue.type', '=""'), 'queue, type', 'QueueType'),
  mistyped('a blank queue type', input('queue.type', '=" "'), 'queue, type', 'QueueType'),
  mistyped('a queue type by a number that is too great', input('queue.type', '=5'), 'queue, type', 'QueueType'),
  mistyped('a URL that is a context', input('queue.url', '={a: 1}'), 'queue, url', 'String'),
  mistyped('two URLs', input('queue.url', '=["a", "b"]'), 'queue, url', 'String'),
  mistyped(
    'a group that is a list',
    fifo({ 'queue.messageGroupId': '=["a", "b"]' }),
    'queue, messageGroupId',
    'String',
  ),
  mistyped('a region that is a context', input('configuration.region', '={a: 1}'), 'configuration, region', 'String'),
  mistyped('a key that is a list', input('authentication.secretKey', '=[1, 2]'), 'authentication, secretKey', 'String'),
  mistyped(
    'authentication that is an empty text',
    {
      inputs: { ...NO_AUTHENTICATION, authentication: '=""' },
    },
    'authentication',
    'AwsStaticCredentialsAuthentication',
  ),
  mistyped(
    'authentication that is a text',
    { inputs: { ...NO_AUTHENTICATION, authentication: 'x' } },
    'authentication',
    'AwsStaticCredentialsAuthentication',
  ),
  mistyped(
    'authentication that is a list',
    { inputs: { ...NO_AUTHENTICATION, authentication: '=[]' } },
    'authentication',
    'AwsStaticCredentialsAuthentication',
  ),
  mistyped(
    'a configuration that is a text',
    {
      inputs: { 'configuration.region': undefined },
      variables: '{"configuration":"prod"}',
    },
    'configuration',
    'AwsBaseConfiguration',
  ),
  mistyped(
    'a credential that is an empty text',
    input('awsCredential', '=""'),
    'awsCredential',
    'AwsCredentialConfiguration',
  ),
  mistyped('a credential that is a text', input('awsCredential', 'x'), 'awsCredential', 'AwsCredentialConfiguration'),
  mistyped(
    'attributes that are an empty text',
    input('queue.messageAttributes', '=""'),
    'queue, messageAttributes',
    'LinkedHashMap',
  ),
  mistyped(
    'attributes that are a list',
    input('queue.messageAttributes', '=[]'),
    'queue, messageAttributes',
    'LinkedHashMap',
  ),
  mistyped(
    'an attribute that is null',
    input('queue.messageAttributes', '={a: null}'),
    'queue, messageAttributes, a',
    'SqsMessageAttribute',
  ),
  mistyped(
    'an attribute whose value is a context',
    input('queue.messageAttributes', '={a: {StringValue: {b: 1}, DataType: "String"}}'),
    'queue, messageAttributes, a, StringValue',
    'String',
  ),
  mistyped('a delay that is a list', input('queue.delaySeconds', '=[1, 2]'), 'queue, delaySeconds', 'String'),

  violating(
    'no queue at all',
    {
      inputs: { 'queue.url': undefined, 'queue.messageBody': undefined },
    },
    'queue',
    'must not be null',
  ),
  violating('no URL', input('queue.url', undefined), 'queue\\.url', 'must not be empty'),
  violating('an empty URL', input('queue.url', '=""'), 'queue\\.url', 'must not be empty'),
  violating('no body', input('queue.messageBody', undefined), 'queue\\.messageBody', 'must not be null'),
  violating('an empty body', input('queue.messageBody', '=""'), 'queue\\.messageBody', 'must not be empty'),
  violating('a queue type that is null', input('queue.type', '=null'), 'queue\\.type', 'must not be null'),
  violating(
    'FIFO without a group',
    fifo({ 'queue.messageGroupId': undefined }),
    'queue\\.validQueueProperties',
    'must be true: queue\\.messageGroupId',
  ),
  violating(
    'FIFO with an empty group',
    fifo({ 'queue.messageGroupId': '=""' }),
    'queue\\.validQueueProperties',
    'must be true: queue\\.messageGroupId',
  ),
  violating(
    'no authentication',
    { inputs: NO_AUTHENTICATION },
    'authentication',
    'must not be null: Authentication is required',
  ),
  violating(
    'no access key',
    input('authentication.accessKey', undefined),
    'authentication\\.accessKey',
    'must not be blank',
  ),
  violating(
    'an empty access key',
    input('authentication.accessKey', '=""'),
    'authentication\\.accessKey',
    'must not be blank',
  ),
  violating(
    'a blank secret key',
    input('authentication.secretKey', '="  "'),
    'authentication\\.secretKey',
    'must not be blank',
  ),
  violating(
    'a credential without authentication does not fall back to the inline one',
    input('awsCredential', '={region: "eu-central-1"}'),
    'awsCredential\\.authentication',
    'must not be null: Authentication is required',
  ),
  violating(
    'a credential without a secret key',
    input('awsCredential', '={authentication: {accessKey: "A"}, region: "eu-central-1"}'),
    'awsCredential\\.authentication\\.secretKey',
    'must not be blank',
  ),
  violating(
    'a credential without a region does not fall back to the configuration’s',
    input('awsCredential', `={authentication: {${KEYS}}}`),
    'awsCredential\\.region',
    'must not be blank',
  ),
  violating(
    'an id of 129 characters',
    { ...fifo({ 'queue.messageGroupId': '=id' }), variables: JSON.stringify({ id: 'x'.repeat(129) }) },
    'queue\\.messageGroupId',
    'must be at most 128',
  ),
  violating(
    'an id with a blank',
    fifo({ 'queue.messageDeduplicationId': 'a b' }),
    'queue\\.messageDeduplicationId',
    'must be at most 128',
  ),
  violating(
    'an id with an umlaut',
    fifo({ 'queue.messageGroupId': 'ä' }),
    'queue\\.messageGroupId',
    'must be at most 128',
  ),

  withoutRegion('none', { 'configuration.region': undefined }),
  withoutRegion('null', { 'configuration.region': '=null' }),
  withoutRegion('an empty one', { 'configuration.region': '=""' }),
  withoutRegion('a blank one', { 'configuration.region': '=" "' }),
  withoutRegion('a blank one hides that of old models', {
    'configuration.region': '=""',
    'queue.region': 'eu-central-1',
  }),
];
