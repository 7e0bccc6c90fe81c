import type { Figure } from '../results.ts';

const PLAIN = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 3 });
/** By how many decimals they show. */
const PADDED = [0, 1, 2, 3, 4].map(
  (decimals) => new Intl.NumberFormat('en-GB', { minimumFractionDigits: decimals, maximumFractionDigits: decimals }),
);

/** What was measured: with three digits that count, or all of a whole part that has more; thousands are set apart. */
export function shown(value: number): string {
  return withDecimals(value, decimalsOf(value));
}

/** What was chosen, or is exact: no digit more than it has. */
export function plain(value: number): string {
  return signed(PLAIN.format(value));
}

/** A median, with its interval where there is one: `0.421 (0.404–0.450)`. */
export function shownFigure({ median, low, high }: Figure, unit = ''): string {
  const isExact = median === low && median === high;
  if (isExact) return withUnit(plain(median), unit);
  const text = (value: number) => withDecimals(value, decimalsOf(median === 0 ? high : median));
  // After a minus, a dash would be read as one more.
  const to = low < 0 ? ' to ' : '–';
  return `${withUnit(text(median), unit)} (${text(low)}${to}${text(high)})`;
}

export function withUnit(text: string, unit: string): string {
  return unit === '' ? text : `${text} ${unit}`;
}

/** A share of one, in per cent. */
export function percent(share: number): string {
  return `${plain(Math.round(share * 1000) / 10)} %`;
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
  return size === 0 ? 0 : Math.min(PADDED.length - 1, Math.max(0, 2 - Math.floor(Math.log10(size))));
}

function withDecimals(value: number, decimals: number): string {
  return signed(PADDED[decimals]?.format(value) ?? String(value));
}

/** A minus is not a hyphen, and nothing is less than 0 by so little that it does not show. */
function signed(text: string): string {
  return text.replace(/^-(?=[0.]*$)/, '').replace('-', '−');
}
