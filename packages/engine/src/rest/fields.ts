import { javaDouble } from '@camunda-sqs-connector/feel';
import { ExactNumber, isJsonObject, type JsonObject, type JsonValue, setOwn } from '@camunda-sqs-connector/feel/json';
import { invalidArgument, unreadable } from './http-problem.ts';

/** Readers of a request's fields. What has the wrong type cannot be read, as with the real API; unknown fields are ignored. */

export function textField(body: JsonObject, name: string): string | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw unreadable();
  return value;
}

export function requiredText(body: JsonObject, name: string): string {
  const value = textField(body, name);
  if (value === undefined || value === '') throw invalidArgument(`No ${name} provided.`);
  return value;
}

export function numberField(body: JsonObject, name: string): number | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  // Camunda's own client of 8.8 writes times as texts.
  if (typeof value === 'string' && /^-?\d{1,15}$/.test(value)) return Number(value);
  if (typeof value !== 'number') throw unreadable();
  return value;
}

export function requiredPositive(body: JsonObject, name: string): number {
  const value = numberField(body, name);
  if (value === undefined) throw invalidArgument(`No ${name} provided.`);
  if (value < 1) throw invalidArgument(`The value for ${name} is '${value}' but must be greater than 0.`);
  return value;
}

/** A key: text in 8.8, a number in 8.6. Both are taken. */
export function keyField(body: JsonObject, name: string): string | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string' || typeof value === 'number' || value instanceof ExactNumber) return String(value);
  throw unreadable();
}

export function textsField(body: JsonObject, name: string): readonly string[] | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value)) throw unreadable();
  return (value as readonly JsonValue[]).map(String);
}

export function variablesField(body: JsonObject, name = 'variables'): JsonObject {
  const value = body[name];
  if (value === undefined || value === null) return {};
  if (!isJsonObject(value)) throw unreadable();
  return asStored(value) as JsonObject;
}

/**
 * A document as the engine keeps it: what is written with a point or an exponent is a double, and a half surrogate a question mark.
 * What is as it should be is not copied.
 */
function asStored(value: JsonValue): JsonValue {
  if (typeof value === 'string') return value.isWellFormed() ? value : value.replace(HALF_SURROGATE, '?');
  if (typeof value === 'number') return Number.isInteger(value) ? value : javaDouble(value);
  if (value instanceof ExactNumber) return /^-?\d+$/.test(value.text) ? value : storedDouble(Number(value.text));
  if (Array.isArray(value)) {
    const items = (value as readonly JsonValue[]).map(asStored);
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).map(([name, item]) => [name, item, asStored(item)] as const);
  if (entries.every(([, before, after]) => before === after)) return value;
  const copy: Record<string, JsonValue> = {};
  for (const [name, , item] of entries) setOwn(copy, name, item);
  return copy;
}

/** JSON knows no infinite numbers: beyond a double's range the real engine gives the name of one. */
function storedDouble(value: number): JsonValue {
  return Number.isFinite(value) ? javaDouble(value) : String(value);
}

const HALF_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
