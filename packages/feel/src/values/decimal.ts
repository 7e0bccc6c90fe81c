import { divideRounded, type RoundingMode } from './rounding.ts';

/** The digits that results have at least: IEEE 754 decimal128. */
const PRECISION = 34;
/** Java's limit of a scale, and of an exponent in `**`. */
const LARGEST_SCALE = 2 ** 31 - 1;
const LARGEST_EXPONENT = 999_999_999;
/** More digits than this are neither read nor written out: a number of a few characters must not become one of gigabytes. */
export const MOST_DIGITS = 10_000;
/** A longer literal counts no more digits than this towards the precision of what is computed with it. */
const LONGEST_PRECISION = 200;
const MOST_POWERS = 512;
const POWERS: bigint[] = [1n];

/** 10 to the power of a whole number that is not negative. */
function powerOfTen(exponent: number): bigint {
  if (exponent >= MOST_POWERS) return 10n ** BigInt(exponent);
  for (let known = POWERS.length; known <= exponent; known++) POWERS.push((POWERS[known - 1] ?? 1n) * 10n);
  return POWERS[exponent] ?? 1n;
}

/**
 * A decimal number: `coefficient · 10^-scale`. The scale is kept, so that 1.10 stays 1.10. Results are rounded, half to even, to the
 * precision of the left operand, as Scala's `BigDecimal` does: 34 digits, or as many as a longer literal has.
 */
export class Decimal {
  readonly coefficient: bigint;
  readonly scale: number;
  readonly precision: number;

  /** @throws RangeError where the scale is beyond Java's */
  constructor(coefficient: bigint, scale: number, precision = PRECISION) {
    if (scale > LARGEST_SCALE || scale < -LARGEST_SCALE) throw new RangeError('The number’s exponent is out of range');
    this.coefficient = coefficient;
    this.scale = scale;
    this.precision = precision;
  }

  get isZero(): boolean {
    return this.coefficient === 0n;
  }

  /** Whether it has no fraction, whatever its scale. */
  get isWhole(): boolean {
    if (this.scale <= 0 || this.isZero) return true;
    return this.scale <= digitsOf(this.coefficient) && this.coefficient % powerOfTen(this.scale) === 0n;
  }

  /** How many digits stand before the point; below 1 for numbers that begin behind it. */
  get magnitude(): number {
    return digitsOf(this.coefficient) - this.scale;
  }

  /** Without the fraction. @throws RangeError where it has more digits than anybody should write */
  toBigInt(): bigint {
    if (this.isZero || this.magnitude < 1) return 0n;
    if (this.magnitude > MOST_DIGITS && this.scale < 0) throw new RangeError('The number has too many digits');
    return this.scale <= 0 ? this.coefficient * powerOfTen(-this.scale) : this.coefficient / powerOfTen(this.scale);
  }

  /** Without the fraction, wrapped to so many bits, as Java's `intValue` and `longValue`. */
  wrapped(bits: 32 | 64): bigint {
    // 10^bits is a multiple of 2^bits: nothing is left of such numbers.
    return this.scale <= -bits ? 0n : BigInt.asIntN(bits, this.toBigInt());
  }

  toInt(): number {
    return Number(this.wrapped(32));
  }

  /** The nearest double. */
  toNumber(): number {
    return this.scale === 0 ? Number(this.coefficient) : Number(this.toString());
  }

  /** As Java writes it: `1.10`, `1E+20`. */
  toString(): string {
    const { coefficient, scale } = this;
    const sign = coefficient < 0n ? '-' : '';
    const digits = String(coefficient < 0n ? -coefficient : coefficient);
    if (scale === 0) return sign + digits;
    const exponent = digits.length - 1 - scale;
    if (scale > 0 && exponent >= -6) {
      const padded = digits.padStart(scale + 1, '0');
      return `${sign}${padded.slice(0, -scale)}.${padded.slice(-scale)}`;
    }
    const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
    return `${sign}${digits.charAt(0)}${fraction}E${exponent >= 0 ? '+' : ''}${exponent}`;
  }
}

