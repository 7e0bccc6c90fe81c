import { effortOf } from '../evaluate/effort.ts';
import type { Run } from '../evaluate/run.ts';
import { areSameTemporals } from '../temporal/arithmetic.ts';
import { FeelContext, LiteralContext } from './context.ts';
import { compareDecimals, Decimal } from './decimal.ts';
import { kindOf } from './kinds.ts';
import { isError, isFatal, isList, isTemporal, type Value } from './value.ts';

/** FEEL's equality. Undefined where values of their kinds cannot be compared; null equals only null. */
export function areEqual(a: Value, b: Value, run: Run): boolean | undefined {
  if (a === null || b === null) return isNullLike(a) && isNullLike(b);
  if (typeof a !== 'object' || typeof b !== 'object') return typeof a === typeof b ? areSame(a, b, run) : undefined;
  if (kindOf(a) !== kindOf(b)) return undefined;
  // What is shared many times inside is compared many times: the run's budget ends it.
  run.step(1 + effortOf(a));
  if (a instanceof Decimal && b instanceof Decimal) return compareDecimals(a, b) === 0;
  if (isList(a) && isList(b))
    return a.length === b.length && a.every((item, index) => areEqual(item, b[index] ?? null, run) === true);
  if (a instanceof FeelContext && b instanceof FeelContext) return haveSameEntries(a, b, run);
  return isTemporal(a) && isTemporal(b) ? areSameTemporals(a, b) : undefined;
}

/** Of values that are no objects. */
function areSame(a: Value, b: Value, run: Run): boolean {
  if (typeof a === 'string' && typeof b === 'string' && a.length === b.length) run.read(a);
  return a === b;
}

function isNullLike(value: Value): boolean {
  return value === null || (isError(value) && !isFatal(value));
}

function haveSameEntries(a: FeelContext, b: FeelContext, run: Run): boolean {
  const keys = a.keys();
  run.step(keys.length);
  if (keys.length !== b.keys().length) return false;
  return keys.every((key) => {
    const other = b.get(key);
    return other !== undefined && areEqual(a.get(key) ?? null, other, run) === true;
  });
}

/**
 * The equality by which `list contains` and unary tests look. It is never undefined. Contexts that came from outside, or that functions
 * made, are the same where their entries are; those that an expression writes are not.
 */
export function areIdentical(a: Value, b: Value, run: Run): boolean {
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return areSame(a, b, run);
  if (kindOf(a) !== kindOf(b)) return false;
  run.step(1 + effortOf(a));
  if (a instanceof Decimal && b instanceof Decimal) return compareDecimals(a, b) === 0;
  if (isList(a) && isList(b))
    return a.length === b.length && a.every((item, index) => areIdentical(item, b[index] ?? null, run));
  if (a instanceof FeelContext && b instanceof FeelContext) return areIdenticalContexts(a, b, run);
  return isTemporal(a) && isTemporal(b) ? areSameTemporals(a, b) : a === b;
}

function areIdenticalContexts(a: FeelContext, b: FeelContext, run: Run): boolean {
  if (a === b) return true;
  if (a instanceof LiteralContext || b instanceof LiteralContext) return false;
  const keys = a.keys();
  run.step(keys.length);
  if (keys.length !== b.keys().length) return false;
  return keys.every((key) => b.has(key) && areIdentical(a.get(key) ?? null, b.get(key) ?? null, run));
}
