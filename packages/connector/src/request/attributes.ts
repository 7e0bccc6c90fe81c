import { ExactNumber, isJsonObject, type JsonObject, type JsonValue, setOwn } from '@camunda-sqs-connector/feel/json';
import type { z } from 'zod';
import { bytesOfBase64, numberProblem } from './attribute-values.ts';
import { LIMITS, refusedCharacter } from './limits.ts';
import type { MessageAttribute } from './send-request.ts';
import { mustBe, unwrapped } from './text.ts';

const FORMS =
  'expected a text, a number, a boolean, {binary: "<base64>"}, or {"StringValue": "…", "DataType": "String"} with "Number" for numbers and "BinaryValue" for "Binary"';

/** Adds an issue at a path below the attributes. @param isOfType whether the value is of a wrong type, rather than out of bounds */
type Complain = (path: readonly string[], message: string, isOfType?: boolean) => void;

/** The attributes of a message, in SQS's own shape or as plain values. Null means none. */
export function parseAttributes(given: unknown, context: z.RefinementCtx): readonly MessageAttribute[] {
  const complain: Complain = (path, message, isOfType = false) =>
    context.addIssue({ code: 'custom', path: [...path], message, ...(isOfType && { params: { kind: 'binding' } }) });
  const value = unwrapped(given);
  if (value === undefined || value === null) return [];
  if (!isJsonObject(value)) {
    const expectation = mustBe('LinkedHashMap', 'a context of attributes, for example = {priority: "high"}');
    complain([], expectation, true);
    return [];
  }
  const entries = Object.entries(value);
  if (entries.length > LIMITS.attributes) {
    complain(
      [],
      `must hold at most ${LIMITS.attributes} attributes, but there are ${entries.length}. Move some into the body.`,
    );
  }
  return entries.flatMap(([name, attribute]) => {
    checkName(name, complain);
    return parseAttribute(name, unwrapped(attribute) as JsonValue, complain) ?? [];
  });
}

function parseAttribute(name: string, value: JsonValue, complain: Complain): MessageAttribute | undefined {
  if (typeof value === 'number' || value instanceof ExactNumber) {
    return textAttribute(name, String(value), 'Number', complain, [name]);
  }
  if (typeof value === 'string' || typeof value === 'boolean') {
    return textAttribute(name, String(value), 'String', complain, [name]);
  }
  if (!isJsonObject(value)) {
    complain([name], mustBe('SqsMessageAttribute', FORMS), true);
    return undefined;
  }
  const parts = partsOf(value);
  if (Object.hasOwn(parts, 'binary')) {
    return binaryAttribute(name, parts['binary'], parts['DataType'] ?? 'Binary', complain, [name, 'binary']);
  }
  if (!['StringValue', 'BinaryValue', 'DataType'].some((part) => Object.hasOwn(parts, part))) {
    complain([name], mustBe('SqsMessageAttribute', FORMS), true);
    return undefined;
  }
  const dataType = parts['DataType'];
  if (typeof dataType === 'string' && /^Binary(?:\.|$)/.test(dataType)) {
    return binaryAttribute(name, parts['BinaryValue'], dataType, complain, [name, 'BinaryValue']);
  }
  const content = asText(parts['StringValue']);
  if (content === undefined) {
    complain([name, 'StringValue'], mustBe('String', `a text, a number or a boolean: ${FORMS}`), true);
    return undefined;
  }
  return textAttribute(name, content, dataType, complain, [name, 'StringValue']);
}

const SPELLINGS = new Map([
  ['stringValue', 'StringValue'],
  ['dataType', 'DataType'],
  ['binaryValue', 'BinaryValue'],
]);

/** The parts by SQS's own spelling of their names. Where a part stands twice, the last one counts. */
function partsOf(value: JsonObject): Readonly<Record<string, JsonValue>> {
  const parts: Record<string, JsonValue> = {};
  for (const [name, part] of Object.entries(value)) {
    if (part !== undefined) setOwn(parts, SPELLINGS.get(name) ?? name, part);
  }
  return parts;
}

function asText(value: JsonValue | undefined): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' || value instanceof ExactNumber
    ? String(value)
    : undefined;
}

function textAttribute(
  name: string,
  value: string,
  dataType: JsonValue | undefined,
  complain: Complain,
  path: readonly string[],
): MessageAttribute | undefined {
  if (!isDataType(dataType, /^(?:String|Number)(?:\..+)?$/)) {
    complain([name, 'DataType'], `must be "String", "Number" or "Binary": ${FORMS}`);
    return undefined;
  }
  const refused = refusedCharacter(value);
  const problem = dataType.startsWith('Number') ? numberProblem(value) : undefined;
  if (value === '') complain(path, 'must not be empty. Leave the attribute out instead.');
  else if (refused) complain(path, `holds the character ${refused}, which SQS refuses`);
  else if (problem) complain(path, problem);
  return { name, dataType, value };
}

function binaryAttribute(
  name: string,
  value: JsonValue | undefined,
  dataType: JsonValue,
  complain: Complain,
  path: readonly string[],
): MessageAttribute | undefined {
  if (!isDataType(dataType, /^Binary(?:\..+)?$/)) {
    complain([name, 'DataType'], 'must be "Binary", with an optional ".label"');
    return undefined;
  }
  const bytes = typeof value === 'string' ? bytesOfBase64(value) : undefined;
  if (bytes === undefined) {
    complain(path, 'must be a text in base64, as FEEL’s to base64() gives it');
    return undefined;
  }
  if (bytes.length === 0) complain(path, 'must not be empty. Leave the attribute out instead.');
  return { name, dataType, bytes };
}

function isDataType(value: JsonValue | undefined, pattern: RegExp): value is string {
  return typeof value === 'string' && pattern.test(value) && value.length <= LIMITS.attributeNameLength;
}

function checkName(name: string, complain: Complain): void {
  const wellFormed = /^[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*$/.test(name) && name.length <= LIMITS.attributeNameLength;
  if (!wellFormed) {
    complain(
      [name],
      'has a name that SQS refuses: expected up to 256 letters, digits, _, - and single dots between them',
    );
  } else if (/^(?:aws|amazon)\./i.test(name)) {
    complain([name], 'has a name that AWS keeps for itself: it may not begin with AWS. or Amazon.');
  }
}

/** What an attribute counts towards the message's size, in bytes. */
export function attributeBytes(attribute: MessageAttribute): number {
  const { name, dataType } = attribute;
  const valueBytes = 'bytes' in attribute ? attribute.bytes.length : Buffer.byteLength(attribute.value);
  return Buffer.byteLength(name) + Buffer.byteLength(dataType) + valueBytes;
}
