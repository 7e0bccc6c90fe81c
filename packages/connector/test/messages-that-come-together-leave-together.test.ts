import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type QueueServer, startQueueServer } from '@camunda-sqs-connector/queue';
import { ConnectorError, realWorld } from '@camunda-sqs-connector/runtime';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Message } from '../src/request/send-request.ts';
import { md5OfBody } from '../src/sending/md5.ts';
import { createSender, type Sender, type SenderOptions } from '../src/sending/sender.ts';
import { requestOf } from './requests.ts';

const QUEUE = 'https://sqs.eu-central-1.amazonaws.com/123456789012/orders';

interface Seen {
  readonly action: string;
  readonly bodies: readonly string[];
  readonly url: string;
}

/** What SQS answers to an entry: a code means a refusal. */
type EntryAnswer = { readonly code: string; readonly senderFault?: boolean } | { readonly md5?: string } | 'nothing';

/** An SQS whose answers are in the test's hands. */
let server: Server;
let seen: Seen[] = [];
let answerTo: (body: string) => EntryAnswer = () => ({});
let wholeStatus = 200;
let wholeCode = 'AccessDenied';
/** While closed, requests wait. */
let gate: { open: () => void; opened: Promise<void> };
const closedGate = () => {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
};

beforeAll(async () => {
  server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const action = String(request.headers['x-amz-target']).replace('AmazonSQS.', '');
    const input = JSON.parse(text);
    const entries: { Id: string; MessageBody: string }[] = input.Entries ?? [
      { Id: '', MessageBody: input.MessageBody },
    ];
    seen.push({ action, bodies: entries.map(({ MessageBody }) => MessageBody), url: input.QueueUrl });
    await gate.opened;
    if (wholeStatus !== 200 && action === 'SendMessageBatch')
      return void response.writeHead(wholeStatus).end(`{"__type":"com.amazonaws.sqs#${wholeCode}"}`);
    const success = ({ Id, MessageBody }: (typeof entries)[number], { md5 }: { md5?: string }) => ({
      Id,
      MessageId: `id-of-${MessageBody}`,
      MD5OfMessageBody: md5 ?? md5OfBody(MessageBody),
    });
    if (action === 'SendMessage') {
      const [entry] = entries;
      return void response.end(JSON.stringify(entry && success(entry, {})));
    }
    const Successful: object[] = [];
    const Failed: object[] = [];
    for (const entry of entries) {
      const answer = answerTo(entry.MessageBody);
      if (answer === 'nothing') continue;
      if ('code' in answer)
        Failed.push({ Id: entry.Id, Code: answer.code, Message: 'm', SenderFault: answer.senderFault ?? true });
      else Successful.push(success(entry, answer));
    }
    // Not in the order of the request: ids tell which is which.
    response.end(JSON.stringify({ Successful: Successful.reverse(), Failed }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

let sender: Sender;
let identities = 0;
beforeEach(() => {
  seen = [];
  answerTo = () => ({});
  wholeStatus = 200;
  wholeCode = 'AccessDenied';
  gate = closedGate();
  gate.open();
  sender = senderWith();
});
afterEach(() => sender.close());

function senderWith(options: Partial<SenderOptions> = {}): Sender {
  return createSender({
    targets: {
      endpointOverride: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
      allowedEndpoints: [],
    },
    credentials: async () => ({ accessKeyId: 'A', secretAccessKey: 's' }),
    world: realWorld,
    maxAttempts: 1,
    ...options,
  });
}

const message = (body: string, queue: Record<string, unknown> = {}) =>
  requestOf({ url: QUEUE, messageBody: body, ...queue });
const send = (request: Message) => sender.send(request, realWorld.now() + 30_000);
const outcomeOf = (request: Message) =>
  send(request).then(
    ({ messageId }) => messageId,
    (error: unknown) => (error instanceof ConnectorError ? error.code : error),
  );
const together = (count: number, queue: Record<string, unknown> = {}) =>
  Promise.all(Array.from({ length: count }, (_, n) => outcomeOf(message(`m${n}`, queue))));

test('a lone message goes by itself', async () => {
  expect(await together(1)).toEqual(['id-of-m0']);
  expect(seen).toMatchObject([{ action: 'SendMessage', bodies: ['m0'] }]);
});

test('what comes at once leaves in requests of ten, each with its own answer', async () => {
  expect(await together(25)).toEqual(Array.from({ length: 25 }, (_, n) => `id-of-m${n}`));
  expect(seen.map(({ action, bodies }) => [action, bodies.length])).toEqual([
    ['SendMessageBatch', 10],
    ['SendMessageBatch', 10],
    ['SendMessageBatch', 5],
  ]);
});

test('what comes while a request is under way leaves when that has come back, and needs no timer for it', async () => {
  await sender.close();
  sender = senderWith({ world: { ...realWorld, sleep: () => new Promise(() => {}) } });
  gate = closedGate();
  const first = outcomeOf(message('first'));
  await expect.poll(() => seen.length).toBe(1);
  const others = together(3);
  // They are in their lane, and have found that they must wait.
  for (let turns = 0; turns < 5; turns++) await new Promise((resolve) => setImmediate(resolve));
  gate.open();
  expect(await Promise.all([first, others])).toEqual(['id-of-first', ['id-of-m0', 'id-of-m1', 'id-of-m2']]);
  expect(seen.map(({ bodies }) => bodies)).toEqual([['first'], ['m0', 'm1', 'm2']]);
});

test('batching can be switched off', async () => {
  await sender.close();
  sender = senderWith({ batching: false });
  await together(3);
  expect(seen.map(({ action }) => action)).toEqual(['SendMessage', 'SendMessage', 'SendMessage']);
});

describe('a request that fails in part fails for its own messages only:', () => {
  test('each message has its own code', async () => {
    const answers: Readonly<Record<string, EntryAnswer>> = {
      m1: { code: 'InvalidMessageContents' },
      m3: { code: 'AccessDenied' },
      m4: 'nothing',
    };
    answerTo = (body) => answers[body] ?? {};
    expect(await together(6)).toEqual([
      'id-of-m0',
      'InvalidMessageContents',
      'id-of-m2',
      'AccessDenied',
      'BROKEN_ANSWER',
      'id-of-m5',
    ]);
  });

  test('a wrong checksum is an unknown outcome of its own message', async () => {
    answerTo = (body) => (body === 'm2' ? { md5: md5OfBody('other') } : {});
    expect(await together(4)).toEqual(['id-of-m0', 'id-of-m1', 'CHECKSUM_MISMATCH', 'id-of-m3']);
  });

  test('what passes is tried again, alone', async () => {
    await sender.close();
    sender = createSender({
      targets: {
        endpointOverride: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
        allowedEndpoints: [],
      },
      credentials: async () => ({ accessKeyId: 'A', secretAccessKey: 's' }),
      world: realWorld,
    });
    let refusals = 1;
    answerTo = (body): EntryAnswer =>
      body === 'm1' && refusals-- > 0 ? { code: 'InternalError', senderFault: false } : {};
    expect(await together(3)).toEqual(['id-of-m0', 'id-of-m1', 'id-of-m2']);
    expect(seen.map(({ bodies }) => bodies)).toEqual([['m0', 'm1', 'm2'], ['m1']]);
  });

  test('a request that is refused for what all share is refused for each of its messages', async () => {
    wholeStatus = 403;
    expect(await together(3)).toEqual(['AccessDenied', 'AccessDenied', 'AccessDenied']);
    expect(seen).toHaveLength(1);
  });

  test.each([
    [400, 'InvalidParameterValueException'],
    [400, 'MissingRequiredParameterException'],
    [413, 'not a name of AWS'],
  ])(
    'a request that is refused for what may be the fault of one (%s %s) is sent again, each message alone',
    async (status, code) => {
      wholeStatus = status;
      wholeCode = code;
      const fifo = (n: number) => ({ type: 'fifo', messageGroupId: `g${n % 2}`, messageDeduplicationId: `d${n}` });
      const outcomes = Array.from({ length: 6 }, (_, n) =>
        outcomeOf(message(`m${n}`, { url: `${QUEUE}.fifo`, ...fifo(n) })),
      );
      expect(await Promise.all(outcomes)).toEqual(Array.from({ length: 6 }, (_, n) => `id-of-m${n}`));
      const alone = seen.slice(1).flatMap(({ bodies }) => bodies);
      expect(seen).toHaveLength(7);
      for (const group of [0, 1]) {
        const own = alone.filter((body) => Number(body.slice(1)) % 2 === group);
        expect(own).toEqual([...own].sort());
      }
    },
  );
});

describe('no message travels with those of', () => {
  test('another queue', async () => {
    await Promise.all([
      outcomeOf(message('a')),
      outcomeOf(message('b', { url: `${QUEUE}-2` })),
      outcomeOf(message('c')),
    ]);
    expect(seen.map(({ bodies }) => bodies).sort()).toEqual([['a', 'c'], ['b']]);
  });

  test('another identity, even if the ids of the keys are the same', async () => {
    await sender.close();
    sender = senderWith({ credentials: async () => ({ accessKeyId: 'A', secretAccessKey: `s${identities++ % 2}` }) });
    await Promise.all(['a', 'b', 'c', 'd'].map((body) => outcomeOf(message(body))));
    expect(seen.map(({ bodies }) => bodies).sort()).toEqual([
      ['a', 'c'],
      ['b', 'd'],
    ]);
  });

  test('a job that has much less time, for whose sake the request would be given up', async () => {
    const hurried = sender.send(message('b'), realWorld.now() + 3000);
    await Promise.all([outcomeOf(message('a')), hurried, outcomeOf(message('c'))]);
    expect(seen.map(({ bodies }) => bodies).sort()).toEqual([['a', 'c'], ['b']]);
  });

  test('a lane that hangs does not hold up another', async () => {
    gate = closedGate();
    const hanging = outcomeOf(message('hangs'));
    await expect.poll(() => seen.length).toBe(1);
    const open = gate;
    gate = closedGate();
    gate.open();
    expect(await outcomeOf(message('goes', { url: `${QUEUE}-2` }))).toBe('id-of-goes');
    open.open();
    expect(await hanging).toBe('id-of-hangs');
  });
});

test('what comes while a request hangs leaves all the same, and not one by one', async () => {
  gate = closedGate();
  const hanging = outcomeOf(message('hangs'));
  await expect.poll(() => seen.length).toBe(1);
  const open = gate;
  gate = closedGate();
  gate.open();
  expect(await together(3)).toEqual(['id-of-m0', 'id-of-m1', 'id-of-m2']);
  expect(seen.map(({ bodies }) => bodies)).toEqual([['hangs'], ['m0', 'm1', 'm2']]);
  open.open();
  expect(await hanging).toBe('id-of-hangs');
});

test('a message whose time is over before its turn is not sent, and the others of its request are', async () => {
  const url = `${QUEUE}.fifo`;
  const fifo = (body: string) =>
    message(body, { url, type: 'fifo', messageGroupId: 'g', messageDeduplicationId: body });
  gate = closedGate();
  const first = outcomeOf(fifo('first'));
  await expect.poll(() => seen.length).toBe(1);
  // Of a group only one request is under way: these two wait, and the time of one of them is over before their turn.
  const deadline = realWorld.now() + 600;
  const late = sender.send(fifo('late'), deadline).catch((error: unknown) => error);
  const inTime = outcomeOf(fifo('in-time'));
  // Half a second of a job's time is the engine's answer's.
  await expect.poll(() => realWorld.now() > deadline - 500).toBe(true);
  gate.open();
  expect(await late).toMatchObject({
    code: 'CONNECTION_FAILED',
    message: expect.stringContaining('This time the message did not leave'),
  });
  expect(await Promise.all([first, inTime])).toEqual(['id-of-first', 'id-of-in-time']);
  expect(seen.map(({ bodies }) => bodies)).toEqual([['first'], ['in-time']]);
});

describe('with a real queue', () => {
  let queue: QueueServer;
  beforeEach(async () => {
    queue = await startQueueServer({ createQueuesOnDemand: true });
    await sender.close();
    sender = createSender({
      targets: { endpointOverride: new URL(queue.endpoint), allowedEndpoints: [] },
      credentials: async () => ({ accessKeyId: 'A', secretAccessKey: 's' }),
      world: realWorld,
    });
  });
  afterEach(() => queue.stop());

  test('a FIFO queue has the messages of a group in the order in which they came', async () => {
    const url = `${QUEUE}.fifo`;
    await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        send(
          message(`m${n}`, {
            url,
            type: 'fifo',
            messageGroupId: `g${n % 3}`,
            messageDeduplicationId: `d${n}`,
            messageAttributes: { n, raw: { binary: 'AAEC' } },
          }),
        ),
      ),
    );
    const bodies = queue.peek('orders.fifo').map(({ body }) => body);
    expect(bodies).toHaveLength(40);
    for (const rest of [0, 1, 2]) {
      const own = bodies.map((body) => Number(body.slice(1))).filter((n) => n % 3 === rest);
      expect(own).toEqual([...own].sort((a, b) => a - b));
    }
  });

  test.each([
    ['which the queue needs', 'InvalidParameterValue', { type: 'fifo', messageGroupId: 'g' }],
    ['and no group', 'MissingParameter', {}],
  ])('a message without a deduplication id, %s, is refused alone', async (_name, code, wrong) => {
    const url = `${QUEUE}.fifo`;
    const right = (body: string) =>
      message(body, { url, type: 'fifo', messageGroupId: 'g', messageDeduplicationId: body });
    const outcomes = [right('a'), right('b'), message('wrong', { url, ...wrong }), right('c')].map(outcomeOf);
    expect((await Promise.all(outcomes))[2]).toBe(code);
    expect(queue.peek('orders.fifo').map(({ body }) => body)).toEqual(['a', 'b', 'c']);
  });

  test('a message that fills a request by itself travels alone', async () => {
    const big = 'x'.repeat(1_048_000);
    await Promise.all([send(message(big)), send(message('small')), send(message(big))]);
    expect(queue.peek('orders')).toHaveLength(3);
  });
});
