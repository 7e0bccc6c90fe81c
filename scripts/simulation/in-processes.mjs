import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('simulate.mjs', import.meta.url));

/**
 * Runs seeds in several processes, each with seeds of its own in a row, and passes on what they say but for their counts.
 *
 * @param {readonly string[]} options handed to each
 * @returns {Promise<{ events: number, violations: number }>}
 */
export async function inProcesses(first, seeds, workers, options) {
  const counts = await Promise.all(
    Array.from({ length: workers }, (_, worker) => {
      const [from, to] = [worker, worker + 1].map((part) => first + Math.floor((seeds * part) / workers));
      return from === to ? { events: 0, violations: 0 } : inProcess(from, to - from, options);
    }),
  );
  return counts.reduce((a, b) => ({ events: a.events + b.events, violations: a.violations + b.violations }));
}

async function inProcess(first, seeds, options) {
  const args = [SCRIPT, '--first', String(first), '--seeds', String(seeds), ...options];
  // The figures are those of all of them.
  const env = { ...process.env, RECORD_FIGURES: '' };
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let events;
  let violations;
  for await (const line of createInterface({ input: child.stdout })) {
    const [, eventsText] = /^(\d+) events in /.exec(line) ?? [];
    const [, violationsText] = /^\d+ seeds, (\d+) violations$/.exec(line) ?? [];
    events ??= eventsText;
    violations ??= violationsText;
    if (eventsText === undefined && violationsText === undefined) console.log(line);
  }
  if (violations === undefined) throw new Error(`The process with the seeds from ${first} on ended without a count`);
  return { events: Number(events), violations: Number(violations) };
}
