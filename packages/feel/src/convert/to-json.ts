import { ExactNumber, isJsonObject, type JsonObject, type JsonValue, setOwn } from '../json/index.ts';
import type { Side } from '../program.ts';
import { EntryContext, FeelContext, JsonContext } from '../values/context.ts';
import { Decimal, decimalOfText } from '../values/decimal.ts';
import { FeelRange } from '../values/range.ts';
import { isList, isTemporal, type Value } from '../values/value.ts';
import { temporalToJson } from './temporal-to-json.ts';

/** A value as it leaves FEEL. @param depth how deep it may be nested. @throws ResultTooDeep */
export function toJson(value: Value, side: Side, depth: number): JsonValue {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (value instanceof Decimal) return numberToJson(value, side);
  if (depth <= 0) throw new ResultTooDeep();
  if (isList(value)) return value.map((item) => toJson(item, side, depth - 1));
  if (value instanceof JsonContext) return asLeaving(value.json, side, depth);
  if (value instanceof FeelContext) return entriesToJson(value, side, depth);
  if (isTemporal(value)) return temporalToJson(value, side);
  if (side !== 'connector') return null;
  return value instanceof FeelRange ? rangeToJson(value, side, depth) : {};
}

/** Thrown when a result is nested deeper than the budget allows. */
export class ResultTooDeep extends Error {}

function entriesToJson(context: FeelContext, side: Side, depth: number): JsonObject {
  const object: Record<string, JsonValue> = {};
  const entries = context instanceof EntryContext ? context.values : context.entries();
  for (const [name, item] of entries) setOwn(object, name, toJson(item, side, depth - 1));
  return object;
}

const LARGEST_LONG = 2n ** 63n - 1n;

/** Whole numbers are 64-bit integers: beyond them a connector gets a double, and in the engine they wrap. Others are doubles. */
function numberToJson(value: Decimal, side: Side): JsonValue {
  if (!value.isWhole) return value.toNumber();
  const whole = value.toBigInt();
  const isLong = whole <= LARGEST_LONG && whole >= -LARGEST_LONG - 1n;
  if (!isLong && side === 'connector') return Number(whole);
  const long = isLong ? whole : BigInt.asIntN(64, whole);
  const double = Number(long);
  return Number.isSafeInteger(double) ? double : new ExactNumber(String(long));
}

/** What merely passes through follows the same rules. The caller's object is copied only where a number changes. */
function asLeaving(value: JsonValue, side: Side, depth: number): JsonValue {
  if (typeof value === 'number')
    return Number.isSafeInteger(value) || !Number.isInteger(value)
      ? value
      : numberToJson(decimalOfText(String(value)), side);
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof ExactNumber) return numberToJson(decimalOfText(value.text), side);
  if (depth <= 0) throw new ResultTooDeep();
  if (Array.isArray(value)) {
    const items = (value as readonly JsonValue[]).map((item) => asLeaving(item, side, depth - 1));
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  if (!isJsonObject(value)) return null;
  let copy: Record<string, JsonValue> | undefined;
  for (const [name, item] of Object.entries(value)) {
    const leaving = asLeaving(item, side, depth - 1);
    if (leaving === item) continue;
    copy ??= copyOf(value);
    setOwn(copy, name, leaving);
  }
  return copy ?? value;
}

function copyOf(object: JsonObject): Record<string, JsonValue> {
  const copy: Record<string, JsonValue> = {};
  for (const [name, item] of Object.entries(object)) setOwn(copy, name, item);
  return copy;
}

/** A connector writes ranges as the fields of a Java object. */
function rangeToJson({ start, end, includesStart, includesEnd }: FeelRange, side: Side, depth: number): JsonObject {
  return {
    start: { value: toJson(start, side, depth - 1), closed: includesStart },
    end: { value: toJson(end, side, depth - 1), closed: includesEnd },
  };
}
