import { type Fields, QueueService } from '@camunda-sqs-connector/queue';
import { beforeEach, describe, expect, test } from 'vitest';

// The core in virtual time: seconds, from 0 on.
let service: QueueService;
let second: number;
beforeEach(() => {
  let ids = 0;
  second = 0;
  service = new QueueService({ origin: 'http://queue', newId: () => `id-${++ids}`, createQueuesOnDemand: false });
});

const act = (action: string, queue: string, input: Fields = {}) =>
  service.handle(action, { QueueUrl: `http://x/1/${queue}`, ...input }, second * 1000);
const send = (queue: string, body: string, input: Fields = {}) =>
  act('SendMessage', queue, { MessageBody: body, ...input });
const inGroup = (group: string, body: string) => send('q.fifo', body, { MessageGroupId: group });

interface Message {
  readonly Body: string;
  readonly ReceiptHandle: string;
  readonly Attributes?: Readonly<Record<string, string>>;
}
function messages(queue: string, input: Fields = {}): readonly Message[] {
  const { Messages = [] } = act('ReceiveMessage', queue, { MaxNumberOfMessages: 10, ...input });
  return Messages as readonly Message[];
}
const bodies = (queue: string, input: Fields = {}) => messages(queue, input).map(({ Body }) => Body);

describe('a standard queue', () => {
  beforeEach(() => void service.create('q', {}, 0));

  test('gives the oldest first, ten at most', () => {
    for (let index = 0; index < 12; index++) send('q', String(index));
    expect(bodies('q')).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
    expect(bodies('q')).toEqual(['10', '11']);
  });

  test('hides a message for its visibility timeout, to the millisecond', () => {
    send('q', 'a');
    expect(bodies('q', { VisibilityTimeout: 5 })).toEqual(['a']);
    second = 4.999;
    expect(bodies('q')).toEqual([]);
    second = 5;
    expect(bodies('q')).toEqual(['a']);
  });

  test('gives a message with a visibility of 0 once an answer, and again at once', () => {
    send('q', 'a');
    expect(bodies('q', { VisibilityTimeout: 0 })).toEqual(['a']);
    expect(bodies('q')).toEqual(['a']);
  });

  test('holds a message back by its own delay, or by the queue’s', () => {
    service.create('slow', { DelaySeconds: '10' }, 0);
    send('slow', 'late');
    send('slow', 'soon', { DelaySeconds: 2 });
    expect(act('GetQueueAttributes', 'slow', { AttributeNames: ['ApproximateNumberOfMessagesDelayed'] })).toEqual({
      Attributes: { ApproximateNumberOfMessagesDelayed: '2' },
    });
    second = 2;
    expect(bodies('slow')).toEqual(['soon']);
    second = 10;
    expect(bodies('slow')).toEqual(['late']);
  });

  test('lets a receiver prolong and end the time of its message', () => {
    send('q', 'a');
    const [{ ReceiptHandle } = { ReceiptHandle: '' }] = messages('q', { VisibilityTimeout: 5 });
    act('ChangeMessageVisibility', 'q', { ReceiptHandle, VisibilityTimeout: 60 });
    second = 30;
    expect(bodies('q')).toEqual([]);
    act('ChangeMessageVisibility', 'q', { ReceiptHandle, VisibilityTimeout: 0 });
    expect(bodies('q')).toEqual(['a']);
  });

  test('refuses to prolong what is not in flight', () => {
    send('q', 'a');
    const [{ ReceiptHandle } = { ReceiptHandle: '' }] = messages('q', { VisibilityTimeout: 5 });
    second = 6;
    expect(() => act('ChangeMessageVisibility', 'q', { ReceiptHandle, VisibilityTimeout: 60 })).toThrow(
      expect.objectContaining({ code: 'MessageNotInflight' }),
    );
  });

  test('deletes by the newest receipt only, and twice without an error', () => {
    send('q', 'a');
    const [first] = messages('q', { VisibilityTimeout: 1 });
    second = 1;
    const [again] = messages('q', { VisibilityTimeout: 1 });
    act('DeleteMessage', 'q', { ReceiptHandle: first?.ReceiptHandle });
    expect(service.peek('q')).toHaveLength(1);
    act('DeleteMessage', 'q', { ReceiptHandle: again?.ReceiptHandle });
    act('DeleteMessage', 'q', { ReceiptHandle: again?.ReceiptHandle });
    expect(service.peek('q')).toEqual([]);
  });

  test('forgets a message after its retention', () => {
    service.create('short', { MessageRetentionPeriod: '60' }, 0);
    send('short', 'a');
    second = 59.999;
    expect(bodies('short', { VisibilityTimeout: 0 })).toEqual(['a']);
    second = 60;
    expect(bodies('short')).toEqual([]);
  });

  test('counts receives', () => {
    send('q', 'a');
    messages('q', { VisibilityTimeout: 0 });
    second = 3;
    const [message] = messages('q', {
      MessageSystemAttributeNames: ['ApproximateReceiveCount', 'ApproximateFirstReceiveTimestamp'],
    });
    expect(message?.Attributes).toEqual({ ApproximateReceiveCount: '2', ApproximateFirstReceiveTimestamp: '0' });
  });
});

