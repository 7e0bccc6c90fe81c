import { compareTemporals } from '../temporal/arithmetic.ts';
import { compareDecimals, Decimal } from './decimal.ts';
import { kindOf } from './kinds.ts';
import type { Point } from './range.ts';
import { isList, isTemporal, type Value } from './value.ts';

/** Whether values of its kind have an order. Lists count where all their items are of one such kind. */
export function isComparable(value: Value): boolean {
  if (value instanceof Decimal || typeof value === 'string' || isTemporal(value)) return true;
  if (!isList(value) || value.length === 0) return false;
  const [first = null] = value;
  return isComparable(first) && value.every((item) => kindOf(item) === kindOf(first));
}

/** Negative, zero or positive; undefined where the two have no order. */
export function compare(a: Value, b: Value): number | undefined {
  if (a instanceof Decimal && b instanceof Decimal) return compareDecimals(a, b);
  if (kindOf(a) !== kindOf(b)) return undefined;
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : Number(a > b);
  return isTemporal(a) && isTemporal(b) ? compareTemporals(a, b) : undefined;
}

/** Of two points of one kind. */
export function comparePoints(a: Point, b: Point): number {
  return compare(a, b) ?? 0;
}

export function isPoint(value: Value): value is Point {
  return value instanceof Decimal || isTemporal(value);
}
