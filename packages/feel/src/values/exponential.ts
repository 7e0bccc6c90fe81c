/**
 * Exponentials and logarithms of doubles, rounded to the nearest double as Java's are: those of JavaScript differ in the last digit now and
 * then. Numbers are whole multiples of 2^-BITS on the way.
 */
const BITS = 192n;
const UNIT = 1n << BITS;
/** Nearer to zero than this, there is nothing to see of a double's last digits. */
const TINY = 2 ** -60;
/** Beyond, the results are infinite or zero. */
const LARGEST_EXPONENT = 750;

export function exponential(value: number): number {
  if (!(Math.abs(value) < LARGEST_EXPONENT) || Math.abs(value) < TINY) return Math.exp(value);
  return nearest(exponentialOf(fixed(value)));
}

/** NaN below zero, and infinite at it. */
export function logarithm(value: number): number {
  if (!(value > 0) || value === Number.POSITIVE_INFINITY) return Math.log(value);
  return nearest({ fraction: logarithmOf(value), exponent: 0 });
}

export function powerOfDoubles(base: number, exponent: number): number {
  const estimate = base ** exponent;
  const isPlain = base > 0 && Number.isFinite(estimate) && estimate > 0 && Math.abs(exponent) > TINY;
  if (!isPlain) return estimate;
  return nearest(exponentialOf((fixed(exponent) * logarithmOf(base)) >> BITS));
}

/** `fraction · 2^exponent` */
interface Scaled {
  readonly fraction: bigint;
  readonly exponent: number;
}

/** Powers of two apart, the series of the rest is short. */
function exponentialOf(value: bigint): Scaled {
  const exponent = (value + LOGARITHM_OF_TWO / 2n) / LOGARITHM_OF_TWO - (value < 0n ? 1n : 0n);
  const rest = value - exponent * LOGARITHM_OF_TWO;
  let sum = 0n;
  for (let [term, count] = [UNIT, 1n]; term !== 0n && term !== -1n; count++) {
    sum += term;
    term = ((term * rest) >> BITS) / count;
  }
  return { fraction: sum, exponent: Number(exponent) };
}

/** The estimate, and what is missing: that is so small that two terms of its series are enough. */
function logarithmOf(value: number): bigint {
  const estimate = fixed(Math.log(value));
  const { fraction, exponent } = exponentialOf(estimate);
  const { fraction: whole, exponent: shift } = parts(value);
  const quotient = shifted(whole, BigInt(shift - exponent) + 2n * BITS) / fraction;
  const missing = quotient - UNIT;
  return estimate + missing - ((missing * missing) >> (BITS + 1n));
}

function fixed(value: number): bigint {
  const { fraction, exponent } = parts(value);
  return shifted(fraction, BigInt(exponent) + BITS);
}

/** A double as a whole number and a power of two. */
function parts(value: number): Scaled {
  let [fraction, exponent] = [value, 0];
  for (; !Number.isInteger(fraction); exponent--) fraction *= 2;
  return { fraction: BigInt(fraction), exponent };
}

function shifted(value: bigint, by: bigint): bigint {
  return by >= 0n ? value << by : value >> -by;
}

function nearest({ fraction, exponent }: Scaled): number {
  // In two steps: 2^1024 alone is infinite.
  const half = Math.trunc(exponent / 2);
  return (Number(fraction) / 2 ** Number(BITS)) * 2 ** half * 2 ** (exponent - half);
}

/** Twice the area tangent of a third. */
const LOGARITHM_OF_TWO = (() => {
  let sum = 0n;
  for (let [power, count] = [UNIT / 3n, 1n]; power > 0n; count += 2n) {
    sum += power / count;
    power /= 9n;
  }
  return 2n * sum;
})();
