// Runs the simulation with one bug after the other in the product's code, and shows which seed notices. No file is changed.
// usage: simulate.mjs [--seeds N] [TEXT]   (only bugs whose name holds the text)
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { recordFigures } from '../figures/record.mjs';
import { loadSource } from '../simulation/load-source.mjs';
import { simulationBugs } from './simulation-bugs.mjs';

const { values, positionals } = parseArgs({ options: { seeds: { type: 'string' } }, allowPositionals: true });
const seeds = Number(values.seeds ?? 1000);
const [wanted = ''] = positionals;
process.on('unhandledRejection', () => {}); // A bug may leave one: the simulation tells of it.

const startedAt = performance.now();
let noticed = 0;
let missed = 0;
for (const [name, file, ...edits] of simulationBugs.filter(([name]) => name.includes(wanted))) {
  const plant = {
    name: 'plant-a-bug',
    enforce: 'pre',
    transform: (code, id) => (id === path.resolve(file) ? edits.reduce(replaceOnce, code) : undefined),
  };
  edits.reduce(replaceOnce, readFileSync(file, 'utf8'));
  const { simulateMany } = await loadSource('packages/connector/test/simulation/simulate-many.ts', [plant]);
  const { failed } = await simulateMany(1, seeds, { stopsAtFirst: true, tell() {} });
  if (failed) noticed++;
  else missed++;
  const how = failed ? `seed ${failed.plan.seed}: ${failed.violation.promise}` : '';
  console.log(`${failed ? 'noticed' : 'MISSED '} ${name.padEnd(58)} ${how}`);
}
console.log(`${noticed} noticed, ${missed} missed`);
const seconds = (performance.now() - startedAt) / 1000;
const figures = { noticed, missed, 'seeds for each, at most': seeds };
if (missed === 0) recordFigures('planted-bugs-in-the-simulation', { size: noticed, seconds, figures });
process.exit(missed === 0 ? 0 : 1);

function replaceOnce(code, [from, to]) {
  if (code.split(from).length !== 2) throw new Error(`There is not exactly one: ${from}`);
  return code.replace(from, () => to);
}
