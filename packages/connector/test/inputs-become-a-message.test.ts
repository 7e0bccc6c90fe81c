import { parseJson } from '@camunda-sqs-connector/feel/json';
import { describe, expect, test } from 'vitest';
import { createSendRequestSchema } from '../src/request/schema.ts';
import { inputs, requestOf, schema } from './requests.ts';

describe('a body', () => {
  test.each([
    ['a text is sent as it is', '"I am a {\\"string\\"} 😀"', 'I am a {"string"} 😀'],
    ['a context as compact JSON', '{"a": [1, null, {"b": true}]}', '{"a":[1,null,{"b":true}]}'],
    ['numbers with their digits', '{"n": 12345678901234567890, "m": 1.0}', '{"n":12345678901234567890,"m":1.0}'],
    ['a number alone', '42', '42'],
    ['false', 'false', 'false'],
    ['zero', '0', '0'],
  ])('%s', (_name, json, body) => {
    expect(requestOf({ messageBody: parseJson(json) }).body).toBe(body);
  });
});

describe('attributes', () => {
  test('arrive in the shape of the documentation’s example', () => {
    const messageAttributes = {
      timestamp: { StringValue: '2026-11-25', DataType: 'String' },
      messageSubmittedBy: { stringValue: 'user12345', dataType: 'String' },
      count: { StringValue: 5, DataType: 'Number.int' },
    };
    expect(requestOf({ messageAttributes }).attributes).toEqual([
      { name: 'timestamp', dataType: 'String', value: '2026-11-25' },
      { name: 'messageSubmittedBy', dataType: 'String', value: 'user12345' },
      { name: 'count', dataType: 'Number.int', value: '5' },
    ]);
  });

  test.each([null, undefined, {}])('%j means none', (messageAttributes) => {
    expect(requestOf({ messageAttributes }).attributes).toEqual([]);
  });
});

describe('authentication', () => {
  test.each([undefined, null, '', 'credentials', 'foo', 7])('of type %j means access and secret key', (type) => {
    const authentication = { type, accessKey: 'A', secretKey: 'S' };
    expect(requestOf({}, { authentication }).credentials).toEqual({
      kind: 'static',
      accessKeyId: 'A',
      secretAccessKey: 'S',
    });
  });

  test('defaultCredentialsChain means what the machine provides', () => {
    const authentication = { type: 'defaultCredentialsChain' };
    expect(requestOf({}, { authentication }).credentials).toEqual({ kind: 'defaultChain' });
  });

  test('defaultCredentialsChain is refused where others’ processes run', () => {
    const saas = createSendRequestSchema({ defaultChainAllowed: false });
    const result = saas.safeParse(inputs({}, { authentication: { type: 'defaultCredentialsChain' } }));
    expect(result.error?.issues[0]?.message).toMatch(/CAMUNDA_CONNECTOR_RUNTIME_SAAS/);
  });
});

describe('the region', () => {
  test.each([
    ['of the configuration', { region: 'eu-west-1' }, undefined, 'eu-west-1'],
    ['of the queue, in old models', undefined, 'us-east-1', 'us-east-1'],
    ['of the configuration where both are set', { region: 'eu-west-1' }, 'us-east-1', 'eu-west-1'],
  ])('%s', (_name, configuration, region, expected) => {
    expect(requestOf({ region }, { configuration }).region).toBe(expected);
  });
});

test.each([
  [
    { type: 'FIFO', messageGroupId: 'g' },
    { kind: 'fifo', groupId: 'g' },
  ],
  [
    { type: 'fifo', messageGroupId: 7, messageDeduplicationId: 'd' },
    { kind: 'fifo', groupId: '7', deduplication: { kind: 'id', id: 'd' } },
  ],
  [{ type: undefined }, { kind: 'standard' }],
  [
    { type: 'Standard', messageGroupId: 'tenant-1' },
    { kind: 'standard', groupId: 'tenant-1' },
  ],
  [{ messageGroupId: '', messageDeduplicationId: '' }, { kind: 'standard' }],
])('the queue of %j', (queue, expected) => {
  expect(requestOf(queue).queue).toMatchObject(expected);
});

const eleven = Object.fromEntries(
  Array.from({ length: 11 }, (_, n) => [`a${n}`, { StringValue: 'x', DataType: 'String' }]),
);

