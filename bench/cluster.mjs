// Measures the connector on a real Zeebe, beside what is usually written instead and beside a worker that sends nothing. A whole run
// takes some 45 minutes and writes bench/results/cluster.json and docs/performance.md. Needs what `npm run test:cluster` needs. Linux only.
// usage: cluster.mjs [--rounds N] [--only load|pace|growth]
import { parseArgs } from 'node:util';
import { loadSource } from '../scripts/simulation/load-source.mjs';
import { keepResults } from './keep-results.mjs';

const WHOLE_ROUNDS = 7;

const { values } = parseArgs({ options: { rounds: { type: 'string' }, only: { type: 'string' } } });
const rounds = Number(values.rounds ?? WHOLE_ROUNDS);
const { measureOnACluster } = await loadSource('bench/cluster/measure.ts');
const { PARTS } = await loadSource('bench/cluster/parts.ts');
const { goalLines, rowLines } = await loadSource('bench/lines.ts');
const parts = values.only === undefined ? PARTS : [values.only];
if (!Number.isInteger(rounds) || rounds < 1 || !parts.every((part) => PARTS.includes(part))) {
  console.error(`usage: cluster.mjs [--rounds N] [--only ${PARTS.join('|')}]`);
  process.exit(2);
}

const results = await measureOnACluster(parts, rounds, console.log);
console.log(['', ...rowLines(results.rows), '', ...goalLines(results.goals)].join('\n'));
if (values.only === undefined && rounds >= WHOLE_ROUNDS) {
  keepResults('cluster', results);
}
