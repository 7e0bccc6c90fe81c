// Ten minutes of even load on a real Zeebe of four partitions, without faults: does memory stay flat, and the rate even? A whole run
// writes bench/results/steady.json and docs/performance.md. Needs what `npm run test:cluster` needs. With faults it is `npm run test:soak`.
// usage: steady.mjs [--minutes N]
import { parseArgs } from 'node:util';
import { loadSource } from '../scripts/simulation/load-source.mjs';
import { keepResults } from './keep-results.mjs';

const WHOLE_MINUTES = 10;
/** Memory counts as flat below this, and a rate as even within this. */
const FLAT_MB_A_MINUTE = 1;
const EVEN = 0.05;

const { values } = parseArgs({ options: { minutes: { type: 'string' } } });
const minutes = Number(values.minutes ?? WHOLE_MINUTES);
if (!Number.isInteger(minutes) || minutes < 2) {
  console.error('usage: steady.mjs [--minutes N]   (at least 2)');
  process.exit(2);
}
const { measureSteady } = await loadSource('bench/steady/measure-steady.ts');
const steady = await measureSteady(minutes, console.log);
const { perSecond, lowestMinute, highestMinute, residentMbPerMinute, heapMbPerMinute, warnings } = steady;
const goals = [
  [`slowest minute: ${lowestMinute.toFixed(1)} messages/s`, lowestMinute >= perSecond * (1 - EVEN)],
  [`fastest minute: ${highestMinute.toFixed(1)} messages/s`, highestMinute <= perSecond * (1 + EVEN)],
  [`resident memory: ${residentMbPerMinute.toFixed(3)} MB a minute`, residentMbPerMinute < FLAT_MB_A_MINUTE],
  [`heap: ${heapMbPerMinute.toFixed(3)} MB a minute`, heapMbPerMinute < FLAT_MB_A_MINUTE],
  [`warnings and errors in the log: ${warnings}`, warnings === 0],
];
for (const [figure, isMet] of goals) console.log(`${isMet ? 'met    ' : 'NOT MET'} ${figure}`);
if (minutes >= WHOLE_MINUTES) {
  keepResults('steady', steady);
}
