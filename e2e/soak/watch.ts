import type { Records } from '../cluster/records.ts';
import type { SteadyLoad } from './steady-load.ts';
import { type Gauges, readGauges } from './worker-gauges.ts';

/** How things were at a time. */
export interface Second extends Gauges {
  readonly atMs: number;
  /** Instances so far. */
  readonly started: number;
  readonly completed: number;
}

export interface Watch {
  /** One a second, as long as it is not stopped. */
  readonly seconds: readonly Second[];
  /** Why seconds are missing: the worker always answers. */
  readonly unanswered: readonly unknown[];
  stop(): void;
}

/** Looks at a worker and its instances, once a second. @param now milliseconds since the beginning @param probes the worker's address */
export function startWatch(probes: string, records: Records, load: SteadyLoad, now: () => number): Watch {
  const seconds: Second[] = [];
  const unanswered: unknown[] = [];
  const timer = setInterval(() => {
    readGauges(probes).then(
      (gauges) =>
        seconds.push({ ...gauges, atMs: now(), started: load.started(), completed: records.tally().completed }),
      (error) => unanswered.push(error),
    );
  }, 1000);
  return { seconds, unanswered, stop: () => clearInterval(timer) };
}
