import { ExactNumber, isJsonObject, type JsonValue } from '@camunda-sqs-connector/feel/json';
import type { z } from 'zod';
import { LIMITS, refusedCharacter } from './limits.ts';
import type { MessageAttribute } from './send-request.ts';

const SHAPE = 'expected {"StringValue": "…", "DataType": "String"} or, for numbers, "DataType": "Number"';
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** Adds an issue at a path below the attributes. */
type Complain = (path: readonly string[], message: string) => void;

/** The attributes of a message in SQS's own shape; both spellings of the keys are known. Null means none. */
export function parseAttributes(value: unknown, context: z.RefinementCtx): readonly MessageAttribute[] {
  const complain: Complain = (path, message) => context.addIssue({ code: 'custom', path: [...path], message });
  if (value === undefined || value === null) return [];
  if (!isJsonObject(value)) {
    complain(
      [],
      `must be a context of attributes, for example = {"priority": {"StringValue": "high", "DataType": "String"}}`,
    );
    return [];
  }
  const entries = Object.entries(value);
  if (entries.length > LIMITS.attributes) {
    complain(
      [],
      `must hold at most ${LIMITS.attributes} attributes, but there are ${entries.length}. Move some into the body.`,
    );
  }
  return entries.flatMap(([name, attribute]) => parseAttribute(name, attribute, complain) ?? []);
}

function parseAttribute(name: string, value: JsonValue, complain: Complain): MessageAttribute | undefined {
  checkName(name, complain);
  if (!isJsonObject(value)) {
    complain([name], `has a wrong shape: ${SHAPE}`);
    return undefined;
  }
  const content = asText(value['StringValue'] ?? value['stringValue']);
  const dataType = value['DataType'] ?? value['dataType'];
  if (content === undefined) {
    complain([name, 'StringValue'], `must be a text, a number or a boolean: ${SHAPE}`);
    return undefined;
  }
  if (
    typeof dataType !== 'string' ||
    !/^(?:String|Number)(?:\..+)?$/.test(dataType) ||
    dataType.length > LIMITS.attributeNameLength
  ) {
    complain([name, 'DataType'], `must be "String" or "Number": ${SHAPE}`);
    return undefined;
  }
  checkValue(name, content, dataType, complain);
  return { name, dataType, value: content };
}

function asText(value: JsonValue | undefined): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' || value instanceof ExactNumber
    ? String(value)
    : undefined;
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

function checkValue(name: string, content: string, dataType: string, complain: Complain): void {
  const refused = refusedCharacter(content);
  if (content === '') complain([name, 'StringValue'], 'must not be empty. Leave the attribute out instead.');
  if (refused) complain([name, 'StringValue'], `holds the character ${refused}, which SQS refuses`);
  if (dataType.startsWith('Number') && !NUMBER.test(content)) {
    complain([name, 'StringValue'], 'must be a number, since its DataType is Number');
  }
}

/** What an attribute counts towards the message's size, in bytes. */
export function attributeBytes({ name, dataType, value }: MessageAttribute): number {
  return Buffer.byteLength(name) + Buffer.byteLength(dataType) + Buffer.byteLength(value);
}
