import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Metrics } from './metrics.ts';

/** How often the event loop's delay is looked at: rarely enough to cost an idle worker nothing. */
const RESOLUTION_MS = 50;

/**
 * Memory, CPU time and event loop of this process, under the names that Node's dashboards know.
 *
 * @returns ends the measuring
 */
export function processMetrics(metrics: Metrics): () => void {
  const cpuUser = metrics.counter('process_cpu_user_seconds_total', 'Seconds of CPU time spent in user mode');
  const cpuSystem = metrics.counter('process_cpu_system_seconds_total', 'Seconds of CPU time spent in system calls');
  const cpu = metrics.counter('process_cpu_seconds_total', 'Seconds of CPU time spent in all');
  const start = metrics.gauge('process_start_time_seconds', 'Seconds since 1970 at which the process started');
  const uptime = metrics.gauge('process_uptime_seconds', 'Seconds since the process started');
  const resident = metrics.gauge('process_resident_memory_bytes', 'Bytes of memory that the process holds');
  const heapUsed = metrics.gauge('nodejs_heap_size_used_bytes', 'Bytes of the JavaScript heap in use');
  const heapTotal = metrics.gauge('nodejs_heap_size_total_bytes', 'Bytes of the JavaScript heap in all');
  const external = metrics.gauge('nodejs_external_memory_bytes', 'Bytes of buffers outside the JavaScript heap');
  const lagMean = metrics.gauge(
    'nodejs_eventloop_lag_mean_seconds',
    'Seconds that timers came late on average since the last reading',
  );
  const lagMax = metrics.gauge(
    'nodejs_eventloop_lag_max_seconds',
    'Seconds that a timer came late at most since the last reading',
  );
  const version = metrics.gauge('nodejs_version_info', 'The version of Node as a label; the value is 1', ['version']);
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  const startedAt = Date.now() / 1000 - process.uptime();
  let seen = { user: 0, system: 0 };
  start.set(startedAt);
  version.set(1, [process.version]);

  metrics.onRead(() => {
    const spent = process.cpuUsage();
    cpuUser.add([], (spent.user - seen.user) / 1e6);
    cpuSystem.add([], (spent.system - seen.system) / 1e6);
    cpu.add([], (spent.user + spent.system - seen.user - seen.system) / 1e6);
    seen = spent;
    uptime.set(process.uptime());
    const memory = process.memoryUsage();
    resident.set(memory.rss);
    heapUsed.set(memory.heapUsed);
    heapTotal.set(memory.heapTotal);
    external.set(memory.external);
    lagMean.set(lateSeconds(delay.mean));
    lagMax.set(lateSeconds(delay.max));
    delay.reset();
  });
  return () => delay.disable();
}

/** Node measures from one look to the next, so the time between them is in it. Before the first look there is no number. */
function lateSeconds(nanoseconds: number): number {
  const late = nanoseconds / 1e9 - RESOLUTION_MS / 1000;
  return Number.isFinite(late) ? Math.max(0, late) : 0;
}
