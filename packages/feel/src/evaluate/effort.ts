import { ZonedDateTime } from '../temporal/types.ts';
import { Decimal } from '../values/decimal.ts';
import { digitsOf } from '../values/digits.ts';
import { isList, type Value } from '../values/value.ts';

/**
 * What an item of a list that is written out counts towards the size: it may hold a number or a date of its own, which take more memory
 * than the characters of a text do.
 */
export const ITEM_SIZE = 4;
/** The same of a context without its entries, or of a function. */
export const CONTEXT_SIZE = 10;

/** Numbers up to so many digits cost no more than a step does anyway. */
const FREE_DIGITS = 100;
const FREE = 10n ** BigInt(FREE_DIGITS);
const DIGITS_PER_STEP = 10;
/** The calendar of a zone is asked for several times. */
const STEPS_OF_ZONE = 10;

/** The steps that it takes to calculate or to compare with a value, beyond those of small ones: long numbers, lists and zones are slow. */
export function effortOf(value: Value): number {
  if (value instanceof Decimal) {
    const { coefficient } = value;
    return coefficient < FREE && coefficient > -FREE ? 0 : Math.ceil(digitsOf(coefficient) / DIGITS_PER_STEP);
  }
  if (isList(value)) return value.length;
  return value instanceof ZonedDateTime && value.zone !== undefined ? STEPS_OF_ZONE : 0;
}
