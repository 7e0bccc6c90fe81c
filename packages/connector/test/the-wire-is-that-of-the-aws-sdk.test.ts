import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { md5OfAttributes, md5OfBody } from '../src/sending/md5.ts';
import { createSender } from '../src/sending/sender.ts';
import { requestOf } from './requests.ts';

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const SIGNED_AT = Date.parse('2026-11-25T10:00:00Z');
const received: Received[] = [];
let answers: { status: number; body: string }[] = [];

const server = createServer((incoming, outgoing) => {
  const chunks: Buffer[] = [];
  incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
  incoming.on('end', () => {
    const body = Buffer.concat(chunks).toString();
    received.push({ headers: incoming.headers, body });
    const { status, body: answer } = answers.shift() ?? success(body);
    outgoing.writeHead(status, { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': 'r-1' }).end(answer);
  });
});

/** What SQS answers to a message whose checksums are right. */
function success(body: string) {
  const { MessageBody, MessageAttributes } = JSON.parse(body);
  const attributes = Object.entries<{ DataType: string; StringValue: string }>(MessageAttributes ?? {}).map(
    ([name, { DataType, StringValue }]) => ({ name, dataType: DataType, value: StringValue }),
  );
  const answer = {
    MessageId: 'm-1',
    MD5OfMessageBody: md5OfBody(MessageBody),
    ...(attributes.length > 0 && { MD5OfMessageAttributes: md5OfAttributes(attributes) }),
  };
  return { status: 200, body: JSON.stringify(answer) };
}

let endpoint = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
  received.length = 0;
  answers = [];
});

/** A sender on a clock that stands still, but for the pauses between tries. */
function senderAt(wallClock: number) {
  let now = 0;
  const sleep = async (ms: number) => {
    now += ms;
  };
  const world = { now: () => now, wallClock: () => wallClock, sleep, random: () => 0.5 };
  const credentials = async () => ({ accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' });
  return createSender({ targets: { endpointOverride: new URL(endpoint), allowedEndpoints: [] }, credentials, world });
}

async function sendOne(request = requestOf(), deadline = 60_000) {
  const sender = senderAt(SIGNED_AT);
  try {
    return await sender.send(request, deadline);
  } finally {
    await sender.close();
  }
}

test('the bytes of a message, and a signature over the same values as the SDK’s', async () => {
  const order = { text: '😀 "ünï" \u2028', n: 5 };
  const attributes = { timestamp: { StringValue: '2026-11-25', DataType: 'String' } };
  const request = requestOf({
    messageBody: order,
    messageAttributes: attributes,
    type: 'fifo',
    messageGroupId: 'g',
    messageDeduplicationId: 'd',
  });
  await sendOne(request);

  vi.useFakeTimers({ toFake: ['Date'], now: SIGNED_AT });
  const sdk = new SQSClient({
    endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' },
  });
  await sdk.send(
    new SendMessageCommand({
      QueueUrl: request.queue.url,
      MessageBody: JSON.stringify(order),
      MessageAttributes: attributes,
      MessageGroupId: 'g',
      MessageDeduplicationId: 'd',
    }),
  );
  sdk.destroy();
  vi.useRealTimers();

  const [ours, theirs] = received;
  expect(JSON.parse(ours?.body ?? '')).toEqual(JSON.parse(theirs?.body ?? ''));
  for (const name of ['host', 'x-amz-target', 'content-type', 'x-amz-date']) {
    expect(ours?.headers[name], name).toBe(theirs?.headers[name]);
  }
  const scope = (authorization = '') => /Credential=([^,]+)/.exec(authorization)?.[1];
  expect(scope(ours?.headers.authorization)).toBe(scope(theirs?.headers.authorization));
});

test('the response holds what SQS gave', async () => {
  expect(await sendOne(requestOf({ messageBody: 'x' }))).toEqual({
    messageId: 'm-1',
    md5OfMessageBody: md5OfBody('x'),
    requestId: 'r-1',
  });
});

const ATTRIBUTES_MD5 = md5OfAttributes([{ name: 'a', dataType: 'String', value: 'x' }]);

test.each([
  ['of the body', { MessageId: 'm', MD5OfMessageBody: 'wrong', MD5OfMessageAttributes: ATTRIBUTES_MD5 }],
  ['of the attributes', { MessageId: 'm', MD5OfMessageBody: md5OfBody('hello'), MD5OfMessageAttributes: 'wrong' }],
])('a wrong checksum %s is no success', async (_name, answer) => {
  answers = [{ status: 200, body: JSON.stringify(answer) }];
  const messageAttributes = { a: { StringValue: 'x', DataType: 'String' } };
  await expect(sendOne(requestOf({ messageAttributes }))).rejects.toMatchObject({ code: 'CHECKSUM_MISMATCH' });
});

test.each([
  ['QueueDoesNotExist', 400, 'fewer', 'QueueDoesNotExistException'],
  ['InvalidMessageContents', 400, 'none', 'InvalidMessageContentsException'],
  ['AccessDeniedException', 403, 'fewer', 'SqsException'],
])('%s is told with AWS’s name, and not repeated', async (code, status, retry, type) => {
  answers = [{ status, body: JSON.stringify({ __type: `com.amazonaws.sqs#${code}`, message: 'no' }) }];
  const expected = { code, retry, type: `software.amazon.awssdk.services.sqs.model.${type}` };
  await expect(sendOne()).rejects.toMatchObject(expected);
  expect(received).toHaveLength(1);
});

test('throttling and server errors are repeated within the job’s time', async () => {
  const busy = { status: 400, body: JSON.stringify({ __type: 'com.amazonaws.sqs#RequestThrottled' }) };
  answers = [busy, { status: 503, body: '<html>' }, busy];
  expect(await sendOne()).toMatchObject({ messageId: 'm-1' });
  expect(received).toHaveLength(4);
});

test('and given up with AWS’s name when that time is over', async () => {
  answers = Array.from({ length: 100 }, () => ({ status: 500, body: JSON.stringify({ __type: 'InternalFailure' }) }));
  await expect(sendOne(requestOf(), 10_000)).rejects.toMatchObject({ code: 'InternalFailure', retry: 'fewer' });
  expect(received.length).toBeGreaterThan(2);
  expect(received.length).toBeLessThan(20);
});

test('an endpoint that is not SQS is told as such', async () => {
  answers = [{ status: 200, body: '<html>hello</html>' }];
  await expect(sendOne()).rejects.toMatchObject({ code: 'BROKEN_ANSWER' });
});
