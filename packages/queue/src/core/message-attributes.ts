import { createHash } from 'node:crypto';
import { LIMITS, REFUSED_CHARACTER } from '../limits.ts';
import { type Fields, isFields } from './fields.ts';
import { SqsError } from './sqs-error.ts';

export interface Attribute {
  readonly dataType: string;
  /** Text of `String` and `Number`, base64 of `Binary`. */
  readonly value: string;
}

export type Attributes = Readonly<Record<string, Attribute>>;

/** The attributes of a message. @throws SqsError */
export function parseAttributes(value: unknown): Attributes {
  const entries = isFields(value) ? Object.entries(value) : [];
  if (entries.length > LIMITS.attributes) {
    throw refused(
      `Number of message attributes [${entries.length}] exceeds the allowed maximum [${LIMITS.attributes}].`,
    );
  }
  return Object.fromEntries(
    entries.map(([name, attribute]) => [name, parseAttribute(name, isFields(attribute) ? attribute : {})]),
  );
}

const NAME = /^[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*$/;
const RESERVED = /^(?:aws|amazon)\./i;
const TYPE = /^(?:String|Number|Binary)(?:\..+)?$/;

function parseAttribute(name: string, attribute: Fields): Attribute {
  if (!NAME.test(name) || name.length > LIMITS.attributeNameCharacters) {
    throw refused(
      `Invalid attribute name '${name}': it may hold A-Z, a-z, 0-9, underscore, hyphen and single inner periods, ${LIMITS.attributeNameCharacters} characters at most.`,
    );
  }
  if (RESERVED.test(name))
    throw refused(`Message attribute name can not start with the reserved prefix AWS. or Amazon.: '${name}'.`);
  const dataType = attribute['DataType'];
  if (typeof dataType !== 'string' || dataType === '') {
    throw refused(`The message attribute '${name}' must contain non-empty message attribute type.`);
  }
  if (!TYPE.test(dataType) || dataType.length > LIMITS.attributeNameCharacters) {
    throw refused(
      `The message attribute '${name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
    );
  }
  const value = attribute[isBinary({ dataType }) ? 'BinaryValue' : 'StringValue'];
  if (typeof value !== 'string' || value === '') {
    const type = dataType.split('.')[0];
    throw refused(
      `The message attribute '${name}' must contain non-empty message attribute value for message attribute type '${type}'.`,
    );
  }
  if (!isBinary({ dataType }) && REFUSED_CHARACTER.test(value)) {
    throw new SqsError('InvalidMessageContents', `Invalid characters found in the message attribute '${name}'.`);
  }
  if (dataType.startsWith('Number') && !isNumber(value)) {
    throw refused(`Can't cast the value of message (user) attribute '${name}' to a number.`);
  }
  return { dataType, value };
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(?:[eE]([+-]?\d{1,4}))?$/;

/** Up to 38 significant digits, from 10^-128 to 10^126. */
function isNumber(text: string): boolean {
  const match = NUMBER.exec(text);
  if (!match) return false;
  const [whole = '', fraction = ''] = (match[1] ?? '').split('.');
  const digits = (whole + fraction).replace(/^0+/, '');
  if (digits === '') return true;
  const leadingZeros = (whole + fraction).length - digits.length;
  const magnitude = whole.length - leadingZeros - 1 + Number(match[2] ?? 0);
  return digits.replace(/0+$/, '').length <= LIMITS.numberDigits && magnitude >= -128 && magnitude <= 126;
}

/** The only attribute that belongs to the system instead of the message. @throws SqsError */
export function parseSystemAttributes(value: unknown): { readonly traceHeader?: string } {
  if (!isFields(value)) return {};
  const { AWSTraceHeader: trace, ...others } = value;
  const [other] = Object.keys(others);
  if (other !== undefined) throw refused(`Message system attribute name '${other}' is invalid.`);
  if (trace === undefined) return {};
  const { dataType, value: traceHeader } = parseAttribute('AWSTraceHeader', isFields(trace) ? trace : {});
  if (dataType !== 'String') throw refused("The message system attribute 'AWSTraceHeader' must be a String.");
  return { traceHeader };
}

/** What an attribute counts towards a message's size: its name, its type and its value. */
export function attributesBytes(attributes: Attributes): number {
  return Object.entries(attributes).reduce(
    (sum, [name, attribute]) =>
      sum + Buffer.byteLength(name) + Buffer.byteLength(attribute.dataType) + bytesOf(attribute).length,
    0,
  );
}

/** Attributes by name, each part preceded by its length; undefined where there are none. */
export function md5OfAttributes(attributes: Attributes): string | undefined {
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
    hash.update(Buffer.from([isBinary(attribute) ? 2 : 1]));
    part(bytesOf(attribute));
  }
  return hash.digest('hex');
}

/** The attributes that a receiver asks for: by name, by `prefix.*`, or all. */
export function chosenAttributes(attributes: Attributes, wanted: readonly string[]): Attributes {
  const fits = (name: string) =>
    wanted.some(
      (pattern) =>
        pattern === 'All' || pattern === name || (pattern.endsWith('.*') && name.startsWith(pattern.slice(0, -1))),
    ) || wanted.includes('.*');
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => fits(name)));
}

export function wireAttributes(attributes: Attributes): Fields {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, attribute]) => [
      name,
      { DataType: attribute.dataType, [isBinary(attribute) ? 'BinaryValue' : 'StringValue']: attribute.value },
    ]),
  );
}

function isBinary({ dataType }: Pick<Attribute, 'dataType'>): boolean {
  return dataType.startsWith('Binary');
}

function bytesOf(attribute: Attribute): Buffer {
  return Buffer.from(attribute.value, isBinary(attribute) ? 'base64' : 'utf8');
}

function refused(message: string): SqsError {
  return new SqsError('InvalidParameterValue', message);
}
