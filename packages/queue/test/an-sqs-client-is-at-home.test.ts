import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { type QueueServer, startQueueServer } from '@camunda-sqs-connector/queue';
import { afterEach, beforeEach, expect, test } from 'vitest';

let now = 0;
let server: QueueServer;
let client: SQSClient;

beforeEach(async () => {
  now = 1_795_000_000_000;
  server = await startQueueServer({ clock: () => now });
  client = new SQSClient({
    endpoint: server.endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 's' },
  });
});

afterEach(async () => {
  client.destroy();
  await server.stop();
});

async function create(name: string, attributes: Record<string, string> = {}) {
  return (await client.send(new CreateQueueCommand({ QueueName: name, Attributes: attributes }))).QueueUrl ?? '';
}

async function receive(url: string) {
  const { Messages = [] } = await client.send(
    new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10, MessageAttributeNames: ['All'] }),
  );
  return Messages;
}

test('a message arrives with its bytes and attributes, and is hidden until its visibility ends', async () => {
  const url = await create('orders');
  const MessageAttributes = {
    a: { DataType: 'String', StringValue: 'ü' },
    b: { DataType: 'Binary', BinaryValue: Buffer.from([1, 2]) },
  };
  await client.send(
    new SendMessageCommand({ QueueUrl: url, MessageBody: '😀 12345678901234567890', MessageAttributes }),
  );
  const [message] = await receive(url);
  expect(message?.Body).toBe('😀 12345678901234567890');
  expect(message?.MessageAttributes?.['a']?.StringValue).toBe('ü');
  expect(await receive(url)).toEqual([]);
  now += 30_001;
  const [again] = await receive(url);
  expect(again?.MessageId).toBe(message?.MessageId);
  await client.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: again?.ReceiptHandle }));
  now += 60_000;
  expect(await receive(url)).toEqual([]);
});

test('a queue is found by the last segment of its URL, whatever the host', async () => {
  await create('orders');
  await client.send(
    new SendMessageCommand({ QueueUrl: 'https://sqs.eu-central-1.amazonaws.com/1/orders', MessageBody: 'x' }),
  );
  expect(server.peek('orders').map(({ body }) => body)).toEqual(['x']);
});

test('a FIFO queue takes one message of an id in five minutes, and answers the second as the first', async () => {
  const url = await create('orders.fifo', { FifoQueue: 'true' });
  const send = () =>
    client.send(
      new SendMessageCommand({ QueueUrl: url, MessageBody: 'x', MessageGroupId: 'g', MessageDeduplicationId: 'd' }),
    );
  const first = await send();
  now += 299_999;
  const second = await send();
  expect([second.MessageId, second.SequenceNumber]).toEqual([first.MessageId, first.SequenceNumber]);
  now += 1;
  expect((await send()).MessageId).not.toBe(first.MessageId);
  expect(server.peek('orders.fifo')).toHaveLength(2);
});

test('a group of a FIFO queue with a message in flight is locked; others go on', async () => {
  const url = await create('orders.fifo', { FifoQueue: 'true', ContentBasedDeduplication: 'true' });
  for (const [group, body] of [
    ['a', '1'],
    ['a', '2'],
    ['b', '3'],
  ] as const) {
    await client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: body, MessageGroupId: group }));
  }
  const one = await client.send(new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 1 }));
  expect(one.Messages?.[0]?.Body).toBe('1');
  expect((await receive(url)).map(({ Body }) => Body)).toEqual(['3']);
});

test('a batch fails entry by entry', async () => {
  const url = await create('orders');
  const Entries = [
    { Id: 'a', MessageBody: 'x' },
    { Id: 'b', MessageBody: '\u0000' },
  ];
  const { Successful, Failed } = await client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries }));
  expect(Successful?.map(({ Id }) => Id)).toEqual(['a']);
  expect(Failed?.map(({ Id, Code }) => [Id, Code])).toEqual([['b', 'InvalidMessageContents']]);
});

test.each<[string, Partial<ConstructorParameters<typeof SendMessageCommand>[0]>, string]>([
  ['an unknown queue', { QueueUrl: 'http://x/1/nope' }, 'QueueDoesNotExist'],
  ['an empty body', { MessageBody: '' }, 'MissingParameter'],
  ['a control character', { MessageBody: '\u0001' }, 'InvalidMessageContents'],
  ['1 MiB and a byte', { MessageBody: 'x'.repeat(1_048_577) }, 'InvalidParameterValue'],
  ['a delay over 15 minutes', { DelaySeconds: 901 }, 'InvalidParameterValue'],
  [
    'a number that is none',
    { MessageAttributes: { a: { DataType: 'Number', StringValue: 'x' } } },
    'InvalidParameterValue',
  ],
])('%s is refused with SQS’s name', async (_name, input, code) => {
  const url = await create('orders');
  const sending = client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'x', ...input }));
  await expect(sending).rejects.toMatchObject({ name: code });
  expect(server.peek('orders')).toEqual([]);
});

test('a batch of deletions, and what a queue says of itself', async () => {
  const url = await create('orders.fifo', {
    FifoQueue: 'true',
    ContentBasedDeduplication: 'true',
    VisibilityTimeout: '7',
  });
  for (const body of ['1', '2', '3']) {
    await client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: body, MessageGroupId: body }));
  }
  const Entries = (await receive(url)).slice(0, 2).map(({ ReceiptHandle }, n) => ({ Id: `m${n}`, ReceiptHandle }));
  await client.send(new DeleteMessageBatchCommand({ QueueUrl: url, Entries }));
  const { Attributes } = await client.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] }));
  expect(Attributes).toEqual({
    ApproximateNumberOfMessages: '1',
    VisibilityTimeout: '7',
    FifoQueue: 'true',
    ContentBasedDeduplication: 'true',
  });
});

test('a web page cannot reach it', async () => {
  const response = await fetch(server.endpoint, {
    method: 'POST',
    headers: { origin: 'http://evil.example' },
    body: '{}',
  });
  expect(response.status).toBe(403);
});
