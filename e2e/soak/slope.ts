export interface Sample {
  readonly atMs: number;
  readonly value: number;
}

/** The lowest value of each window: garbage that is not yet collected is no leak. */
export function lowestPerWindow(samples: readonly Sample[], windowMs: number): readonly Sample[] {
  const lowest = new Map<number, Sample>();
  for (const sample of samples) {
    const window = Math.floor(sample.atMs / windowMs);
    const known = lowest.get(window);
    if (known === undefined || sample.value < known.value) lowest.set(window, sample);
  }
  return [...lowest.values()];
}

/** The median of the slopes between all pairs of samples (Theil and Sen), in units of the value a minute: outliers don't count. */
export function slopePerMinute(samples: readonly Sample[]): number {
  const slopes = samples.flatMap((a, index) =>
    samples.slice(index + 1).map((b) => ((b.value - a.value) / (b.atMs - a.atMs)) * 60_000),
  );
  const sorted = slopes.sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
