// Feeds hostile input to all that takes input from outside; see docs/fuzzing.md. The last line is `N inputs, F failures`.
// usage: fuzz.mjs [--minutes M] [--seed S] [--target NAME]   (--minutes 0 plays the one seed again)
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { parseArgs } from 'node:util';
import { recordFigures } from './figures/record.mjs';

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '1' }, seed: { type: 'string' }, target: { type: 'string' } },
});
const seed = values.seed ?? String(Date.now() % 2 ** 31);
const folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
const report = join(folder, 'report');
console.log(`seed ${seed}`);
const startedAt = performance.now();
const { status } = spawnSync('vitest', ['run', '--config', 'vitest.fuzz.config.ts'], {
  stdio: 'inherit',
  env: {
    ...process.env,
    PATH: `node_modules/.bin${delimiter}${process.env.PATH}`,
    FUZZ_MINUTES: values.minutes,
    FUZZ_SEED: seed,
    FUZZ_REPORT: report,
    ...(values.target && { FUZZ_TARGET: values.target }),
  },
});
const campaigns = existsSync(report) ? readFileSync(report, 'utf8').trim().split('\n').map(JSON.parse) : [];
rmSync(folder, { recursive: true });
const failures = campaigns.flatMap((campaign) => campaign.failures);
for (const { target, seed: of, broken } of failures) {
  console.log(`${broken}\n  again: npm run fuzz -- --target ${target} --minutes 0 --seed ${of}`);
}
for (const { name, inputs } of campaigns) console.log(`${name}: ${inputs} inputs`);
// A runner that failed without a report has found something too.
const unseen = status !== 0 && failures.length === 0 ? 1 : 0;
const total = campaigns.reduce((sum, { inputs }) => sum + inputs, 0);
console.log(`${total} inputs, ${failures.length + unseen} failures`);
if (failures.length + unseen === 0 && values.target === undefined) {
  const targets = Object.fromEntries(campaigns.map(({ name, inputs }) => [name, inputs]));
  const figures = { inputs: total, failures: 0, seed: Number(seed), 'inputs for each target': targets };
  recordFigures('fuzz', { size: Number(values.minutes), seconds: (performance.now() - startedAt) / 1000, figures });
}
process.exit(failures.length + unseen === 0 ? 0 : 1);
