import { digitsOf, powerOfTen } from './digits.ts';

/** The digits that results have at least: IEEE 754 decimal128. */
const PRECISION = 34;
/** Java's limit of a scale. */
const LARGEST_SCALE = 2 ** 31 - 1;
/** More digits than this are neither read nor written out: a number of a few characters must not become one of gigabytes. */
export const MOST_DIGITS = 10_000;
/** A longer literal counts no more digits than this towards the precision of what is computed with it. */
const LONGEST_PRECISION = 200;
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

export function negate(a: Decimal): Decimal {
  return new Decimal(-a.coefficient, a.scale, a.precision);
}

export function absolute(a: Decimal): Decimal {
  return a.coefficient < 0n ? negate(a) : a;
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

/** The coefficient at a scale that is no smaller. */
export function scaled({ coefficient, scale }: Decimal, wanted: number): bigint {
  return scale === wanted ? coefficient : coefficient * powerOfTen(wanted - scale);
}
