import type { Log } from '../log.ts';
import type { Metrics } from './metrics.ts';

/** A log whose lines are counted, under the name that the official runtime's logging library has for it. */
export function countedLog(metrics: Metrics, log: Log): Log {
  const levels = ['debug', 'info', 'warn', 'error'] as const;
  const lines = metrics.counter(
    'logback_events_total',
    'Number of log lines by level, those below the level that is written included',
    ['level'],
    levels.map((level) => [level]),
  );
  const counted =
    (level: (typeof levels)[number]): Log[typeof level] =>
    (message, fields) => {
      lines.add([level]);
      log[level](message, fields);
    };
  return { debug: counted('debug'), info: counted('info'), warn: counted('warn'), error: counted('error') };
}
