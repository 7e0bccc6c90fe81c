import { divideRounded, type RoundingMode } from './rounding.ts';

/** The digits that FEEL's numbers have: IEEE 754 decimal128. */
const PRECISION = 34;
const LIMIT = 10n ** BigInt(PRECISION);
const POWERS: bigint[] = [1n];

/** 10 to the power of a whole number that is not negative. */
export function powerOfTen(exponent: number): bigint {
  for (let known = POWERS.length; known <= exponent; known++) POWERS.push((POWERS[known - 1] ?? 1n) * 10n);
  return POWERS[exponent] ?? 10n ** BigInt(exponent);
}

/**
 * A decimal number: `coefficient · 10^-scale`. The scale is kept, so that 1.10 stays 1.10. Results are rounded to 34 digits, half to
 * even, as Java's `BigDecimal` with the context `DECIMAL128` does.
 */
export class Decimal {
  readonly coefficient: bigint;
  readonly scale: number;

  constructor(coefficient: bigint, scale: number) {
    this.coefficient = coefficient;
    this.scale = scale;
  }

  get isZero(): boolean {
    return this.coefficient === 0n;
  }

  /** Whether it has no fraction, whatever its scale. */
  get isWhole(): boolean {
    return this.scale <= 0 || this.coefficient % powerOfTen(this.scale) === 0n;
  }

  /** Without the fraction. */
  toBigInt(): bigint {
    return this.scale <= 0 ? this.coefficient * powerOfTen(-this.scale) : this.coefficient / powerOfTen(this.scale);
  }

  /** Without the fraction, wrapped to 32 bits as Java's `intValue`. */
  toInt(): number {
    return Number(BigInt.asIntN(32, this.toBigInt()));
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

/** Of a text such as `-1.50` or `2e-3`, which must be a number. */
export function decimalOfText(text: string): Decimal {
  const [mantissa = '', exponent = '0'] = text.toLowerCase().replace(/^\+/, '').split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const digits = whole + fraction;
  return new Decimal(
    BigInt(digits === '-' || digits === '' ? `${digits}0` : digits),
    fraction.length - Number(exponent),
  );
}

/** Of a double, with the scale that Java gives it: at least one digit stands behind the point. */
export function decimalOfDouble(value: number): Decimal {
  const [mantissa = '', exponent] = String(value).split('e');
  return decimalOfText(
    `${mantissa.includes('.') ? mantissa : `${mantissa}.0`}${exponent === undefined ? '' : `e${exponent}`}`,
  );
}

export function add(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return rounded(scaled(a, scale) + scaled(b, scale), scale);
}

export function subtract(a: Decimal, b: Decimal): Decimal {
  return add(a, negate(b));
}

export function multiply(a: Decimal, b: Decimal): Decimal {
  return rounded(a.coefficient * b.coefficient, a.scale + b.scale);
}

/** The divisor must not be zero. The quotient's scale is the smallest that it needs, but not below `a.scale - b.scale`. */
export function divide(a: Decimal, b: Decimal): Decimal {
  const preferredScale = a.scale - b.scale;
  if (a.isZero) return new Decimal(0n, preferredScale);
  const extra = Math.max(0, PRECISION + digitsOf(b.coefficient) - digitsOf(a.coefficient) + 3);
  const dividend = a.coefficient * powerOfTen(extra);
  const quotient = dividend / b.coefficient;
  const scale = preferredScale + extra;
  if (dividend % b.coefficient === 0n) return stripped(rounded(quotient, scale), preferredScale);
  // One digit more stands for all that follow, so that exactly half is never met by accident.
  const isNegative = dividend < 0n !== b.coefficient < 0n;
  return rounded(quotient * 10n + (isNegative ? -1n : 1n), scale + 1);
}

export function negate(a: Decimal): Decimal {
  return new Decimal(-a.coefficient, a.scale);
}

export function absolute(a: Decimal): Decimal {
  return a.coefficient < 0n ? negate(a) : a;
}

/** The divisor must not be zero. The sign is that of the dividend. */
export function remainder(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return new Decimal(scaled(a, scale) % scaled(b, scale), scale);
}

/** Negative, zero or positive. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  if (a.scale === b.scale) return a.coefficient < b.coefficient ? -1 : Number(a.coefficient > b.coefficient);
  const scale = Math.max(a.scale, b.scale);
  const [x, y] = [scaled(a, scale), scaled(b, scale)];
  return x < y ? -1 : Number(x > y);
}

/** @throws RangeError where digits would be lost and the mode is `UNNECESSARY` */
export function withScale(a: Decimal, scale: number, mode: RoundingMode): Decimal {
  if (scale >= a.scale) return new Decimal(a.coefficient * powerOfTen(scale - a.scale), scale);
  return new Decimal(divideRounded(a.coefficient, powerOfTen(a.scale - scale), mode), scale);
}

function scaled({ coefficient, scale }: Decimal, wanted: number): bigint {
  return scale === wanted ? coefficient : coefficient * powerOfTen(wanted - scale);
}

function rounded(coefficient: bigint, scale: number): Decimal {
  if (coefficient < LIMIT && coefficient > -LIMIT) return new Decimal(coefficient, scale);
  const surplus = digitsOf(coefficient) - PRECISION;
  const shorter = divideRounded(coefficient, powerOfTen(surplus), 'HALF_EVEN');
  // 99…9 may have become 100…0.
  if (shorter >= LIMIT || shorter <= -LIMIT) return new Decimal(shorter / 10n, scale - surplus - 1);
  return new Decimal(shorter, scale - surplus);
}

function stripped({ coefficient, scale }: Decimal, least: number): Decimal {
  let [rest, at] = [coefficient, scale];
  while (at > least && rest !== 0n && rest % 10n === 0n) {
    rest /= 10n;
    at--;
  }
  return new Decimal(rest, at);
}

const DIGITS_PER_HEX_DIGIT = Math.log10(16);

/** Estimated from the hexadecimal length, which is cheap: a decimal text of a long number is not. */
function digitsOf(value: bigint): number {
  const size = value < 0n ? -value : value;
  if (size < 10n) return 1;
  let digits = Math.max(1, Math.floor((size.toString(16).length - 1) * DIGITS_PER_HEX_DIGIT));
  while (size >= powerOfTen(digits)) digits++;
  return digits;
}
