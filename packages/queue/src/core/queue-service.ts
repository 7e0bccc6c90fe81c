import { LIMITS } from '../limits.ts';
import { batchEntries, type Fields, isFields, requiredText, texts, wholeNumber } from './fields.ts';
import { type MessageInput, md5OfBody, messageBytes, parseMessage } from './message.ts';
import { md5OfAttributes } from './message-attributes.ts';
import type { Queue, StoredMessage } from './queue.ts';
import { settingsAttributes } from './queue-settings.ts';
import { Queues } from './queues.ts';
import { receivedMessage } from './received-message.ts';
import { SqsError } from './sqs-error.ts';

export interface QueueServiceOptions {
  /** Origin of the URLs that it gives out. */
  readonly origin: string;
  /** Gives ids of messages and receipts, each of them once. */
  readonly newId: () => string;
  /** Whether a message to a queue that does not exist makes the queue; `.fifo` at its end makes a FIFO queue. */
  readonly createQueuesOnDemand: boolean;
}

export const ACCOUNT = '000000000000';
const REGION = 'us-east-1';

type Action = (input: Fields, now: number) => Fields;

/** All queues, and the actions of SQS on them. It holds no clock and no timer: every action is told the time. */
export class QueueService {
  private readonly options: QueueServiceOptions;
  private readonly queues: Queues;
  private readonly actions: Readonly<Record<string, Action>>;

  constructor(options: QueueServiceOptions) {
    this.options = options;
    this.queues = new Queues(options.newId);
    this.actions = {
      CreateQueue: (input, now) => ({
        QueueUrl: this.create(requiredText(input, 'QueueName'), attributesField(input), now),
      }),
      DeleteQueue: (input) => nothing(() => this.queues.delete(queueName(input))),
      GetQueueUrl: (input) => {
        const name = requiredText(input, 'QueueName');
        this.queues.existing(name);
        return { QueueUrl: this.urlOf(name) };
      },
      ListQueues: (input) => this.list(input),
      ListDeadLetterSourceQueues: (input) => {
        this.named(input);
        return { queueUrls: this.queues.sourcesOf(queueName(input)).map((name) => this.urlOf(name)) };
      },
      GetQueueAttributes: (input, now) => this.attributes(input, now),
      SetQueueAttributes: (input, now) =>
        nothing(() => this.queues.change(queueName(input), attributesField(input), now)),
      PurgeQueue: (input, now) => nothing(() => this.named(input).purge(now)),
      SendMessage: (input, now) => this.send(input, now),
      SendMessageBatch: (input, now) => this.sendBatch(input, now),
      ReceiveMessage: (input, now) => this.receive(input, now),
      DeleteMessage: (input) => nothing(() => this.named(input).delete(requiredText(input, 'ReceiptHandle'))),
      DeleteMessageBatch: (input) => {
        const queue = this.named(input);
        return inBatch(input, (entry) => nothing(() => queue.delete(requiredText(entry, 'ReceiptHandle'))));
      },
      ChangeMessageVisibility: (input, now) => nothing(() => changeVisibility(this.named(input), input, now)),
      ChangeMessageVisibilityBatch: (input, now) => {
        const queue = this.named(input);
        return inBatch(input, (entry) => nothing(() => changeVisibility(queue, entry, now)));
      },
    };
  }

  names(): readonly string[] {
    return this.queues.names();
  }

  /** The messages of a queue, oldest first; none where there is no such queue. */
  peek(name: string): readonly StoredMessage[] {
    return this.queues.get(name)?.peek() ?? [];
  }

  /** @returns the queue's URL. @throws SqsError */
  create(name: string, attributes: Fields, now: number): string {
    this.queues.create(name, attributes, now);
    return this.urlOf(name);
  }

  /** Does an action of the protocol and gives its answer. @throws SqsError */
  handle(action: string, input: Fields, now: number): Fields {
    const carryOut = Object.hasOwn(this.actions, action) ? this.actions[action] : undefined;
    if (carryOut) return carryOut(input, now);
    throw new SqsError('UnsupportedOperation', `The embedded queue does not know the action ${action}.`);
  }

