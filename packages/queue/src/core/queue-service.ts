import { LIMITS } from '../limits.ts';
import { type Attribute, md5OfAttributes, md5OfBody, parseMessage } from './message.ts';
import { Queue, type StoredMessage } from './queue.ts';
import { SqsError } from './sqs-error.ts';

export type Fields = Readonly<Record<string, unknown>>;

export interface QueueServiceOptions {
  /** Origin of the URLs that it gives out. */
  readonly origin: string;
  readonly newId: () => string;
  /** Whether a message to a queue that does not exist makes the queue; `.fifo` at its end makes a FIFO queue. */
  readonly createQueuesOnDemand: boolean;
}

const ACCOUNT = '000000000000';

/** All queues, and the actions of SQS on them. It holds no clock and no timer: every action is told the time. */
export class QueueService {
  private readonly options: QueueServiceOptions;
  private readonly queues = new Map<string, Queue>();

  constructor(options: QueueServiceOptions) {
    this.options = options;
  }

  names(): readonly string[] {
    return [...this.queues.keys()];
  }

  /** The messages of a queue, oldest first; none where there is no such queue. */
  peek(name: string): readonly StoredMessage[] {
    return this.queues.get(name)?.peek() ?? [];
  }

  /** @returns the queue's URL */
  create(name: string, attributes: Fields = {}): string {
    if (!/^[A-Za-z0-9_-]{1,80}$/.test(name.replace(/\.fifo$/, ''))) {
      throw new SqsError(
        'InvalidParameterValue',
        'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length.',
      );
    }
    const fifo = name.endsWith('.fifo');
    if ((attributes['FifoQueue'] === 'true') !== fifo && attributes['FifoQueue'] !== undefined) {
      throw new SqsError('InvalidParameterValue', 'The name of a FIFO queue can only end with .fifo.');
    }
    const visibility = Number(attributes['VisibilityTimeout'] ?? LIMITS.visibilityMs / 1000);
    const options = {
      fifo,
      contentBasedDeduplication: attributes['ContentBasedDeduplication'] === 'true',
      visibilityMs: visibility * 1000,
    };
    if (!this.queues.has(name)) this.queues.set(name, new Queue(options, this.options.newId));
    return this.urlOf(name);
  }

  /** Does an action of the protocol and gives its answer. @throws SqsError */
  handle(action: string, input: Fields, now: number): Fields {
    switch (action) {
      case 'CreateQueue':
        return { QueueUrl: this.create(textOf(input, 'QueueName'), (input['Attributes'] ?? {}) as Fields) };
      case 'GetQueueUrl':
        return { QueueUrl: this.urlOf(this.existing(textOf(input, 'QueueName')).name) };
      case 'ListQueues':
        return {
          QueueUrls: this.names()
            .filter((name) => name.startsWith(String(input['QueueNamePrefix'] ?? '')))
            .map((name) => this.urlOf(name)),
        };
      case 'DeleteQueue':
        this.queues.delete(this.named(input).name);
        return {};
      case 'PurgeQueue':
        this.named(input).queue.purge();
        return {};
      case 'SendMessage':
        return this.send(this.named(input, true).queue, input, now);
      case 'SendMessageBatch':
        return this.sendBatch(this.named(input, true).queue, input, now);
      case 'ReceiveMessage':
        return this.receive(this.named(input).queue, input, now);
      case 'DeleteMessage':
        this.named(input).queue.delete(textOf(input, 'ReceiptHandle'));
        return {};
      case 'DeleteMessageBatch':
        return this.deleteBatch(this.named(input).queue, input);
      case 'GetQueueAttributes':
        return { Attributes: attributesOf(this.named(input).queue) };
      case 'ChangeMessageVisibility':
        this.named(input).queue.changeVisibility(
          textOf(input, 'ReceiptHandle'),
          Number(input['VisibilityTimeout']) * 1000,
          now,
        );
        return {};
      default:
        throw new SqsError('UnsupportedOperation', `The embedded queue does not know the action ${action}.`);
    }
  }

  private send(queue: Queue, input: Fields, now: number): Fields {
    const message = parseMessage(input);
    const { messageId, sequenceNumber } = queue.send(message, now);
    const md5 = md5OfAttributes(message.attributes);
    return {
      MessageId: messageId,
      MD5OfMessageBody: md5OfBody(message.body),
      ...(md5 !== undefined && { MD5OfMessageAttributes: md5 }),
      ...(sequenceNumber !== undefined && { SequenceNumber: sequenceNumber }),
    };
  }

