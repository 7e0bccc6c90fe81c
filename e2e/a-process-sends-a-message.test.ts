import { startTestbed, type Testbed } from '@camunda-sqs-connector/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { INPUTS, taskModel } from './model.ts';

let testbed: Testbed;
beforeEach(async () => {
  testbed = await startTestbed({ secrets: { ACCESS_KEY: 'AKIA', SECRET_KEY: 'very-secret' } });
});
afterEach(() => testbed.stop());

async function run(inputs: Record<string, string>, headers: Record<string, string> = {}, variables = '{}') {
  await testbed.deploy('journey.bpmn', taskModel({ ...INPUTS, ...inputs }, headers));
  return testbed.run('journey', variables);
}

test('with body, attributes and result as the documentation shows them', async () => {
  const ending = await run(
    {
      'queue.messageBody': '=order',
      'queue.messageAttributes':
        '={"timestamp": {"StringValue": today(), "DataType": "String"}, "messageSubmittedBy": {"StringValue": "user12345", "DataType": "String"}}',
    },
    { resultVariable: 'response', resultExpression: '={"createdMessageID": response.messageId}' },
    '{"order":{"text":"😀","n":[1,2.5,null]}}',
  );
  const [message] = testbed.queue.peek('orders');
  expect(message?.body).toBe('{"text":"😀","n":[1,2.5,null]}');
  expect(message?.attributes['timestamp']?.value).toMatch(/^\d{4}-\d\d-\d\d$/);
  expect(message?.attributes['messageSubmittedBy']).toEqual({ dataType: 'String', value: 'user12345' });
  if (ending.kind !== 'completed') throw new Error(ending.errorMessage);
  expect(ending.variables.get('createdMessageID')).toBe(JSON.stringify(message?.messageId));
  expect(ending.variables.get('response')).toContain(`"messageId":"${message?.messageId}"`);
});

test('with keys in plain text, and without an authentication type', async () => {
  const { 'authentication.type': _type, ...inputs } = INPUTS;
  const keys = { 'authentication.accessKey': 'AKIAPLAIN', 'authentication.secretKey': 'plain' };
  await testbed.deploy('journey.bpmn', taskModel({ ...inputs, ...keys }));
  expect((await testbed.run('journey')).kind).toBe('completed');
  expect(testbed.queue.peek('orders')).toHaveLength(1);
});

test('a 20-digit integer of a process variable reaches the queue digit by digit', async () => {
  const { 'queue.url': url, 'queue.messageBody': _body, ...inputs } = INPUTS;
  await testbed.deploy('journey.bpmn', taskModel(inputs));
  await testbed.run('journey', `{"queue":{"url":"${url}","messageBody":{"n":12345678901234567890,"m":1.0}}}`);
  expect(testbed.queue.peek('orders').map(({ body }) => body)).toEqual(['{"n":12345678901234567890,"m":1.0}']);
});

test('to a FIFO queue, with its group and deduplication id', async () => {
  await run({
    'queue.url': 'https://sqs.eu-central-1.amazonaws.com/1/orders.fifo',
    'queue.type': 'fifo',
    'queue.messageGroupId': '="customer-" + string(7)',
    'queue.messageDeduplicationId': 'd-1',
  });
  expect(testbed.queue.peek('orders.fifo')).toMatchObject([{ groupId: 'customer-7', deduplicationId: 'd-1' }]);
});

test('with the region where models of the first template versions have it', async () => {
  const { 'configuration.region': _region, 'authentication.type': _type, ...inputs } = INPUTS;
  await testbed.deploy('journey.bpmn', taskModel({ ...inputs, 'queue.region': 'eu-central-1' }));
  expect((await testbed.run('journey')).kind).toBe('completed');
  expect(testbed.queue.peek('orders')).toHaveLength(1);
});

test('an error becomes a BPMN error that a boundary event catches', async () => {
  const ending = await run(
    { 'queue.messageBody': '=null' },
    { errorExpression: '=if error.code = "INVALID_INPUT" then bpmnError("NO_QUEUE", error.message) else null' },
  );
  if (ending.kind !== 'completed') throw new Error(ending.errorMessage);
  expect(ending.variables.get('caught')).toBe('"yes"');
});

describe('nothing is sent, and the incident tells what to do:', () => {
  test.each<[string, Record<string, string>, Record<string, string>, RegExp]>([
    ['no body', { 'queue.messageBody': '=null' }, {}, /queue\.messageBody: must not be null/],
    ['no URL', { 'queue.url': '=""' }, {}, /queue\.url: must not be empty/],
    ['no region', { 'configuration.region': '=null' }, {}, /configuration\.region: must not be empty/],
    [
      'no keys',
      { 'authentication.accessKey': '=null', 'authentication.secretKey': '=null' },
      {},
      /authentication\.accessKey: must not be[\s\S]*authentication\.secretKey: must not be/,
    ],
    ['a blank key', { 'authentication.accessKey': '=" "' }, {}, /authentication\.accessKey: must not be blank/],
    ['an unknown queue type', { 'queue.type': 'topic' }, {}, /queue\.type: must be standard or fifo/],
    ['FIFO without a group', { 'queue.type': 'fifo' }, {}, /queue\.messageGroupId: must not be empty/],
    [
      'an attribute of a wrong shape',
      { 'queue.messageAttributes': '={a: "x"}' },
      {},
      /queue\.messageAttributes\.a: has a wrong shape/,
    ],
    [
      'a secret that does not exist',
      { 'authentication.secretKey': '{{secrets.NOPE}}' },
      {},
      /Secret with name 'NOPE' is not available/,
    ],
    [
      'a known secret in the body',
      { 'queue.messageBody': '{{secrets.SECRET_KEY}}' },
      {},
      /queue\.messageBody.*SQS_CONNECTOR_SECRETS_IN_MESSAGES/,
    ],
    ['a result expression that does not parse', {}, { resultExpression: '= a +* 1' }, /Result expression/],
    ['a body over 1 MiB', { 'queue.messageBody': '=string join(for i in 1..1049 return big, "")' }, {}, /too large/],
    ['11 attributes', { 'queue.messageAttributes': '=eleven' }, {}, /at most 10/],
    [
      'an endpoint that is not allowed',
      { 'configuration.endpoint': 'http://127.0.0.1:1' },
      {},
      /SQS_CONNECTOR_ALLOWED_ENDPOINTS=http:\/\/127\.0\.0\.1:1/,
    ],
  ])('%s', async (_name, inputs, headers, message) => {
    const eleven = Object.fromEntries(
      Array.from({ length: 11 }, (_, n) => [`a${n}`, { StringValue: 'x', DataType: 'String' }]),
    );
    const ending = await run(inputs, headers, JSON.stringify({ eleven, big: 'x'.repeat(1000) }));
    if (ending.kind !== 'incident') throw new Error('the process completed');
    expect(ending.errorType).toBe('JOB_NO_RETRIES');
    expect(ending.errorMessage).toMatch(message);
    expect(ending.errorMessage).not.toContain('very-secret');
    expect(testbed.queue.queueNames()).toEqual([]);
  });
});

test('a model with an element that the engine does not know is refused by name', async () => {
  const xml = taskModel(INPUTS).replaceAll('bpmn:serviceTask', 'bpmn:transaction');
  await expect(testbed.deploy('journey.bpmn', xml)).rejects.toThrow(
    /Element: send[\s\S]*Elements of type 'Transaction' are currently not supported/,
  );
});
