import { ExactNumber, isJsonObject, type JsonObject, type JsonValue, setOwn } from '../json/index.ts';
import type { Side } from '../program.ts';
import { EntryContext, FeelContext, JsonContext } from '../values/context.ts';
import { Decimal, decimalOfText } from '../values/decimal.ts';
import { FeelRange } from '../values/range.ts';
import { isList, isTemporal, type Value } from '../values/value.ts';
import { javaDouble } from './java-double.ts';
import { temporalToJson } from './temporal-to-json.ts';

/** Thrown when a result is nested deeper, or larger, than the budget allows. */
export class ResultTooLarge extends Error {}

export interface OutputBounds {
  /** How deep it may be nested. */
  readonly depth: number;
  /** Characters and entries, counted as often as they stand in the result. */
  readonly size: number;
}

/** A value as it leaves FEEL. @throws ResultTooLarge */
export function toJson(value: Value, side: Side, bounds: OutputBounds): JsonValue {
  return new Output(side, bounds.size).value(value, bounds.depth);
}

const LARGEST_LONG = 2n ** 63n - 1n;
/** Doubles end at 10^308. */
const LARGEST_MAGNITUDE = 400;

/** One result. A value that is shared inside is written as often as it stands there, and counted as often. */
class Output {
  private readonly side: Side;
  private sizeLeft: number;

  constructor(side: Side, size: number) {
    this.side = side;
    this.sizeLeft = size;
  }

  value(value: Value, depth: number): JsonValue {
    if (typeof value === 'string') return this.text(value);
    if (value === null || typeof value === 'boolean') return value;
    if (value instanceof Decimal) return this.number(value);
    if (isTemporal(value)) return temporalToJson(value, this.side);
    if (isList(value)) {
      this.enter(value.length, depth);
      return value.map((item) => this.value(item, depth - 1));
    }
    if (value instanceof JsonContext) return this.passing(value.json, depth);
    if (value instanceof FeelContext) return this.entries(value, depth);
    if (this.side !== 'connector') return null;
    return value instanceof FeelRange ? this.range(value, depth) : {};
  }

  private entries(context: FeelContext, depth: number): JsonObject {
    const entries = context instanceof EntryContext ? [...context.values] : context.entries();
    this.enter(entries.length, depth);
    const object: Record<string, JsonValue> = {};
    for (const [name, item] of entries) setOwn(object, name, this.value(item, depth - 1));
    return object;
  }

  /** Whole numbers are 64-bit integers: beyond them a connector gets a double, and in the engine they wrap. Others are doubles. */
  private number(value: Decimal): JsonValue {
    if (!value.isWhole) return this.side === 'connector' ? value.toNumber() : javaDouble(value.toNumber());
    if (value.magnitude > LARGEST_MAGNITUDE) return this.farNumber(value);
    const whole = value.toBigInt();
    const isLong = whole <= LARGEST_LONG && whole >= -LARGEST_LONG - 1n;
    if (!isLong && this.side === 'connector') return doubleOf(Number(whole));
    const long = isLong ? whole : BigInt.asIntN(64, whole);
    const double = Number(long);
    return Number.isSafeInteger(double) ? double : new ExactNumber(String(long));
  }

  private farNumber(value: Decimal): JsonValue {
    if (this.side === 'connector') return doubleOf(value.toNumber());
    const long = value.wrapped(64);
    return Number.isSafeInteger(Number(long)) ? Number(long) : new ExactNumber(String(long));
  }

  /**
   * What merely passes through: a connector's follows the same rules, and is copied only where a number changes. The engine leaves it
   * as it is.
   */
  private passing(value: JsonValue, depth: number): JsonValue {
    if (typeof value === 'string') return this.text(value);
    if (this.side !== 'connector' && (typeof value === 'number' || value instanceof ExactNumber)) return value;
    if (typeof value === 'number') {
      return Number.isSafeInteger(value) || !Number.isInteger(value)
        ? value
        : this.number(decimalOfText(String(value)));
    }
    if (value === null || typeof value !== 'object') return value;
    if (value instanceof ExactNumber) return this.number(decimalOfText(value.text));
    if (Array.isArray(value)) {
      this.enter(value.length, depth);
      const items = (value as readonly JsonValue[]).map((item) => this.passing(item, depth - 1));
      return items.every((item, index) => item === value[index]) ? value : items;
    }
    return isJsonObject(value) ? this.passingObject(value, depth) : null;
  }

  private passingObject(object: JsonObject, depth: number): JsonObject {
    const entries = Object.entries(object);
    this.enter(entries.length, depth);
    const leaving = entries.map(([name, item]) => [name, this.passing(item, depth - 1)] as const);
    if (leaving.every(([, item], index) => item === entries[index]?.[1])) return object;
    const copy: Record<string, JsonValue> = {};
    for (const [name, item] of leaving) setOwn(copy, name, item);
    return copy;
  }

  /** A connector writes ranges as the fields of a Java object. */
  private range({ start, end, includesStart, includesEnd }: FeelRange, depth: number): JsonObject {
    return {
      start: { value: this.value(start, depth - 1), closed: includesStart },
      end: { value: this.value(end, depth - 1), closed: includesEnd },
    };
  }

  private text(text: string): string {
    this.count(text.length);
    return text;
  }

  private enter(entries: number, depth: number): void {
    if (depth <= 0) throw new ResultTooLarge('the result is nested too deeply');
    this.count(entries + 1);
  }

  private count(size: number): void {
    this.sizeLeft -= size;
    if (this.sizeLeft < 0) throw new ResultTooLarge('the result is too large');
  }
}

/** JSON knows no infinite numbers: Java's serializer writes their names. */
function doubleOf(value: number): JsonValue {
  return Number.isFinite(value) ? value : String(value);
}
