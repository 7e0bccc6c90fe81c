import { createHash } from 'node:crypto';
import { LIMITS, REFUSED_CHARACTER } from '../limits.ts';
import { type Fields, requiredText, wholeNumber } from './fields.ts';
import { type Attributes, attributesBytes, parseAttributes, parseSystemAttributes } from './message-attributes.ts';
import { SqsError } from './sqs-error.ts';

/** What a send says of a message, parsed. */
export interface MessageInput {
  readonly body: string;
  readonly attributes: Attributes;
  readonly groupId?: string;
  readonly deduplicationId?: string;
  readonly delaySeconds?: number;
  /** AWS X-Ray's header. It counts neither as an attribute nor towards the size. */
  readonly traceHeader?: string;
}

/** @throws SqsError as SQS answers */
export function parseMessage(input: Fields): MessageInput {
  const body = requiredText(input, 'MessageBody');
  if (REFUSED_CHARACTER.test(body)) {
    throw new SqsError('InvalidMessageContents', 'Invalid characters found in the message body.');
  }
  const delaySeconds = wholeNumber(input, 'DelaySeconds', 0, LIMITS.delaySeconds);
  return {
    body,
    attributes: parseAttributes(input['MessageAttributes']),
    ...parseSystemAttributes(input['MessageSystemAttributes']),
    ...idOf(input, 'MessageGroupId', 'groupId'),
    ...idOf(input, 'MessageDeduplicationId', 'deduplicationId'),
    ...(delaySeconds !== undefined && { delaySeconds }),
  };
}

const ID = /^[\x21-\x7e]{1,128}$/;

function idOf<Key extends string>(input: Fields, name: string, key: Key): { [K in Key]?: string } {
  const value = input[name];
  if (value === undefined || value === null) return {};
  if (typeof value !== 'string' || !ID.test(value)) {
    const reason = `${name} can only include alphanumeric and punctuation characters. 1 to 128 in length.`;
    throw new SqsError('InvalidParameterValue', `Value for parameter ${name} is invalid. Reason: ${reason}`);
  }
  return { [key]: value } as { [K in Key]?: string };
}

/** What counts towards the limit of a queue and of a batch. */
export function messageBytes({ body, attributes }: MessageInput): number {
  return Buffer.byteLength(body) + attributesBytes(attributes);
}

export function md5OfBody(body: string): string {
  return createHash('md5').update(body).digest('hex');
}

/** The id of a message whose queue tells messages apart by their content; attributes don't count. */
export function contentId({ body }: MessageInput): string {
  return createHash('sha256').update(body).digest('hex');
}
