import {
  ChangeMessageVisibilityBatchCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
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

test.each([
  ['a group', { MessageDeduplicationId: 'd' }, 'MissingParameter'],
  ['a deduplication id', { MessageGroupId: 'g' }, 'InvalidParameterValue'],
])('a batch to a FIFO queue fails as a whole where an entry lacks %s', async (_name, ids, name) => {
  const url = await create('orders.fifo', { FifoQueue: 'true' });
  const Entries = [
    { Id: 'a', MessageBody: 'x', MessageGroupId: 'g', MessageDeduplicationId: 'a' },
    { Id: 'b', MessageBody: 'x', ...ids },
  ];
  const sending = client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries }));
  await expect(sending).rejects.toMatchObject({ name });
  expect(server.peek('orders.fifo')).toEqual([]);
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
    ApproximateNumberOfMessages: '0',
    ApproximateNumberOfMessagesDelayed: '0',
    ApproximateNumberOfMessagesNotVisible: '1',
    ContentBasedDeduplication: 'true',
    CreatedTimestamp: '1795000000',
    DeduplicationScope: 'queue',
    DelaySeconds: '0',
    FifoQueue: 'true',
    FifoThroughputLimit: 'perQueue',
    LastModifiedTimestamp: '1795000000',
    MaximumMessageSize: '1048576',
    MessageRetentionPeriod: '345600',
    QueueArn: 'arn:aws:sqs:us-east-1:000000000000:orders.fifo',
    ReceiveMessageWaitTimeSeconds: '0',
    VisibilityTimeout: '7',
  });
});

test('system attributes come where they are asked for, a trace header among them', async () => {
  const url = await create('orders');
  const MessageSystemAttributes = {
    AWSTraceHeader: { DataType: 'String', StringValue: 'Root=1-5759e988-bd862e3fe1be46a994272793' },
  };
  const sent = await client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'x', MessageSystemAttributes }));
  expect(sent.MD5OfMessageSystemAttributes).toMatch(/^[0-9a-f]{32}$/);
  const ask = new ReceiveMessageCommand({ QueueUrl: url, MessageSystemAttributeNames: ['All'] });
  const [message] = (await client.send(ask)).Messages ?? [];
  expect(message?.Attributes).toEqual({
    SenderId: '000000000000',
    SentTimestamp: String(now),
    ApproximateReceiveCount: '1',
    ApproximateFirstReceiveTimestamp: String(now),
    AWSTraceHeader: 'Root=1-5759e988-bd862e3fe1be46a994272793',
  });
});

test('attributes of a message come by name and by prefix', async () => {
  const url = await create('orders');
  const text = { DataType: 'String', StringValue: 'x' };
  const MessageAttributes = { 'a.b': text, 'a.c': text, d: text, e: text };
  await client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'x', MessageAttributes }));
  const ask = new ReceiveMessageCommand({ QueueUrl: url, MessageAttributeNames: ['a.*', 'd'] });
  const [message] = (await client.send(ask)).Messages ?? [];
  expect(Object.keys(message?.MessageAttributes ?? {}).sort()).toEqual(['a.b', 'a.c', 'd']);
});

test('a receiver that waits gets a message as soon as it is sent', async () => {
  const url = await create('orders');
  const waiting = client.send(new ReceiveMessageCommand({ QueueUrl: url, WaitTimeSeconds: 20 }));
  await client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'x' }));
  expect((await waiting).Messages?.map(({ Body }) => Body)).toEqual(['x']);
});

test('a receiver that waits is answered when the server stops', async () => {
  const other = await startQueueServer();
  const url = other.createQueue('orders');
  const body = JSON.stringify({ QueueUrl: url, WaitTimeSeconds: 20 });
  const waiting = fetch(other.endpoint, {
    method: 'POST',
    headers: { 'x-amz-target': 'AmazonSQS.ReceiveMessage' },
    body,
  });
  const answered = waiting.then(
    () => 'answered',
    () => 'closed',
  );
  await other.stop();
  expect(['answered', 'closed']).toContain(await answered);
});

test('queues are listed by prefix and page, set, purged once a minute, and deleted', async () => {
  for (const name of ['a1', 'a2', 'a3', 'b']) await create(name);
  const first = await client.send(new ListQueuesCommand({ QueueNamePrefix: 'a', MaxResults: 2 }));
  const second = await client.send(
    new ListQueuesCommand({ QueueNamePrefix: 'a', MaxResults: 2, NextToken: first.NextToken }),
  );
  expect([first, second].map(({ QueueUrls }) => QueueUrls?.map((url) => url.split('/').pop()))).toEqual([
    ['a1', 'a2'],
    ['a3'],
  ]);
  const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName: 'b' }));
  await client.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { VisibilityTimeout: '9' } }));
  const { Attributes } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['VisibilityTimeout'] }),
  );
  expect(Attributes).toEqual({ VisibilityTimeout: '9' });
  await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' }));
  await client.send(new PurgeQueueCommand({ QueueUrl }));
  expect(server.peek('b')).toEqual([]);
  await expect(client.send(new PurgeQueueCommand({ QueueUrl }))).rejects.toMatchObject({
    name: 'PurgeQueueInProgress',
  });
  await client.send(new DeleteQueueCommand({ QueueUrl }));
  await expect(client.send(new GetQueueUrlCommand({ QueueName: 'b' }))).rejects.toMatchObject({
    name: 'QueueDoesNotExist',
  });
});

test('a batch changes visibilities entry by entry', async () => {
  const url = await create('orders');
  await client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'x' }));
  const [message] = await receive(url);
  const Entries = [
    { Id: 'known', ReceiptHandle: message?.ReceiptHandle, VisibilityTimeout: 0 },
    { Id: 'unknown', ReceiptHandle: 'none', VisibilityTimeout: 0 },
  ];
  const { Successful, Failed } = await client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: url, Entries }));
  expect([Successful?.map(({ Id }) => Id), Failed?.map(({ Id, Code }) => [Id, Code])]).toEqual([
    ['known'],
    [['unknown', 'ReceiptHandleIsInvalid']],
  ]);
  expect(await receive(url)).toHaveLength(1);
});

test('a web page cannot reach it', async () => {
  const response = await fetch(server.endpoint, {
    method: 'POST',
    headers: { origin: 'http://evil.example' },
    body: '{}',
  });
  expect(response.status).toBe(403);
});
