import { Decimal, MOST_DIGITS, negate, ONE, scaled } from './decimal.ts';
import { digitsOf, powerOfTen } from './digits.ts';
import { divideRounded, type RoundingMode } from './rounding.ts';

/** Java's limit of an exponent in `**`. */
const LARGEST_EXPONENT = 999_999_999;

export function add(a: Decimal, b: Decimal): Decimal {
  if (a.isZero || b.isZero) return addZero(a, b);
  const [x, y] =
    a.scale <= b.scale ? [a, withoutUselessDigits(b, a, a.precision)] : [withoutUselessDigits(a, b, a.precision), b];
  const scale = Math.max(x.scale, y.scale);
  return rounded(scaled(x, scale) + scaled(y, scale), scale, a.precision);
}

/** The larger scale is kept as far as the precision allows. */
function addZero(a: Decimal, b: Decimal): Decimal {
  const other = a.isZero ? b : a;
  const wanted = Math.max(a.scale, b.scale);
  const result = rounded(other.coefficient, other.scale, a.precision);
  if (result.isZero) return new Decimal(0n, wanted, a.precision);
  if (result.scale > wanted) return stripped(result, wanted);
  const room = Math.max(0, a.precision - digitsOf(result.coefficient));
  const scale = Math.min(wanted, result.scale + room);
  return new Decimal(scaled(result, scale), scale, a.precision);
}

/** A number that is too small to be seen beside the other one is as good as any other of its sign. */
function withoutUselessDigits(small: Decimal, big: Decimal, precision: number): Decimal {
  const lastDigit = big.scale - digitsOf(big.coefficient) + precision;
  const firstDigit = small.scale - digitsOf(small.coefficient) + 1;
  if (firstDigit <= big.scale + 2 || firstDigit <= lastDigit + 2) return small;
  return new Decimal(small.coefficient < 0n ? -1n : 1n, Math.max(big.scale, lastDigit) + 3);
}

export function subtract(a: Decimal, b: Decimal): Decimal {
  return add(a, negate(b));
}

export function multiply(a: Decimal, b: Decimal): Decimal {
  return rounded(a.coefficient * b.coefficient, a.scale + b.scale, a.precision);
}

/** The divisor must not be zero. The quotient's scale is the smallest that it needs, but not below `a.scale - b.scale`. */
export function divide(a: Decimal, b: Decimal, precision = a.precision): Decimal {
  const preferredScale = a.scale - b.scale;
  if (a.isZero) return new Decimal(0n, preferredScale, precision);
  const extra = Math.max(0, precision + digitsOf(b.coefficient) - digitsOf(a.coefficient) + 3);
  const dividend = a.coefficient * powerOfTen(extra);
  const quotient = dividend / b.coefficient;
  const scale = preferredScale + extra;
  if (dividend % b.coefficient === 0n) return stripped(rounded(quotient, scale, precision), preferredScale);
  // One digit more stands for all that follow, so that exactly half is never met by accident.
  const isNegative = dividend < 0n !== b.coefficient < 0n;
  return rounded(quotient * 10n + (isNegative ? -1n : 1n), scale + 1, precision);
}

/**
 * By squaring, with a few digits more on the way, as Java does it: other ways round differently.
 *
 * @throws RangeError beyond Java's largest exponent, and for zero to a negative power
 */
export function power(base: Decimal, exponent: number): Decimal {
  const size = Math.abs(exponent);
  if (size > LARGEST_EXPONENT) throw new RangeError('Invalid operation');
  if (exponent === 0) return new Decimal(1n, 0, base.precision);
  const precision = base.precision + String(size).length + 1;
  let result = new Decimal(1n, 0, precision);
  for (const bit of size.toString(2)) {
    result = multiply(result, result);
    if (bit === '1') result = multiply(result, base);
  }
  if (exponent < 0) {
    if (result.isZero) throw new RangeError('Division by zero');
    result = divide(ONE, result, precision);
  }
  return rounded(result.coefficient, result.scale, base.precision);
}

/** Whether it is a whole number that two divides, or does not. Undefined of others. */
export function parityOf(a: Decimal): 'even' | 'odd' | undefined {
  if (!a.isWhole) return undefined;
  return a.scale < 0 || a.toBigInt() % 2n === 0n ? 'even' : 'odd';
}

/**
 * The divisor must not be zero. The sign is that of the dividend.
 *
 * @throws RangeError where the whole quotient has more digits than the precision, beyond which only zeros may follow
 */
export function remainder(a: Decimal, b: Decimal): Decimal {
  if (a.isZero || (a.magnitude < b.magnitude && a.scale >= b.scale)) return a;
  const scale = Math.max(a.scale, b.scale);
  if (a.magnitude - b.magnitude > MOST_DIGITS_OF_QUOTIENT) return remainderOfFar(a, b, scale);
  const [x, y] = [scaled(a, scale), scaled(b, scale)];
  const surplus = digitsOf(x / y) - a.precision;
  if (surplus > 0 && (x / y) % powerOfTen(surplus) !== 0n) throw new RangeError('Division impossible');
  return new Decimal(x % y, scale, a.precision);
}

const MOST_DIGITS_OF_QUOTIENT = 500;

/** A quotient that long is never written out: either it ends early, or the division is impossible. */
function remainderOfFar(a: Decimal, b: Decimal, scale: number): Decimal {
  const extra = Math.max(0, a.precision + digitsOf(b.coefficient) - digitsOf(a.coefficient));
  if ((a.coefficient * powerOfTen(extra)) % b.coefficient !== 0n) throw new RangeError('Division impossible');
  return new Decimal(0n, scale, a.precision);
}

/** @throws RoundingNecessary, and RangeError where there would be too many digits */
export function withScale(a: Decimal, scale: number, mode: RoundingMode): Decimal {
  const digits = digitsOf(a.coefficient);
  if (scale >= a.scale) {
    if (!a.isZero && digits + scale - a.scale > MOST_DIGITS) throw new RangeError('The number has too many digits');
    return new Decimal(a.isZero ? 0n : scaled(a, scale), scale, a.precision);
  }
  // What is far behind the last digit is rounded as any other number there.
  const dropped = Math.min(a.scale - scale, digits + 2);
  return new Decimal(divideRounded(a.coefficient, powerOfTen(dropped), mode), scale, a.precision);
}

function rounded(coefficient: bigint, scale: number, precision: number): Decimal {
  const limit = powerOfTen(precision);
  if (coefficient < limit && coefficient > -limit) return new Decimal(coefficient, scale, precision);
  const surplus = digitsOf(coefficient) - precision;
  const shorter = divideRounded(coefficient, powerOfTen(surplus), 'HALF_EVEN');
  // 99…9 may have become 100…0.
  if (shorter >= limit || shorter <= -limit) return new Decimal(shorter / 10n, scale - surplus - 1, precision);
  return new Decimal(shorter, scale - surplus, precision);
}

function stripped({ coefficient, scale, precision }: Decimal, least: number): Decimal {
  let [rest, at] = [coefficient, scale];
  while (at > least && rest !== 0n && rest % 10n === 0n) {
    rest /= 10n;
    at--;
  }
  return new Decimal(rest, at, precision);
}