  /** How long a receive without messages waits, by the request or by the queue, in milliseconds. @throws SqsError */
  waitMs(input: Fields): number {
    const asked = wholeNumber(input, 'WaitTimeSeconds', 0, LIMITS.waitSeconds);
    return (asked ?? this.named(input).settings.waitSeconds) * 1000;
  }

  /** When a message of the queue becomes visible by itself, or Infinity. @throws SqsError */
  nextVisibleAt(input: Fields): number {
    return this.named(input).nextVisibleAt();
  }

  private list(input: Fields): Fields {
    const prefix = typeof input['QueueNamePrefix'] === 'string' ? input['QueueNamePrefix'] : '';
    const most = wholeNumber(input, 'MaxResults', 1, 1000);
    const names = this.names()
      .filter((name) => name.startsWith(prefix))
      .sort();
    const after = typeof input['NextToken'] === 'string' ? input['NextToken'] : '';
    const rest = names.filter((name) => name > after);
    const page = rest.slice(0, most ?? 1000);
    const last = page.at(-1);
    return {
      QueueUrls: page.map((name) => this.urlOf(name)),
      ...(most !== undefined && rest.length > page.length && last !== undefined && { NextToken: last }),
    };
  }

  private attributes(input: Fields, now: number): Fields {
    const queue = this.named(input);
    const { visible, inFlight, delayed } = queue.counts(now);
    const all: Readonly<Record<string, string>> = {
      ...settingsAttributes(queue.settings),
      ApproximateNumberOfMessages: String(visible),
      ApproximateNumberOfMessagesNotVisible: String(inFlight),
      ApproximateNumberOfMessagesDelayed: String(delayed),
      CreatedTimestamp: String(Math.floor(queue.createdAt / 1000)),
      LastModifiedTimestamp: String(Math.floor(queue.changedAt / 1000)),
      QueueArn: arnOf(queueName(input)),
    };
    const wanted = texts(input, 'AttributeNames');
    const names = wanted.includes('All') ? Object.keys(all) : wanted;
    const unknown = names.find((name) => !Object.hasOwn(all, name) && !OPTIONAL_ATTRIBUTES.has(name));
    if (unknown !== undefined) throw new SqsError('InvalidAttributeName', `Unknown Attribute ${unknown}.`);
    const chosen = names.filter((name) => Object.hasOwn(all, name)).map((name) => [name, all[name]]);
    return { Attributes: Object.fromEntries(chosen) };
  }

  private send(input: Fields, now: number): Fields {
    const queue = this.named(input, now);
    return sentAnswer(queue, parseMessage(input), now);
  }

  private sendBatch(input: Fields, now: number): Fields {
    const queue = this.named(input, now);
    const entries = batchEntries(input, LIMITS.batchEntries);
    const bytes = entries.reduce((sum, entry) => sum + roughBytes(entry), 0);
    if (bytes > LIMITS.messageBytes) {
      const text = `Batch requests cannot be longer than ${LIMITS.messageBytes} bytes. You have sent ${bytes} bytes.`;
      throw new SqsError('BatchRequestTooLong', text);
    }
    // Other faults of an entry are its own.
    for (const { MessageGroupId: groupId, MessageDeduplicationId: deduplicationId } of entries) {
      queue.checkIds({ groupId, deduplicationId });
    }
    return inBatch(input, (entry) => sentAnswer(queue, parseMessage(entry), now));
  }

  private receive(input: Fields, now: number): Fields {
    const queue = this.named(input);
    const most = wholeNumber(input, 'MaxNumberOfMessages', 1, LIMITS.received) ?? 1;
    const visibility = wholeNumber(input, 'VisibilityTimeout', 0, LIMITS.visibilitySeconds);
    const wanted = {
      attributes: texts(input, 'MessageAttributeNames'),
      system: [...texts(input, 'MessageSystemAttributeNames'), ...texts(input, 'AttributeNames')],
    };
    const received = queue.receive(most, now, visibility);
    if (received.length === 0) return {};
    return { Messages: received.map((one) => receivedMessage(one, wanted, { senderId: ACCOUNT, arnOf })) };
  }

