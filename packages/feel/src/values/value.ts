import { isTemporal, type Temporal } from '../temporal/types.ts';
import type { FeelContext } from './context.ts';
import { Decimal } from './decimal.ts';
import type { FeelFunction } from './function.ts';
import type { FeelRange } from './range.ts';

/** What an expression can be. An error is a value until somebody makes null of it, or the run ends with it. */
export type Value =
  | null
  | boolean
  | string
  | Decimal
  | Temporal
  | readonly Value[]
  | FeelContext
  | FeelFunction
  | FeelRange
  | FeelError;

/** Something that cannot be evaluated. A fatal one is not turned into null on its way. */
export class FeelError {
  readonly message: string;
  readonly isFatal: boolean;

  constructor(message: string, isFatal = false) {
    this.message = message;
    this.isFatal = isFatal;
  }
}

export function isError(value: Value): value is FeelError {
  return value instanceof FeelError;
}

export function isFatal(value: Value): boolean {
  return value instanceof FeelError && value.isFatal;
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

export function isNumber(value: Value): value is Decimal {
  return value instanceof Decimal;
}

export { isTemporal };

/** An error that is not fatal is null where it is looked at. */
export function nullIfError(value: Value): Value {
  return value instanceof FeelError && !value.isFatal ? null : value;
}
