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

/** Of memory, the lowest value of each such time counts. */
const WINDOW_MS = 20_000;

/** How memory grows from a time on, in MB a minute. @param bytes the figure that is looked at */
export function megabytesPerMinute<At extends { readonly atMs: number }>(
  seconds: readonly At[],
  bytes: (second: At) => number,
  fromMs: number,
): number {
  const counted = seconds.filter(({ atMs }) => atMs >= fromMs);
  const samples = counted.map((second) => ({ atMs: second.atMs, value: bytes(second) / 1e6 }));
  return slopePerMinute(lowestPerWindow(samples, WINDOW_MS));
}
