/** Digits of whole numbers. */
const MOST_POWERS = 512;
const POWERS: bigint[] = [1n];

/** 10 to the power of a whole number that is not negative. */
export function powerOfTen(exponent: number): bigint {
  if (exponent >= MOST_POWERS) return 10n ** BigInt(exponent);
  for (let known = POWERS.length; known <= exponent; known++) POWERS.push((POWERS[known - 1] ?? 1n) * 10n);
  return POWERS[exponent] ?? 1n;
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
