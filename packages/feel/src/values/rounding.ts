/** The modes of Java's `RoundingMode`. */
export const ROUNDING_MODES = [
  'UP',
  'DOWN',
  'CEILING',
  'FLOOR',
  'HALF_UP',
  'HALF_DOWN',
  'HALF_EVEN',
  'UNNECESSARY',
] as const;

export type RoundingMode = (typeof ROUNDING_MODES)[number];

/** Thrown where something would be lost and the mode is `UNNECESSARY`. */
export class RoundingNecessary extends Error {}

/** @throws RoundingNecessary */
export function divideRounded(dividend: bigint, divisor: bigint, mode: RoundingMode): bigint {
  const quotient = dividend / divisor;
  const rest = dividend % divisor;
  if (rest === 0n) return quotient;
  const isNegative = dividend < 0n !== divisor < 0n;
  const twice = 2n * (rest < 0n ? -rest : rest);
  const whole = divisor < 0n ? -divisor : divisor;
  const half = twice < whole ? 'below' : twice > whole ? 'above' : 'exact';
  return awayFromZero(mode, isNegative, half, quotient % 2n !== 0n) ? quotient + (isNegative ? -1n : 1n) : quotient;
}

function awayFromZero(
  mode: RoundingMode,
  isNegative: boolean,
  half: 'below' | 'exact' | 'above',
  isOdd: boolean,
): boolean {
  switch (mode) {
    case 'UP':
      return true;
    case 'DOWN':
      return false;
    case 'CEILING':
      return !isNegative;
    case 'FLOOR':
      return isNegative;
    case 'HALF_UP':
      return half !== 'below';
    case 'HALF_DOWN':
      return half === 'above';
    case 'HALF_EVEN':
      return half === 'above' || (half === 'exact' && isOdd);
    case 'UNNECESSARY':
      throw new RoundingNecessary('Rounding necessary');
  }
}
