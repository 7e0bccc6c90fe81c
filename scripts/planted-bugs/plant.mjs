// Breaks the product's code in one place after the other, and shows that the tests notice each. Changes nothing for good.
// usage: plant.mjs [TEXT]   (only bugs whose name holds the text)
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { recordFigures } from '../figures/record.mjs';
import { bugs } from './bugs.mjs';

const [wanted = ''] = process.argv.slice(2);
const startedAt = performance.now();
let noticed = 0;
let missed = 0;
for (const [name, file, from, to] of bugs.filter(([name]) => name.includes(wanted))) {
  const original = readFileSync(file, 'utf8');
  if (original.split(from).length !== 2) throw new Error(`${file} does not hold exactly one: ${from}`);
  try {
    writeFileSync(file, original.replace(from, to));
    const tests = ['packages', 'e2e/journeys', 'e2e/settings'];
    const { status } = spawnSync('node_modules/.bin/vitest', ['run', '--bail=1', '--testTimeout=3000', ...tests], {
      encoding: 'utf8',
    });
    if (status === 0) missed++;
    else noticed++;
    console.log(`${status === 0 ? 'MISSED ' : 'noticed'} ${name}`);
  } finally {
    writeFileSync(file, original);
  }
}
console.log(`${noticed} passed, ${missed} failed`);
const seconds = (performance.now() - startedAt) / 1000;
if (missed === 0) recordFigures('planted-bugs', { size: noticed, seconds, figures: { noticed, missed } });
process.exit(missed === 0 ? 0 : 1);
