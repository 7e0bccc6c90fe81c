import { ReceiveMessageCommand, SendMessageBatchCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type QueueServer, startQueueServer } from '@camunda-sqs-connector/queue';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type BatchFault, FAULTS, type Fault } from './proxy/faults.ts';
import { signatureProblem, type WireRequest } from './proxy/signature.ts';
import { type SqsProxy, startSqsProxy } from './proxy/sqs-proxy.ts';

let queue: QueueServer;
let proxy: SqsProxy;
let client: SQSClient;
const keys = { AKIATEST: 'secret-of-the-test' };

beforeEach(async () => {
  queue = await startQueueServer();
  queue.createQueue('orders');
  proxy = await startSqsProxy({ upstream: queue.endpoint, keys });
  client = clientWith('secret-of-the-test');
});
afterEach(async () => {
  client.destroy();
  await proxy.stop();
  await queue.stop();
});

function clientWith(secretAccessKey: string, region = 'eu-central-1'): SQSClient {
  const credentials = { accessKeyId: 'AKIATEST', secretAccessKey };
  return new SQSClient({ endpoint: proxy.endpoint, region, credentials, maxAttempts: 1 });
}
const send = (by = client) =>
  by.send(new SendMessageCommand({ QueueUrl: `${queue.endpoint}/000000000000/orders`, MessageBody: 'x' }));
const outcome = () =>
  send().then(
    () => 'sent',
    (error: Error) => error.name,
  );

test('requests of AWS’s own client go through, are recorded, and their signatures hold', async () => {
  await send();
  await client.send(new ReceiveMessageCommand({ QueueUrl: `${queue.endpoint}/000000000000/orders` }));
  expect(proxy.violations()).toEqual([]);
  expect(proxy.requests().map(({ action }) => action)).toEqual(['SendMessage', 'ReceiveMessage']);
  expect(proxy.requests('others')).toEqual([]);
});

test('it tells of each step of a request, holds it there, and lets it go no further where that is asked for', async () => {
  const steps: string[] = [];
  let dropAt = '';
  const telling = await startSqsProxy({
    upstream: queue.endpoint,
    keys,
    onStep: async ({ asked, stage, answer }) => {
      steps.push(
        `${asked} ${stage} ${answer === undefined ? '' : 'with its answer '}while ${queue.peek('orders').length} lie there`,
      );
      return stage === dropAt ? 'drop' : 'goOn';
    },
  });
  const credentials = { accessKeyId: 'AKIATEST', secretAccessKey: 'secret-of-the-test' };
  const by = new SQSClient({ endpoint: telling.endpoint, region: 'eu-central-1', credentials, maxAttempts: 1 });
  await send(by);
  expect(steps).toEqual([
    'SendMessage arrived while 0 lie there',
    'SendMessage passedOn while 0 lie there',
    'SendMessage answered with its answer while 1 lie there',
  ]);
  dropAt = 'arrived';
  await expect(send(by)).rejects.toThrow();
  expect(queue.peek('orders')).toHaveLength(1);
  dropAt = 'answered';
  await expect(send(by)).rejects.toThrow();
  expect(queue.peek('orders')).toHaveLength(2);
  by.destroy();
  await telling.stop();
});

test('a wrong secret key and a wrong region are violations', async () => {
  const wrong = clientWith('another');
  const elsewhere = clientWith('secret-of-the-test', 'us-east-1');
  await send(wrong);
  await send(elsewhere);
  wrong.destroy();
  elsewhere.destroy();
  expect(proxy.violations()).toEqual([
    'SendMessage to orders: the signature is not that of the request',
    'SendMessage to orders: it is signed for sqs in us-east-1, not for sqs in eu-central-1',
  ]);
});

test('no byte of a request can be changed', async () => {
  let seen: WireRequest | undefined;
  const spy = new SQSClient({
    endpoint: proxy.endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'secret-of-the-test' },
  });
  spy.middlewareStack.add(
    (next) => (args) => {
      const { method, path, headers, body } = args.request as {
        method: string;
        path: string;
        headers: Record<string, string>;
        body: string;
      };
      seen = { method, target: path, headers, body: Buffer.from(body) };
      return next(args);
    },
    { step: 'finalizeRequest', priority: 'low' },
  );
  await send(spy);
  spy.destroy();
  if (!seen) throw new Error('nothing was sent');
  const request = {
    ...seen,
    headers: Object.fromEntries(Object.entries(seen.headers).map(([name, value]) => [name.toLowerCase(), value])),
  };
  const problem = (changes: Partial<WireRequest>) => signatureProblem({ ...request, ...changes }, keys, 'eu-central-1');
  expect(problem({})).toBeUndefined();
  expect(problem({ body: Buffer.from('{}') })).toMatch(/not that of the request/);
  expect(problem({ target: '/other' })).toMatch(/not that of the request/);
  expect(problem({ headers: { ...request.headers, 'x-amz-target': 'AmazonSQS.DeleteQueue' } })).toMatch(
    /not that of the/,
  );
  expect(problem({ headers: { ...request.headers, 'x-amz-date': '20200101T000000Z' } })).toMatch(/is not now/);
  expect(problem({ headers: {} })).toMatch(/is not signed/);
});

