/** `*`, `+`, `?`, `{2}`, `{2,}`, `{2,3}` */
export const BOUNDS = /^(?:[*+?]|\{(\d+)(?:(,)(\d*))?\})/;
const MOST_REPEATS = 2 ** 31 - 1;

/** How often something may come, as {@link BOUNDS} found it. */
export function boundsOf([whole, least, comma, most]: RegExpExecArray): readonly [least: number, most: number] {
  if (whole === '*') return [0, MOST_REPEATS];
  if (whole === '+') return [1, MOST_REPEATS];
  if (whole === '?') return [0, 1];
  if (comma === undefined) return [Number(least), Number(least)];
  return [Number(least), most ? Number(most) : MOST_REPEATS];
}