  /** The queue of a URL: any host will do, the last segment of the path is its name. @param now given where it may be made on demand */
  private named(input: Fields, now?: number): Queue {
    const name = queueName(input);
    const isMade = now !== undefined && this.options.createQueuesOnDemand && !this.queues.get(name);
    return isMade ? this.queues.create(name, {}, now) : this.queues.existing(name);
  }

  private urlOf(name: string): string {
    return `${this.options.origin}/${ACCOUNT}/${name}`;
  }
}

/** Most actions that change something answer nothing. */
function nothing(carryOut: () => void): Fields {
  carryOut();
  return {};
}

/** Attributes that a queue may have, or not. */
const OPTIONAL_ATTRIBUTES = new Set([
  'All',
  'Policy',
  'RedrivePolicy',
  'RedriveAllowPolicy',
  'KmsMasterKeyId',
  'KmsDataKeyReusePeriodSeconds',
  'SqsManagedSseEnabled',
  'FifoQueue',
  'ContentBasedDeduplication',
  'DeduplicationScope',
  'FifoThroughputLimit',
]);

function queueName(input: Fields): string {
  return requiredText(input, 'QueueUrl').split('/').pop() ?? '';
}

function arnOf(name: string): string {
  return `arn:aws:sqs:${REGION}:${ACCOUNT}:${name}`;
}

function attributesField(input: Fields): Fields {
  const { Attributes: attributes } = input;
  return isFields(attributes) ? attributes : {};
}

function changeVisibility(queue: Queue, input: Fields, now: number): void {
  const seconds = wholeNumber(input, 'VisibilityTimeout', 0, LIMITS.visibilitySeconds);
  if (seconds === undefined)
    throw new SqsError('MissingParameter', 'The request must contain the parameter VisibilityTimeout.');
  queue.changeVisibility(requiredText(input, 'ReceiptHandle'), seconds, now);
}

function sentAnswer(queue: Queue, message: MessageInput, now: number): Fields {
  const { messageId, sequenceNumber } = queue.send(message, now);
  const attributesMd5 = md5OfAttributes(message.attributes);
  const { traceHeader } = message;
  const system = traceHeader === undefined ? {} : { AWSTraceHeader: { dataType: 'String', value: traceHeader } };
  const systemMd5 = md5OfAttributes(system);
  return {
    MessageId: messageId,
    MD5OfMessageBody: md5OfBody(message.body),
    ...(attributesMd5 !== undefined && { MD5OfMessageAttributes: attributesMd5 }),
    ...(systemMd5 !== undefined && { MD5OfMessageSystemAttributes: systemMd5 }),
    ...(sequenceNumber !== undefined && { SequenceNumber: sequenceNumber }),
  };
}

/** The size of an entry, or 0 where it is no message at all: then it fails by itself, not with the batch. */
function roughBytes(entry: Fields): number {
  try {
    return messageBytes(parseMessage(entry));
  } catch (error) {
    if (error instanceof SqsError) return 0;
    throw error;
  }
}

/** Each entry succeeds or fails for itself. @throws SqsError where the batch as a whole is none */
function inBatch(input: Fields, carryOut: (entry: Fields) => Fields): Fields {
  const successful: Fields[] = [];
  const failed: Fields[] = [];
  for (const entry of batchEntries(input, LIMITS.batchEntries)) {
    try {
      successful.push({ Id: entry.Id, ...carryOut(entry) });
    } catch (error) {
      if (!(error instanceof SqsError)) throw error;
      failed.push({ Id: entry.Id, Code: error.queryCode, Message: error.message, SenderFault: true });
    }
  }
  return { Successful: successful, Failed: failed };
}
