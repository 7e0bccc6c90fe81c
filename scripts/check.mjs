// The static checks: types of sources and tests, lint and format, the packages that are shipped and what they hold. Prints a line a check.
import { spawnSync } from 'node:child_process';
import { delimiter } from 'node:path';

const checks = [
  ['types of the packages', ['tsc', '-b']],
  ['types of the tests', ['tsc', '-p', 'tsconfig.tests.json']],
  ['lint and format', ['biome', 'ci', '--reporter=summary', '.']],
  ['docs that are generated', [process.execPath, 'scripts/write-docs.mjs', '--check']],
  ['packages that are shipped', [process.execPath, 'scripts/check-shipped.mjs']],
  ['what packages hold', [process.execPath, 'scripts/check-packed.mjs']],
];

const env = { ...process.env, PATH: `node_modules/.bin${delimiter}${process.env.PATH}` };

let failed = 0;
for (const [name, [command, ...args]] of checks) {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', env });
  if (status !== 0) {
    failed++;
    console.error(`${stdout}${stderr}`);
  }
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name}`);
}
process.exit(failed === 0 ? 0 : 1);