describe('a wrong input is refused, with the field and the way out:', () => {
  test.each<[string, Record<string, unknown>, Record<string, unknown>, string, RegExp]>([
    ['no body', { messageBody: undefined }, {}, 'queue.messageBody', /must not be null.*Set the message body/],
    ['an empty body', { messageBody: '' }, {}, 'queue.messageBody', /must not be empty/],
    ['a lone surrogate', { messageBody: 'a\ud800' }, {}, 'queue.messageBody', /U\+D800 at position 1/],
    ['a control character', { messageBody: { a: 1, b: '\u0000' }.b }, {}, 'queue.messageBody', /U\+0000/],
    [
      'a body over 1 MiB',
      { messageBody: 'é'.repeat(524_289) },
      {},
      'queue.messageBody',
      /1048578 bytes.*at most 1048576/,
    ],
    ['no URL', { url: undefined }, {}, 'queue.url', /must not be empty.*Set the URL/],
    ['an empty URL', { url: '' }, {}, 'queue.url', /must not be empty/],
    ['no queue', {}, { queue: undefined }, 'queue', /must not be null.*queue\.url/],
    [
      'no region beside another mistake',
      { messageBody: '' },
      { configuration: {} },
      'configuration.region',
      /must not be empty.*eu-central-1/,
    ],
    ['no authentication', {}, { authentication: undefined }, 'authentication', /Authentication is required/],
    ['no access key', {}, { authentication: { secretKey: 'S' } }, 'authentication.accessKey', /must not be blank/],
    [
      'a blank secret key',
      {},
      { authentication: { accessKey: 'A', secretKey: ' ' } },
      'authentication.secretKey',
      /must not be blank/,
    ],
    ['an unknown queue type', { type: 'topic' }, {}, 'queue.type', /: Must be `QueueType`: standard or fifo$/],
    ['FIFO without a group', { type: 'fifo' }, {}, 'queue.validQueueProperties', /must not be empty for a FIFO queue/],
    ['a group id with a blank', { messageGroupId: 'a b' }, {}, 'queue.messageGroupId', /at most 128/],
    [
      'an attribute that is a list',
      { messageAttributes: { a: [1, 2] } },
      {},
      'queue.messageAttributes.a',
      /: Must be `SqsMessageAttribute`.*StringValue/,
    ],
    [
      'attributes that are a list',
      { messageAttributes: [] },
      {},
      'queue.messageAttributes',
      /: Must be `LinkedHashMap`: a context/,
    ],
    [
      'an attribute without type',
      { messageAttributes: { a: { StringValue: 'x' } } },
      {},
      'queue.messageAttributes.a.DataType',
      /"String", "Number" or "Binary"/,
    ],
    [
      'a number that is none',
      { messageAttributes: { a: { StringValue: 'x', DataType: 'Number' } } },
      {},
      'queue.messageAttributes.a.StringValue',
      /must be a number/,
    ],
    [
      'an empty attribute',
      { messageAttributes: { a: { StringValue: '', DataType: 'String' } } },
      {},
      'queue.messageAttributes.a.StringValue',
      /must not be empty/,
    ],
    [
      'a name of AWS’s',
      { messageAttributes: { 'aws.x': { StringValue: 'x', DataType: 'String' } } },
      {},
      'queue.messageAttributes.aws.x',
      /AWS keeps/,
    ],
    ['11 attributes', { messageAttributes: eleven }, {}, 'queue.messageAttributes', /at most 10.*there are 11/],
  ])('%s', (_name, queue, rest, path, message) => {
    const { error } = schema.safeParse(inputs(queue, rest));
    const issues = error?.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) ?? [];
    const issue = issues.find((text) => text.startsWith(`${path}: `));
    expect(issue, issues.join('\n')).toMatch(message);
  });
});

test.each([undefined, null, {}, { region: '' }, { region: ' ' }])(
  'no region in %j is told by itself, where nothing else is wrong',
  (configuration) => {
    expect(() => requestOf({}, { configuration })).toThrow(
      /^Found constraints violated while validating input: - configuration\.region: must not be empty/,
    );
  },
);

test('exactly 1 MiB of body and attributes passes', () => {
  const messageAttributes = { a: { StringValue: 'x', DataType: 'String' } };
  expect(() => requestOf({ messageBody: 'x'.repeat(1_048_576 - 8), messageAttributes })).not.toThrow();
  expect(() => requestOf({ messageBody: 'x'.repeat(1_048_576 - 7), messageAttributes })).toThrow(/too large/);
});
