/** A message as a consumer gets it. */
export interface ReceivedMessage {
  readonly messageId: string;
  readonly body: string;
  readonly attributes: Readonly<
    Record<string, { readonly DataType: string; readonly StringValue?: string; readonly BinaryValue?: string }>
  >;
  readonly groupId?: string;
  readonly deduplicationId?: string;
}

interface WireMessage {
  readonly MessageId: string;
  readonly ReceiptHandle: string;
  readonly Body: string;
  readonly Attributes?: Readonly<Record<string, string>>;
  readonly MessageAttributes?: ReceivedMessage['attributes'];
}

/** The queues of any SQS server, over SQS's own protocol. */
export class SqsQueues {
  private readonly endpoint: string;

  constructor(endpoint: string) {
    this.endpoint = endpoint;
  }

  async create(name: string, attributes: Readonly<Record<string, string>> = {}): Promise<void> {
    const fifo = name.endsWith('.fifo') ? { FifoQueue: 'true' } : {};
    await this.ask('CreateQueue', { QueueName: name, Attributes: { ...fifo, ...attributes } });
  }

  /** Takes all messages out, in the order in which they come. */
  async drain(name: string): Promise<readonly ReceivedMessage[]> {
    const QueueUrl = `${this.endpoint}/000000000000/${name}`;
    const all: ReceivedMessage[] = [];
    for (;;) {
      const { Messages = [] } = (await this.ask('ReceiveMessage', {
        QueueUrl,
        MaxNumberOfMessages: 10,
        WaitTimeSeconds: 0,
        MessageSystemAttributeNames: ['All'],
        AttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      })) as { Messages?: readonly WireMessage[] };
      if (Messages.length === 0) return all;
      all.push(...Messages.map(received));
      const Entries = Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
      await this.ask('DeleteMessageBatch', { QueueUrl, Entries });
    }
  }

  private async ask(action: string, input: object): Promise<object> {
    const response = await fetch(this.endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `AmazonSQS.${action}` },
      body: JSON.stringify(input),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${action}: ${response.status} ${text}`);
    return text === '' ? {} : JSON.parse(text);
  }
}

function received({ MessageId, Body, Attributes = {}, MessageAttributes = {} }: WireMessage): ReceivedMessage {
  const { MessageGroupId: groupId, MessageDeduplicationId: deduplicationId } = Attributes;
  return {
    messageId: MessageId,
    body: Body,
    attributes: MessageAttributes,
    ...(groupId !== undefined && { groupId }),
    ...(deduplicationId !== undefined && { deduplicationId }),
  };
}
