import type { Figure } from '../results.ts';

/** A number with three digits that count, or all of a whole part that has more; thousands are set apart. */
export function shown(value: number): string {
  return withDecimals(value, decimalsOf(value));
}

/** A median, with its interval where there is one: `0.421 (0.404–0.450)`. */
export function shownFigure({ median, low, high }: Figure, unit = ''): string {
  const decimals = decimalsOf(median);
  const [least, most] = [withDecimals(low, decimals), withDecimals(high, decimals)];
  return withUnit(withDecimals(median, decimals), unit) + (least === most ? '' : ` (${least}–${most})`);
}

export function withUnit(text: string, unit: string): string {
  return unit === '' ? text : `${text} ${unit}`;
}

/** A share of one, in per cent. */
export function percent(share: number): string {
  return `${shown(Math.round(share * 1000) / 10)} %`;
}

/** Rounded down to two digits that count: for what somebody plans with. */
export function roundedDown(value: number): number {
  if (value <= 0) return 0;
  const step = 10 ** (Math.floor(Math.log10(value)) - 1);
  return Number((Math.floor(value / step) * step).toPrecision(2));
}

export function roundedUpTo(step: number, value: number): number {
  return Math.ceil(value / step) * step;
}

function decimalsOf(value: number): number {
  const size = Math.abs(value);
  if (size === 0) return 0;
  // Whole numbers below ten are counts.
  if (Number.isInteger(value) && size < 10) return 0;
  return Math.min(4, Math.max(0, 2 - Math.floor(Math.log10(size))));
}

function withDecimals(value: number, decimals: number): string {
  return value.toLocaleString('en-GB', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}