describe('a dead-letter queue', () => {
  test('gets a message that was received too often, with its id', () => {
    service.create('dead', {}, 0);
    const policy = JSON.stringify({
      deadLetterTargetArn: 'arn:aws:sqs:us-east-1:000000000000:dead',
      maxReceiveCount: 2,
    });
    service.create('q', { RedrivePolicy: policy }, 0);
    const { MessageId } = send('q', 'a');
    for (; second < 2; second++) expect(bodies('q', { VisibilityTimeout: 1 })).toEqual(['a']);
    expect(bodies('q')).toEqual([]);
    expect(service.peek('dead').map(({ messageId }) => messageId)).toEqual([MessageId]);
    const [message] = messages('dead', { MessageSystemAttributeNames: ['DeadLetterQueueSourceArn'] });
    expect(message?.Attributes).toEqual({ DeadLetterQueueSourceArn: 'arn:aws:sqs:us-east-1:000000000000:q' });
    expect(act('ListDeadLetterSourceQueues', 'dead')).toEqual({ queueUrls: ['http://queue/000000000000/q'] });
  });

  test('of a FIFO queue lets the rest of the group go on', () => {
    service.create('dead.fifo', {}, 0);
    const policy = JSON.stringify({
      deadLetterTargetArn: 'arn:aws:sqs:us-east-1:000000000000:dead.fifo',
      maxReceiveCount: 1,
    });
    service.create('q.fifo', { RedrivePolicy: policy, ContentBasedDeduplication: 'true' }, 0);
    inGroup('g', '1');
    inGroup('g', '2');
    expect(bodies('q.fifo', { MaxNumberOfMessages: 1, VisibilityTimeout: 1 })).toEqual(['1']);
    second = 1;
    expect(bodies('q.fifo')).toEqual(['2']);
    expect(service.peek('dead.fifo').map(({ body }) => body)).toEqual(['1']);
  });

  test('must be of the same type', () => {
    service.create('dead', {}, 0);
    const policy = JSON.stringify({
      deadLetterTargetArn: 'arn:aws:sqs:us-east-1:000000000000:dead',
      maxReceiveCount: 1,
    });
    expect(() => service.create('q.fifo', { RedrivePolicy: policy }, 0)).toThrow(/same type/);
  });
});

describe('a FIFO queue', () => {
  beforeEach(() => void service.create('q.fifo', { ContentBasedDeduplication: 'true' }, 0));

  test('keeps the order of a group, and gives several of it in one answer', () => {
    for (const body of ['1', '2', '3']) inGroup('g', body);
    expect(bodies('q.fifo', { MaxNumberOfMessages: 2 })).toEqual(['1', '2']);
    expect(bodies('q.fifo')).toEqual([]);
  });

  test('locks a group until all its messages in flight are deleted or visible again', () => {
    for (const body of ['1', '2', '3']) inGroup('g', body);
    inGroup('h', '4');
    const [one, two] = messages('q.fifo', { MaxNumberOfMessages: 2, VisibilityTimeout: 10 });
    expect(bodies('q.fifo')).toEqual(['4']);
    act('DeleteMessage', 'q.fifo', { ReceiptHandle: one?.ReceiptHandle });
    expect(bodies('q.fifo')).toEqual([]);
    act('ChangeMessageVisibility', 'q.fifo', { ReceiptHandle: two?.ReceiptHandle, VisibilityTimeout: 0 });
    expect(bodies('q.fifo')).toEqual(['2', '3']);
  });

  test('takes an id once in five minutes, even after the message is gone, and answers with the first ids', () => {
    const first = inGroup('g', 'same');
    const [message] = messages('q.fifo');
    act('DeleteMessage', 'q.fifo', { ReceiptHandle: message?.ReceiptHandle });
    second = 299.999;
    expect(inGroup('g', 'same')).toEqual(first);
    expect(service.peek('q.fifo')).toEqual([]);
    second = 300;
    expect(inGroup('g', 'same')).not.toEqual(first);
  });

  test('tells duplicates apart by the queue, or by the group', () => {
    inGroup('g', 'same');
    inGroup('h', 'same');
    expect(service.peek('q.fifo')).toHaveLength(1);
    act('SetQueueAttributes', 'q.fifo', { Attributes: { DeduplicationScope: 'messageGroup' } });
    inGroup('g', 'other');
    inGroup('h', 'other');
    expect(service.peek('q.fifo')).toHaveLength(3);
  });

  test('counts the content without the attributes, and an id that is given before the content', () => {
    const attribute = (StringValue: string) => ({ MessageAttributes: { a: { DataType: 'String', StringValue } } });
    send('q.fifo', 'same', { MessageGroupId: 'g', ...attribute('1') });
    send('q.fifo', 'same', { MessageGroupId: 'g', ...attribute('2') });
    expect(service.peek('q.fifo')).toHaveLength(1);
    send('q.fifo', 'same', { MessageGroupId: 'g', MessageDeduplicationId: 'own' });
    expect(service.peek('q.fifo')).toHaveLength(2);
  });

  test('numbers its messages upwards', () => {
    const numbers = ['1', '2'].map((body) => String(inGroup('g', body)['SequenceNumber']));
    expect(numbers.map((number) => number.length)).toEqual([20, 20]);
    expect(numbers[0] && numbers[1] && numbers[0] < numbers[1]).toBe(true);
  });
});
