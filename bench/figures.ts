import type { Figure } from './results.ts';

/** How sure an interval is to hold the median. */
const CONFIDENCE = 0.95;

/**
 * The median of the rounds' values, and the interval that their order gives for it: nothing is assumed of how they spread. Of fewer than
 * six values the interval is from the lowest to the highest, which is less sure.
 */
export function figureOf(values: readonly number[]): Figure {
  if (values.length === 0) throw new Error('no values, no median');
  const sorted = [...values].sort((a, b) => a - b);
  const at = (index: number) => sorted[index] ?? Number.NaN;
  const last = sorted.length - 1;
  const cut = cutOf(sorted.length);
  return { median: (at(Math.floor(last / 2)) + at(Math.ceil(last / 2))) / 2, low: at(cut), high: at(last - cut) };
}

/** How many values may be left out at each end: each lies on either side of the median like a coin. */
function cutOf(count: number): number {
  let outside = 0.5 ** count;
  let ways = 1;
  for (let cut = 0; ; cut++) {
    ways = (ways * (count - cut)) / (cut + 1);
    outside += ways * 0.5 ** count;
    if (2 * outside > 1 - CONFIDENCE || cut + 1 > (count - 1) / 2) return cut;
  }
}
