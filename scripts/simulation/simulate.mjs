// Runs seeds of the simulated world (docs/simulation.md). The last line is a count.
// usage: simulate.mjs [--seeds N] [--first S] [--workers N] [--hashes]
import { parseArgs } from 'node:util';
import { recordFigures } from '../figures/record.mjs';
import { inProcesses } from './in-processes.mjs';
import { loadSource } from './load-source.mjs';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string' },
    first: { type: 'string' },
    workers: { type: 'string' },
    hashes: { type: 'boolean' },
  },
});
const seeds = wholeNumber('seeds', values.seeds ?? '1000');
const first = wholeNumber('first', values.first ?? '1');
const workers = wholeNumber('workers', values.workers ?? '1');

const startedAt = performance.now();
const { violations, events } = await (workers > 1
  ? inProcesses(first, seeds, workers, values.hashes ? ['--hashes'] : [])
  : inThisProcess());
const seconds = (performance.now() - startedAt) / 1000;
console.log(`${events} events in ${seconds.toFixed(1)} s`);
console.log(`${seeds} seeds, ${violations} violations`);
process.exitCode = violations === 0 && seeds > 0 ? 0 : 1;
const figures = { seeds, 'first seed': first, events, violations };
if (process.exitCode === 0) recordFigures('simulation', { size: seeds, seconds, figures });

async function inThisProcess() {
  const { simulateMany } = await loadSource('packages/connector/test/simulation/simulate-many.ts');
  return simulateMany(first, seeds, {
    tell: (report) => console.log(`${report}\n`),
    ran: ({ plan, hash }) => values.hashes && console.log(`seed ${plan.seed}: ${hash}`),
  });
}

function wholeNumber(name, text) {
  const number = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(number)) return number;
  console.error(`--${name} must be a whole number, not ${text}`);
  process.exit(2);
}
