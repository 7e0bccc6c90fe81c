import { areSameTemporals } from '../temporal/arithmetic.ts';
import { FeelContext } from './context.ts';
import { compareDecimals, Decimal } from './decimal.ts';
import { kindOf } from './kinds.ts';
import { isError, isFatal, isList, isTemporal, type Value } from './value.ts';

/** FEEL's equality. Undefined where values of their kinds cannot be compared; null equals only null. */
export function areEqual(a: Value, b: Value): boolean | undefined {
  if (a === null || b === null) return isNullLike(a) && isNullLike(b);
  if (typeof a !== 'object' || typeof b !== 'object') return typeof a === typeof b ? a === b : undefined;
  if (kindOf(a) !== kindOf(b)) return undefined;
  if (a instanceof Decimal && b instanceof Decimal) return compareDecimals(a, b) === 0;
  if (isList(a) && isList(b))
    return a.length === b.length && a.every((item, index) => areEqual(item, b[index] ?? null) === true);
  if (a instanceof FeelContext && b instanceof FeelContext) return haveSameEntries(a, b);
  return isTemporal(a) && isTemporal(b) ? areSameTemporals(a, b) : undefined;
}

function isNullLike(value: Value): boolean {
  return value === null || (isError(value) && !isFatal(value));
}

function haveSameEntries(a: FeelContext, b: FeelContext): boolean {
  const keys = a.keys();
  if (keys.length !== b.keys().length) return false;
  return keys.every((key) => {
    const other = b.get(key);
    return other !== undefined && areEqual(a.get(key) ?? null, other) === true;
  });
}

/** The equality by which `list contains` and unary tests look: never undefined, and contexts are the same only if they are one. */
export function areIdentical(a: Value, b: Value): boolean {
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return a === b;
  if (kindOf(a) !== kindOf(b)) return false;
  if (a instanceof Decimal && b instanceof Decimal) return compareDecimals(a, b) === 0;
  if (isList(a) && isList(b))
    return a.length === b.length && a.every((item, index) => areIdentical(item, b[index] ?? null));
  return isTemporal(a) && isTemporal(b) ? areSameTemporals(a, b) : a === b;
}