const SEEN: readonly (readonly [name: string, fault: Fault, seen: RegExp, arrived: number])[] = [
  ['latency', { kind: 'latency', ms: 1 }, /^sent$/, 1],
  ['throttling', FAULTS.throttling, /RequestThrottled/, 0],
  ['access denied', FAULTS.accessDenied, /AccessDenied/, 0],
  ['an internal error', FAULTS.internal, /InternalFailure/, 0],
  ['a gateway’s 503', FAULTS.unavailable, /Error/, 0],
  ['a reset before the request', { kind: 'resetBefore' }, /Error/, 0],
  ['a reset after the request', { kind: 'resetAfter' }, /Error/, 1],
  ['a wrong MD5', { kind: 'wrongMd5' }, /Error/, 1],
  ['half an answer', { kind: 'truncated' }, /Error/, 1],
];

test.each(SEEN)(
  '%s is what AWS’s client sees, once, and the next request passes',
  async (_name, fault, seen, arrived) => {
    proxy.faults.add('orders', fault, 1);
    expect(await outcome()).toMatch(seen);
    expect(queue.peek('orders')).toHaveLength(arrived);
    expect(await outcome()).toBe('sent');
    expect(queue.peek('orders')).toHaveLength(arrived + 1);
    expect(proxy.requests().map(({ fault: kind }) => kind)).toEqual([fault.kind, undefined]);
  },
);

/** What AWS's client learns of the entries a, b and c, and which of them lie in the queue. */
const IN_PARTS: readonly (readonly [name: string, fault: BatchFault, learned: string, arrived: string])[] = [
  ['entries that fail by the server', FAULTS.someInternal, 'sent b; InternalError a, InternalError c', 'b'],
  [
    'entries that fail by the sender',
    FAULTS.someDenied,
    'sent b; AccessDenied (sender) a, AccessDenied (sender) c',
    'b',
  ],
  ['an entry without an answer', { kind: 'entryMissing' }, 'sent b, sent c; ', 'abc'],
  ['answers in another order', { kind: 'entriesReversed' }, 'sent c, sent b, sent a; ', 'abc'],
];

const sendThree = () =>
  client.send(
    new SendMessageBatchCommand({
      QueueUrl: `${queue.endpoint}/000000000000/orders`,
      Entries: [...'abc'].map((letter) => ({ Id: letter, MessageBody: letter })),
    }),
  );

test.each(IN_PARTS)('%s: of a batch each part is what AWS’s client sees', async (_name, fault, learned, arrived) => {
  proxy.faults.add('orders', fault, 1);
  // It waits for a request with several messages.
  expect(await outcome()).toBe('sent');
  const { Successful = [], Failed = [] } = await sendThree();
  const failed = Failed.map(({ Id, Code, SenderFault }) => `${Code}${SenderFault ? ' (sender)' : ''} ${Id}`);
  expect(`${Successful.map(({ Id }) => `sent ${Id}`).join(', ')}; ${failed.join(', ')}`).toBe(learned);
  expect(queue.peek('orders').map(({ body }) => body)).toEqual(['x', ...arrived]);
  const whole = await sendThree();
  expect(whole.Successful).toHaveLength(3);
  expect(proxy.requests().map(({ messages, fault: kind }) => [messages, kind])).toEqual([
    [1, undefined],
    [3, fault.kind],
    [3, undefined],
  ]);
  expect(proxy.violations()).toEqual([]);
});

test('a wrong MD5 of one entry is what AWS’s client sees, and all of the batch has arrived', async () => {
  proxy.faults.add('orders', { kind: 'entryWrongMd5' }, 1);
  await expect(sendThree()).rejects.toThrow(/MD5 checksum on messages: [^,]+$/);
  expect(queue.peek('orders')).toHaveLength(3);
});