  private sendBatch(queue: Queue, input: Fields, now: number): Fields {
    const entries = Array.isArray(input['Entries']) ? (input['Entries'] as readonly Fields[]) : [];
    const ids = entries.map((entry) => String(entry['Id'] ?? ''));
    if (entries.length === 0) throw new SqsError('EmptyBatchRequest', "The batch request doesn't contain any entries.");
    if (entries.length > 10)
      throw new SqsError('TooManyEntriesInBatchRequest', 'Maximum number of entries per request are 10.');
    if (new Set(ids).size !== ids.length)
      throw new SqsError('BatchEntryIdsNotDistinct', 'Two or more batch entries have the same Id.');
    if (!ids.every((id) => /^[A-Za-z0-9_-]{1,80}$/.test(id)))
      throw new SqsError('InvalidBatchEntryId', 'A batch entry id is not valid.');
    const successful: Fields[] = [];
    const failed: Fields[] = [];
    for (const entry of entries) {
      try {
        successful.push({ Id: entry['Id'], ...this.send(queue, entry, now) });
      } catch (error) {
        if (!(error instanceof SqsError)) throw error;
        failed.push({ Id: entry['Id'], Code: error.code, Message: error.message, SenderFault: true });
      }
    }
    return { Successful: successful, Failed: failed };
  }

  private deleteBatch(queue: Queue, input: Fields): Fields {
    const entries = Array.isArray(input['Entries']) ? (input['Entries'] as readonly Fields[]) : [];
    if (entries.length === 0) throw new SqsError('EmptyBatchRequest', "The batch request doesn't contain any entries.");
    for (const entry of entries) queue.delete(textOf(entry, 'ReceiptHandle'));
    return { Successful: entries.map((entry) => ({ Id: entry['Id'] })), Failed: [] };
  }

  private receive(queue: Queue, input: Fields, now: number): Fields {
    const most = Math.min(LIMITS.received, Math.max(1, Number(input['MaxNumberOfMessages'] ?? 1)));
    const visibility = input['VisibilityTimeout'];
    const received = queue.receive(most, visibility === undefined ? undefined : Number(visibility) * 1000, now);
    return {
      Messages: received.map(({ message, receipt }) => ({
        MessageId: message.messageId,
        ReceiptHandle: receipt,
        Body: message.body,
        MD5OfBody: md5OfBody(message.body),
        ...(Object.keys(message.attributes).length > 0 && {
          MessageAttributes: Object.fromEntries(
            Object.entries(message.attributes).map(([name, attribute]) => [name, wireAttribute(attribute)]),
          ),
          MD5OfMessageAttributes: md5OfAttributes(message.attributes),
        }),
        Attributes: {
          SentTimestamp: String(message.sentAt),
          ...(message.groupId !== undefined && { MessageGroupId: message.groupId }),
          ...(message.deduplicationId !== undefined && { MessageDeduplicationId: message.deduplicationId }),
          ...(message.sequenceNumber !== undefined && { SequenceNumber: message.sequenceNumber }),
        },
      })),
    };
  }

  /** The queue of a URL: any host will do, the last segment of the path is its name. */
  private named(input: Fields, mayCreate = false): { readonly name: string; readonly queue: Queue } {
    const name = textOf(input, 'QueueUrl').split('/').pop() ?? '';
    if (mayCreate && this.options.createQueuesOnDemand && !this.queues.has(name)) this.create(name);
    return this.existing(name);
  }

  private existing(name: string): { readonly name: string; readonly queue: Queue } {
    const queue = this.queues.get(name);
    if (queue) return { name, queue };
    throw new SqsError('QueueDoesNotExist', 'The specified queue does not exist.');
  }

  private urlOf(name: string): string {
    return `${this.options.origin}/${ACCOUNT}/${name}`;
  }
}

function attributesOf(queue: Queue): Fields {
  const { fifo, contentBasedDeduplication, visibilityMs } = queue.options;
  return {
    ApproximateNumberOfMessages: String(queue.peek().length),
    VisibilityTimeout: String(visibilityMs / 1000),
    ...(fifo && { FifoQueue: 'true', ContentBasedDeduplication: String(contentBasedDeduplication) }),
  };
}

function textOf(input: Fields, name: string): string {
  const value = input[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new SqsError('MissingParameter', `The request must contain the parameter ${name}.`);
}

function wireAttribute({ dataType, value }: Attribute): Fields {
  return { DataType: dataType, [dataType.startsWith('Binary') ? 'BinaryValue' : 'StringValue']: value };
}
