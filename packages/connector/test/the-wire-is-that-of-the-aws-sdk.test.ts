import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type Credentials, verifySignature } from '@camunda-sqs-connector/queue';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type CredentialSource, createCredentialSource, type ProviderChain } from '../src/sending/credentials.ts';
import { md5OfAttributes, md5OfBody } from '../src/sending/md5.ts';
import { createSender } from '../src/sending/sender.ts';
import { signedHeaders } from '../src/sending/signer.ts';
import { requestOf } from './requests.ts';

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const SIGNED_AT = Date.parse('2026-11-25T10:00:00Z');
const KEYS = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' };
const received: Received[] = [];
let answers: { status: number; body: string; date?: string }[] = [];

const server = createServer((incoming, outgoing) => {
  const chunks: Buffer[] = [];
  incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
  incoming.on('end', () => {
    const body = Buffer.concat(chunks).toString();
    received.push({ headers: incoming.headers, body });
    const { status, body: answer, date } = answers.shift() ?? { ...success(body), date: undefined };
    const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': 'r-1', ...(date && { date }) };
    outgoing.writeHead(status, headers).end(answer);
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
function senderAt(wallClock: number, credentials: CredentialSource = async () => KEYS) {
  let now = 0;
  const sleep = async (ms: number, signal?: AbortSignal) => {
    // What can go on goes on before time passes.
    await setImmediate();
    if (!signal?.aborted) now += ms;
  };
  const world = { now: () => now, wallClock: () => wallClock, sleep, random: () => 0.5 };
  return createSender({ targets: { endpointOverride: new URL(endpoint), allowedEndpoints: [] }, credentials, world });
}

async function sendOne(request = requestOf(), deadline = 60_000, credentials?: CredentialSource) {
  const sender = senderAt(SIGNED_AT, credentials);
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
  expect(ours?.body).toBe(theirs?.body);
  for (const name of ['host', 'x-amz-target', 'content-type', 'content-length', 'x-amz-date', 'x-amz-content-sha256']) {
    expect([name, ours?.headers[name]]).toEqual([name, theirs?.headers[name]]);
  }

  // The SDK signs some headers more, about itself. Of the very same headers our signature is the same to the last digit.
  const [, signed = ''] = /SignedHeaders=([^,]+)/.exec(theirs?.headers.authorization ?? '') ?? [];
  const headers = signed
    .split(';')
    .filter((name) => name !== 'host' && name !== 'x-amz-date' && name !== 'x-amz-content-sha256')
    .map((name) => [name, String(theirs?.headers[name])]);
  const unsigned = { target: new URL(endpoint), headers: Object.fromEntries(headers), body: theirs?.body ?? '' };
  const { authorization } = await signedHeaders(unsigned, KEYS, 'eu-central-1', SIGNED_AT);
  expect(authorization).toBe(theirs?.headers.authorization);
});

test('the signature of a message holds for a checker that shares no code with the signer', async () => {
  const known: Credentials = { AKIAEXAMPLE: { secretAccessKey: 'secret' } };
  await sendOne(requestOf({ messageBody: '😀' }));
  const { headers = {}, body = '' } = received[0] ?? {};
  const request = { method: 'POST', url: '/', headers, body: Buffer.from(body) };
  expect(verifySignature(request, known, SIGNED_AT)).toMatchObject({
    kind: 'valid',
    region: 'eu-central-1',
    service: 'sqs',
  });
  const changed = { ...request, body: Buffer.from(body.replace('😀', '😁')) };
  expect(verifySignature(changed, known, SIGNED_AT)).toMatchObject({ kind: 'refused', code: 'SignatureDoesNotMatch' });
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

const refusal = (code: string, date?: string) => ({
  status: 403,
  body: JSON.stringify({ __type: `com.amazonaws.sqs#${code}`, message: 'no' }),
  ...(date !== undefined && { date }),
});

test('a clock that is an hour behind is corrected by SQS’s answer, once, and stays corrected', async () => {
  const date = new Date(SIGNED_AT + 3_600_000).toUTCString();
  answers = [refusal('RequestTimeTooSkewed', date)];
  const sender = senderAt(SIGNED_AT);
  await sender.send(requestOf(), 60_000);
  await sender.send(requestOf(), 60_000);
  await sender.close();
  expect(received.map(({ headers }) => headers['x-amz-date'])).toEqual([
    '20261125T100000Z',
    '20261125T110000Z',
    '20261125T110000Z',
  ]);
});

test.each([
  ['when it is right', new Date(SIGNED_AT).toUTCString(), 1],
  ['when the corrected one is refused too', new Date(SIGNED_AT + 3_600_000).toUTCString(), 2],
])('a wrong signature is not blamed on the clock %s', async (_name, date, requests) => {
  answers = [refusal('SignatureDoesNotMatch', date), refusal('SignatureDoesNotMatch', date)];
  await expect(sendOne()).rejects.toMatchObject({ code: 'SignatureDoesNotMatch', retry: 'fewer' });
  expect(received).toHaveLength(requests);
});

describe('credentials of the provider chain', () => {
  const ofChain = requestOf({}, { authentication: { type: 'defaultCredentialsChain' } });

  /** A chain that counts how often it is asked for something fresh. */
  function countingChain() {
    const asked = { fresh: 0 };
    const chain: ProviderChain = async ({ forceRefresh }) => {
      if (forceRefresh) asked.fresh++;
      return { ...KEYS, sessionToken: `token-${asked.fresh}` };
    };
    return { asked, source: createCredentialSource(async () => chain) };
  }
  const tokens = () => received.map(({ headers }) => headers['x-amz-security-token']);

  test('that ended are fetched anew once, and the message goes out', async () => {
    const { source } = countingChain();
    answers = [refusal('ExpiredToken')];
    expect(await sendOne(ofChain, 60_000, source)).toMatchObject({ messageId: 'm-1' });
    expect(tokens()).toEqual(['token-0', 'token-1']);
  });

  test('that are refused even then fail the job', async () => {
    const { asked, source } = countingChain();
    answers = [refusal('ExpiredToken'), refusal('ExpiredToken')];
    await expect(sendOne(ofChain, 60_000, source)).rejects.toMatchObject({ code: 'ExpiredToken', retry: 'fewer' });
    expect(asked.fresh).toBe(1);
  });

  test('that the model has itself are not fetched at all', async () => {
    const { asked, source } = countingChain();
    answers = [refusal('InvalidClientTokenId')];
    await expect(sendOne(requestOf(), 60_000, source)).rejects.toMatchObject({ code: 'InvalidClientTokenId' });
    expect([received.length, asked.fresh]).toEqual([1, 0]);
  });

  test('that cannot be found are told with the way out, and found later', async () => {
    let isThere = false;
    const source = createCredentialSource(async () => async () => {
      if (!isThere) throw new Error('Could not load credentials from any providers.');
      return KEYS;
    });
    await expect(sendOne(ofChain, 60_000, source)).rejects.toMatchObject({ code: 'CREDENTIALS_UNAVAILABLE' });
    isThere = true;
    expect(await sendOne(ofChain, 60_000, source)).toMatchObject({ messageId: 'm-1' });
  });
});
