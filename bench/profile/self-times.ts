/** A function as V8's profiler tells of it. */
export interface Frame {
  readonly functionName: string;
  readonly url: string;
}

/** What V8's profiler gives: a tree of calls, and which of its nodes each sample met. */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: Frame;
    readonly children?: readonly number[];
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/**
 * The share of the working time that is spent in each place itself, not in what it calls. Largest first.
 *
 * @param placeOf undefined where a function counts for its caller
 * @param without a place whose time, with what it calls, does not count as work
 */
export function sharesOf(
  { nodes, samples, timeDeltas }: CpuProfile,
  placeOf: (frame: Frame) => string | undefined,
  without: string,
): readonly (readonly [place: string, share: number])[] {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
  const spent = new Map<string, number>();
  let all = 0;
  for (const [index, id] of samples.entries()) {
    if (frames.get(id)?.functionName === '(idle)') continue;
    const [place = 'native code and system calls', ...callers] = placesFrom(id);
    if (place === without || callers.includes(without)) continue;
    const us = timeDeltas[index] ?? 0;
    spent.set(place, (spent.get(place) ?? 0) + us);
    all += us;
  }
  return [...spent].map(([place, us]) => [place, us / all] as const).sort(([, a], [, b]) => b - a);

  /** Of a node and of those that called it, from the inside out. */
  function placesFrom(id: number): readonly string[] {
    const places: string[] = [];
    for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
      const frame = frames.get(at);
      const place = frame && placeOf(frame);
      if (place !== undefined) places.push(place);
    }
    return places;
  }
}
