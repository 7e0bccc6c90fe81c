import { isJsonObject, type JsonObject, parseJson, stringifyJson } from '@camunda-sqs-connector/feel/json';
import { connectorError } from '../errors/own-errors.ts';
import type { Message, MessageAttribute } from '../request/send-request.ts';
import { type AwsRefusal, documentedCode } from './aws-error.ts';
import { md5OfAttributes, md5OfBody } from './md5.ts';

/** What the process gets back. Fields that SQS did not give are absent. */
export type SendResponse = {
  readonly messageId: string;
  readonly sequenceNumber?: string;
  readonly md5OfMessageBody: string;
  readonly md5OfMessageAttributes?: string;
  readonly requestId?: string;
};

/** The headers that name an action, in AWS JSON 1.0. */
export function headersOf(action: 'SendMessage' | 'SendMessageBatch') {
  return { 'x-amz-target': `AmazonSQS.${action}`, 'content-type': 'application/x-amz-json-1.0' };
}

/** The request's body, in AWS JSON. */
export function sendMessageInput(request: Message): string {
  return stringifyJson({ QueueUrl: request.queue.url, ...sendMessageFields(request) });
}

/** What SQS wants to know of a message beside its queue, by its names. */
export function sendMessageFields({ queue, body, attributes }: Message) {
  const deduplicationId = deduplicationIdOf(queue);
  const entries = attributes.map((attribute) => [attribute.name, wireAttribute(attribute)] as const);
  return {
    MessageBody: body,
    ...(entries.length > 0 && { MessageAttributes: Object.fromEntries(entries) }),
    ...(deduplicationId !== undefined && { MessageDeduplicationId: deduplicationId }),
    ...(queue.groupId !== undefined && { MessageGroupId: queue.groupId }),
    ...(queue.kind === 'standard' && queue.delaySeconds !== undefined && { DelaySeconds: queue.delaySeconds }),
  } satisfies JsonObject;
}

function deduplicationIdOf(queue: Message['queue']): string | undefined {
  if (queue.kind === 'standard') return queue.deduplicationId;
  return queue.deduplication.kind === 'id' ? queue.deduplication.id : undefined;
}

function wireAttribute(attribute: MessageAttribute): JsonObject {
  const value =
    'bytes' in attribute ? { BinaryValue: attribute.bytes.toString('base64') } : { StringValue: attribute.value };
  return { DataType: attribute.dataType, ...value };
}

/**
 * What may go on into process variables, incidents and logs: ids of SQS have at most 100 characters, of others rarely more. An answer's
 * other texts are not SQS's.
 */
const ID = /^[!-~]{1,256}$/;
/** The last part of an error's type, as AWS's names are. */
const ERROR_CODE = /^[A-Za-z0-9._-]{1,128}$/;
const MD5 = /^[0-9a-f]{32}$/;

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

export type ParsedAnswer =
  | { readonly kind: 'sent'; readonly response: SendResponse }
  | { readonly kind: 'refused'; readonly refusal: AwsRefusal };

/**
 * Reads SQS's answer to a message.
 *
 * @throws ConnectorError BROKEN_ANSWER, CHECKSUM_MISMATCH: what became of the message is unknown
 */
export function parseAnswer(answer: Answer, request: Message): ParsedAnswer {
  return answer.status === 200 ? parseSent(parseObject(answer.text), answer, request) : parseRefusal(answer);
}

/** An answer that is no success. */
export function parseRefusal(answer: Answer): ParsedAnswer & { kind: 'refused' } {
  const refusal = { ...refusalOf(answer, parseObject(answer.text)), requestId: requestIdOf(answer) };
  return { kind: 'refused', refusal };
}

/**
 * What SQS says of one message.
 *
 * @throws ConnectorError BROKEN_ANSWER, CHECKSUM_MISMATCH: what became of the message is unknown
 */
export function parseSent(content: JsonObject | undefined, answer: Answer, request: Message): ParsedAnswer {
  const requestId = requestIdOf(answer);
  const messageId = content?.['MessageId'];
  const md5 = content?.['MD5OfMessageBody'];
  if (!content || !isId(messageId) || typeof md5 !== 'string') {
    throw connectorError(
      'BROKEN_ANSWER',
      'The endpoint answered 200, but not as SQS does. Check that it is an endpoint of SQS.',
    );
  }
  const sequenceNumber = content['SequenceNumber'];
  const attributesMd5 = content['MD5OfMessageAttributes'];
  const expectedAttributes = request.attributes.length > 0 ? md5OfAttributes(request.attributes) : undefined;
  if (md5 !== md5OfBody(request.body) || (expectedAttributes !== undefined && attributesMd5 !== expectedAttributes)) {
    throw connectorError(
      'CHECKSUM_MISMATCH',
      `The queue confirms message ${messageId} with another checksum than the message's.`,
    );
  }
  return {
    kind: 'sent',
    response: {
      messageId,
      ...(isId(sequenceNumber) && { sequenceNumber }),
      md5OfMessageBody: md5,
      ...(typeof attributesMd5 === 'string' && MD5.test(attributesMd5) && { md5OfMessageAttributes: attributesMd5 }),
      ...(requestId !== '' && { requestId }),
    },
  };
}

function requestIdOf(answer: Answer): string {
  const id = headerOf(answer, 'x-amzn-requestid');
  return isId(id) ? id : '';
}

function refusalOf(answer: Answer, content: JsonObject | undefined): Omit<AwsRefusal, 'requestId'> {
  const type = typeof content?.['__type'] === 'string' ? content['__type'] : '';
  const message = content?.['message'] ?? content?.['Message'];
  const name = type.slice(type.lastIndexOf('#') + 1);
  const code = errorCode(name) ?? `HTTP${answer.status}`;
  return { status: answer.status, code, message: typeof message === 'string' ? message : '' };
}

/** The code of an error by the name in an answer; undefined where that is none as AWS's are. */
export function errorCode(name: unknown): string | undefined {
  return typeof name === 'string' && ERROR_CODE.test(name) ? documentedCode(name) : undefined;
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && ID.test(value);
}

/** @returns undefined where the text is no JSON object */
export function parseObject(text: string): JsonObject | undefined {
  try {
    const value = parseJson(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function headerOf({ headers }: Answer, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}
