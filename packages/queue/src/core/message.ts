import { createHash } from 'node:crypto';
import { LIMITS, REFUSED_CHARACTER } from '../limits.ts';
import { SqsError } from './sqs-error.ts';

export interface Attribute {
  readonly dataType: string;
  /** Text of `String` and `Number`, base64 of `Binary`. */
  readonly value: string;
}

/** What a send says of a message, parsed and within SQS's limits. */
export interface MessageInput {
  readonly body: string;
  readonly attributes: Readonly<Record<string, Attribute>>;
  readonly groupId?: string;
  readonly deduplicationId?: string;
  readonly delaySeconds?: number;
}

type Fields = Readonly<Record<string, unknown>>;

/** @throws SqsError as SQS answers */
export function parseMessage(input: Fields): MessageInput {
  const body = input['MessageBody'];
  if (typeof body !== 'string' || body === '') {
    throw new SqsError('MissingParameter', 'The request must contain the parameter MessageBody.');
  }
  if (REFUSED_CHARACTER.test(body)) {
    throw new SqsError('InvalidMessageContents', 'Invalid characters found in the message body.');
  }
  const attributes = parseAttributes(input['MessageAttributes']);
  const bytes = Object.entries(attributes).reduce((sum, entry) => sum + attributeBytes(entry), Buffer.byteLength(body));
  if (bytes > LIMITS.messageBytes) {
    throw invalid(
      `One or more parameters are invalid. Reason: Message must be shorter than ${LIMITS.messageBytes} bytes.`,
    );
  }
  const delaySeconds = input['DelaySeconds'];
  if (
    delaySeconds !== undefined &&
    !(Number.isInteger(delaySeconds) && Number(delaySeconds) >= 0 && Number(delaySeconds) <= 900)
  ) {
    throw invalid(
      `Value ${delaySeconds} for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= 900.`,
    );
  }
  return {
    body,
    attributes,
    ...idOf(input, 'MessageGroupId', 'groupId'),
    ...idOf(input, 'MessageDeduplicationId', 'deduplicationId'),
    ...(delaySeconds !== undefined && { delaySeconds: Number(delaySeconds) }),
  };
}

function idOf<Key extends string>(input: Fields, name: string, key: Key): { [K in Key]?: string } {
  const value = input[name];
  if (value === undefined || value === null) return {};
  if (typeof value !== 'string' || !/^[\x21-\x7e]{1,128}$/.test(value)) {
    throw invalid(
      `Value for parameter ${name} is invalid. Reason: ${name} can only include alphanumeric and punctuation characters. 1 to 128 in length.`,
    );
  }
  return { [key]: value } as { [K in Key]?: string };
}

function parseAttributes(value: unknown): Readonly<Record<string, Attribute>> {
  if (value === undefined || value === null) return {};
  const entries = Object.entries(value);
  if (entries.length > LIMITS.attributes) {
    throw invalid(
      `Number of message attributes [${entries.length}] exceeds the allowed maximum [${LIMITS.attributes}].`,
    );
  }
  return Object.fromEntries(entries.map(([name, attribute]) => [name, parseAttribute(name, attribute as Fields)]));
}

const NAME = /^(?!(?:aws|amazon)\.)[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*$/i;

function parseAttribute(name: string, attribute: Fields): Attribute {
  const dataType = attribute['DataType'];
  if (!NAME.test(name) || name.length > 256) throw invalid(`The message attribute name '${name}' is invalid.`);
  if (typeof dataType !== 'string' || !/^(?:String|Number|Binary)(?:\..+)?$/.test(dataType)) {
    throw invalid(
      `The message attribute '${name}' must contain a non-empty message attribute type String, Number or Binary.`,
    );
  }
  const value = attribute[dataType.startsWith('Binary') ? 'BinaryValue' : 'StringValue'];
  if (typeof value !== 'string' || value === '') {
    throw invalid(
      `The message attribute '${name}' must contain a non-empty message attribute value for type ${dataType}.`,
    );
  }
  if (dataType.startsWith('Number') && !/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(value)) {
    throw invalid(`Can't cast the value of message attribute '${name}' to a number.`);
  }
  return { dataType, value };
}

function invalid(message: string): SqsError {
  return new SqsError('InvalidParameterValue', message);
}

function bytesOf({ dataType, value }: Attribute): Buffer {
  return dataType.startsWith('Binary') ? Buffer.from(value, 'base64') : Buffer.from(value);
}

function attributeBytes([name, attribute]: [string, Attribute]): number {
  return Buffer.byteLength(name) + Buffer.byteLength(attribute.dataType) + bytesOf(attribute).length;
}

export function md5OfBody(body: string): string {
  return createHash('md5').update(body).digest('hex');
}

/** Attributes by name, each part preceded by its length; undefined where there are none. */
export function md5OfAttributes(attributes: Readonly<Record<string, Attribute>>): string | undefined {
  const entries = Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1));
  if (entries.length === 0) return undefined;
  const hash = createHash('md5');
  const part = (bytes: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    hash.update(length).update(bytes);
  };
  for (const [name, attribute] of entries) {
    part(Buffer.from(name));
    part(Buffer.from(attribute.dataType));
    hash.update(Buffer.from([attribute.dataType.startsWith('Binary') ? 2 : 1]));
    part(bytesOf(attribute));
  }
  return hash.digest('hex');
}
