// Measures what Node alone can: our side of SQS beside AWS's SDK, the embedded pair, start and idle memory, the steps of a job.
// A whole run writes bench/results/local.json and docs/performance.md. Linux only.
// usage: local.mjs [--rounds N] [--only sqs|pair|idle|job]
import { parseArgs } from 'node:util';
import { loadSource } from '../scripts/simulation/load-source.mjs';
import { keepResults } from './keep-results.mjs';

const WHOLE_ROUNDS = 7;

const { values } = parseArgs({ options: { rounds: { type: 'string' }, only: { type: 'string' } } });
const rounds = Number(values.rounds ?? WHOLE_ROUNDS);
const { measureLocally, PARTS } = await loadSource('bench/local/measure.ts');
const { goalLines, rowLines } = await loadSource('bench/lines.ts');
const parts = values.only === undefined ? PARTS : [values.only];
if (!Number.isInteger(rounds) || rounds < 1 || !parts.every((part) => PARTS.includes(part))) {
  console.error(`usage: local.mjs [--rounds N] [--only ${PARTS.join('|')}]`);
  process.exit(2);
}

const results = await measureLocally(parts, rounds, console.log);
console.log(['', ...rowLines(results.rows), '', ...goalLines(results.goals)].join('\n'));
if (values.only === undefined && rounds >= WHOLE_ROUNDS) {
  keepResults('local', results);
}
