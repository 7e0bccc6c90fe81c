// Keeps what a whole run has measured, and writes the documentation that follows from it.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';

/** @param {string} name of the file. The process fails where a goal is missed and bench/remarks.json does not say why. */
export function keepResults(name, results) {
  const file = `bench/results/${name}.json`;
  mkdirSync('bench/results', { recursive: true });
  writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
  const { status } = spawnSync(process.execPath, ['scripts/write-docs.mjs'], { stdio: 'inherit' });
  if (status === 0) console.log(`\n${file} and docs/performance.md are written`);
  else
    console.error(`\n${file} is written; docs/performance.md is not: mend what is told above, then run npm run docs`);
  process.exitCode = status ?? 1;
}