export const ZERO = new Decimal(0n, 0);
export const ONE = new Decimal(1n, 0);

export function decimalOfInt(value: number): Decimal {
  return new Decimal(BigInt(value), 0);
}

/** Of a text such as `-1.50` or `2e-3`, which must be a number. Its digits are all kept. @throws RangeError */
export function decimalOfText(text: string): Decimal {
  const [mantissa = '', exponent = '0'] = text.toLowerCase().replace(/^\+/, '').split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const digits = whole + fraction;
  if (digits.length > MOST_DIGITS) throw new RangeError('The number has too many digits');
  const coefficient = BigInt(digits === '-' || digits === '' ? `${digits}0` : digits);
  const precision = Math.min(
    LONGEST_PRECISION,
    Math.max(PRECISION, digits.length > PRECISION ? digitsOf(coefficient) : 0),
  );
  return new Decimal(coefficient, fraction.length - Number(exponent), precision);
}

/** Of a double, with the digits that Java writes: at least one behind the point, and an exponent from 10^7 on and below 10^-3. */
export function decimalOfDouble(value: number): Decimal {
  const size = Math.abs(value);
  const isPlain = value === 0 || (size >= 1e-3 && size < 1e7);
  const [mantissa = '', exponent = '0'] = (isPlain ? String(value) : value.toExponential()).split('e');
  return decimalOfText(`${mantissa.includes('.') ? mantissa : `${mantissa}.0`}e${exponent}`);
}

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

export function negate(a: Decimal): Decimal {
  return new Decimal(-a.coefficient, a.scale, a.precision);
}

export function absolute(a: Decimal): Decimal {
  return a.coefficient < 0n ? negate(a) : a;
}

/** Whether it is a whole number that two divides, or does not. Undefined of others. */
export function parityOf(a: Decimal): 'even' | 'odd' | undefined {
  if (!a.isWhole) return undefined;
  return a.scale < 0 || a.toBigInt() % 2n === 0n ? 'even' : 'odd';
}

/** The divisor must not be zero. The sign is that of the dividend. @throws RangeError where the quotient exceeds the precision */
export function remainder(a: Decimal, b: Decimal): Decimal {
  if (a.isZero || (a.magnitude < b.magnitude && a.scale >= b.scale)) return a;
  if (a.magnitude - b.magnitude > a.precision) throw new RangeError('Division impossible');
  const scale = Math.max(a.scale, b.scale);
  const [x, y] = [scaled(a, scale), scaled(b, scale)];
  if (digitsOf(x / y) > a.precision) throw new RangeError('Division impossible');
  return new Decimal(x % y, scale, a.precision);
}

/** Negative, zero or positive. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  if (a.scale === b.scale) return a.coefficient < b.coefficient ? -1 : Number(a.coefficient > b.coefficient);
  const [signA, signB] = [signOf(a), signOf(b)];
  if (signA !== signB) return signA < signB ? -1 : 1;
  if (signA === 0) return 0;
  if (a.magnitude !== b.magnitude) return a.magnitude < b.magnitude ? -signA : signA;
  const scale = Math.max(a.scale, b.scale);
  const [x, y] = [scaled(a, scale), scaled(b, scale)];
  return x < y ? -1 : Number(x > y);
}

function signOf({ coefficient }: Decimal): number {
  return coefficient < 0n ? -1 : Number(coefficient > 0n);
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

function scaled({ coefficient, scale }: Decimal, wanted: number): bigint {
  return scale === wanted ? coefficient : coefficient * powerOfTen(wanted - scale);
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

const DIGITS_PER_HEX_DIGIT = Math.log10(16);

/** Estimated from the hexadecimal length, which is cheap: a decimal text of a long number is not. */
export function digitsOf(value: bigint): number {
  const size = value < 0n ? -value : value;
  if (size < 10n) return 1;
  let digits = Math.max(1, Math.floor((size.toString(16).length - 1) * DIGITS_PER_HEX_DIGIT));
  while (size >= powerOfTen(digits)) digits++;
  return digits;
}
