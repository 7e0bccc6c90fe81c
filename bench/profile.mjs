// Where the worker's CPU goes under load. What takes over 3 % must have a reason, or the run fails. A whole run writes
// bench/results/profile.json and docs/performance.md.
// usage: profile.mjs [--messages N]
import { parseArgs } from 'node:util';
import { loadSource } from '../scripts/simulation/load-source.mjs';
import { keepResults } from './keep-results.mjs';

const WHOLE_MESSAGES = 20_000;

const { values } = parseArgs({ options: { messages: { type: 'string' } } });
const messages = Number(values.messages ?? WHOLE_MESSAGES);
if (!Number.isInteger(messages) || messages < 1) {
  console.error('usage: profile.mjs [--messages N]');
  process.exit(2);
}
const { profileWorker } = await loadSource('bench/profile/measure.ts');
const profile = await profileWorker(messages);

const percent = (share) => `${(share * 100).toFixed(1)} %`.padStart(7);
for (const { what, share, why } of profile.rows)
  console.log(`${percent(share)} ${what}: ${why || 'NO REASON IS KNOWN'}`);
console.log(`${percent(profile.rest)} all else`);
const unexplained = profile.rows.filter(({ why }) => why === '');
if (unexplained.length > 0) {
  console.error(
    `${unexplained.length} rows without a reason: give them one in bench/profile/reasons.ts, or make them cheaper`,
  );
  process.exitCode = 1;
} else if (messages >= WHOLE_MESSAGES) {
  keepResults('profile', profile);
}
