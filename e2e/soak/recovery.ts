import type { Second } from './watch.ts';

/** The end of a disturbance. */
export interface Over {
  readonly name: string;
  readonly atMs: number;
}

/** What the rate is measured over. */
const SPAN_MS = 3000;
/** Of what is started meanwhile; what was started last is still on its way. */
const SHARE = 0.9;

/**
 * How long it took after each disturbance until as much was completed as was started.
 *
 * @param perSecond starts a second, at the least, for a rate that means anything
 */
export function recoveries(over: readonly Over[], seconds: readonly Second[], perSecond: number) {
  const keepsUp = (from: Second) => {
    const to = seconds.find(({ atMs }) => atMs >= from.atMs + SPAN_MS);
    if (!to) return false;
    const started = to.started - from.started;
    return started >= perSecond && to.completed - from.completed >= started * SHARE;
  };
  return over.map(({ name, atMs }) => {
    const second = seconds.find((one) => one.atMs >= atMs && keepsUp(one));
    return { name, ms: second ? second.atMs - atMs : Number.POSITIVE_INFINITY };
  });
}

/** A line for each disturbance: how things were at its end. */
export function timeline(over: readonly Over[], seconds: readonly Second[]): readonly string[] {
  return over.map(({ name, atMs }) => {
    const second = seconds.find((one) => one.atMs >= atMs) ?? seconds.at(-1);
    if (!second) return name;
    const { started, completed, activeSlots, isReady, residentBytes } = second;
    const behind = `${started} started, ${started - completed} behind, ${activeSlots} in work`;
    const memory = `${(residentBytes / 1e6).toFixed(0)} MB`;
    return `${(atMs / 1000).toFixed(0).padStart(4)} s: ${behind}${isReady ? '' : ', not ready'}, ${memory} at the end of ${name}`;
  });
}
