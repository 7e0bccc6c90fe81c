/** Bounds of the pauses between two tries. */
export interface BackoffRange {
  readonly firstMs: number;
  readonly longestMs: number;
}

/**
 * The pause before a further try: doubled each time up to the longest, then drawn evenly from its upper half, so that many
 * clients that failed together do not come back together.
 *
 * @param failures how many tries have failed so far, from 1
 */
export function backoffMs(failures: number, { firstMs, longestMs }: BackoffRange, random: () => number): number {
  const pause = Math.min(longestMs, firstMs * 2 ** Math.min(failures - 1, 30));
  return pause * (0.5 + random() / 2);
}
