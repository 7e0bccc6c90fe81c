import { type Fields, QueueService, SqsError } from '@camunda-sqs-connector/queue';
import { beforeEach, describe, expect, test } from 'vitest';
import { CREATIONS, SENDS } from './refusals.ts';

let service: QueueService;
beforeEach(() => {
  let ids = 0;
  service = new QueueService({ origin: 'http://queue', newId: () => `id-${++ids}`, createQueuesOnDemand: false });
  service.create('orders', {}, 0);
  service.create('orders.fifo', {}, 0);
});

/** The code of the error, or undefined. */
function codeOf(carryOut: () => unknown): string | undefined {
  try {
    carryOut();
    return undefined;
  } catch (error) {
    if (error instanceof SqsError) return error.code;
    throw error;
  }
}

describe('a message', () => {
  test.each(SENDS)('with $name: $code', ({ queue, input, code }) => {
    const message = { QueueUrl: `http://x/1/${queue}`, MessageBody: 'x', ...input };
    expect(codeOf(() => service.handle('SendMessage', message, 1))).toBe(code);
    expect(service.peek(queue)).toHaveLength(code === undefined ? 1 : 0);
  });
});

describe('a queue', () => {
  test.each(CREATIONS)('%s: %j', (_name, queue, attributes, code) => {
    expect(codeOf(() => service.create(queue, attributes, 0))).toBe(code);
  });

  test('of a name that exists is the same, unless an attribute differs', () => {
    expect(codeOf(() => service.create('orders', { VisibilityTimeout: '30' }, 0))).toBeUndefined();
    expect(codeOf(() => service.create('orders', { VisibilityTimeout: '31' }, 0))).toBe('QueueNameExists');
  });

  test('may take smaller messages only', () => {
    const url = service.create('small', { MaximumMessageSize: '1024' }, 0);
    const send = (bytes: number) =>
      codeOf(() => service.handle('SendMessage', { QueueUrl: url, MessageBody: 'x'.repeat(bytes) }, 1));
    expect([send(1024), send(1025)]).toEqual([undefined, 'InvalidParameterValue']);
  });
});

describe('a batch', () => {
  const entry = (Id: string, bytes = 1): Fields => ({ Id, MessageBody: 'x'.repeat(bytes) });
  const eleven = Array.from({ length: 11 }, (_, index) => entry(`m${index}`));
  test.each<[string, readonly Fields[], string | undefined]>([
    ['of none', [], 'EmptyBatchRequest'],
    ['of ten', eleven.slice(1), undefined],
    ['of eleven', eleven, 'TooManyEntriesInBatchRequest'],
    ['with an id twice', [entry('a'), entry('a')], 'BatchEntryIdsNotDistinct'],
    ['with an id of 80 characters', [entry('a'.repeat(80))], undefined],
    ['with an id of 81', [entry('a'.repeat(81))], 'InvalidBatchEntryId'],
    ['with a blank in an id', [entry('a b')], 'InvalidBatchEntryId'],
    ['of 1 MiB together', [entry('a', 524_288), entry('b', 524_288)], undefined],
    ['of a byte more', [entry('a', 524_288), entry('b', 524_289)], 'BatchRequestTooLong'],
  ])('%s', (_name, Entries, code) => {
    const send = () => service.handle('SendMessageBatch', { QueueUrl: 'http://x/1/orders', Entries }, 1);
    expect(codeOf(send)).toBe(code);
  });
});

test.each([
  ['ReceiveMessage', { MaxNumberOfMessages: 11 }, 'InvalidParameterValue'],
  ['ReceiveMessage', { VisibilityTimeout: 43_201 }, 'InvalidParameterValue'],
  ['DeleteMessage', { ReceiptHandle: 'none' }, 'ReceiptHandleIsInvalid'],
  ['DeleteMessage', {}, 'MissingParameter'],
  ['ChangeMessageVisibility', { ReceiptHandle: 'none', VisibilityTimeout: 1 }, 'ReceiptHandleIsInvalid'],
  ['GetQueueAttributes', { AttributeNames: ['Colour'] }, 'InvalidAttributeName'],
  ['AddPermission', {}, 'UnsupportedOperation'],
  ['constructor', {}, 'UnsupportedOperation'],
])('%s with %j is refused as %s', (action, input, code) => {
  expect(codeOf(() => service.handle(action, { QueueUrl: 'http://x/1/orders', ...input }, 1))).toBe(code);
});
