import type { World } from '../world.ts';
import type { Metrics } from './metrics.ts';

/** Work that may fail. */
export type Execute<Arguments extends readonly unknown[], Result> = (...given: Arguments) => Promise<Result>;

/** Upper bounds of the buckets: from a stub on this machine to a send that is repeated through an outage. */
const BOUNDS_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** Measures how long a connector's work takes, its own repetitions included. */
export function timedExecution(metrics: Metrics, world: World) {
  const durations = metrics.histogram(
    'connector_send_duration_seconds',
    'Seconds that a send took with its repetitions, by outcome: sent, failed',
    BOUNDS_SECONDS,
    ['outcome'],
    [['sent'], ['failed']],
  );
  return <Arguments extends readonly unknown[], Result>(
    execute: Execute<Arguments, Result>,
  ): Execute<Arguments, Result> =>
    async (...given) => {
      const startedAt = world.now();
      let outcome = 'failed';
      try {
        const result = await execute(...given);
        outcome = 'sent';
        return result;
      } finally {
        durations.record((world.now() - startedAt) / 1000, [outcome]);
      }
    };
}
