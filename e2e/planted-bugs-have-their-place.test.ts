import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { bugs } from '../scripts/planted-bugs/bugs.mjs';
import { simulationBugs } from '../scripts/planted-bugs/simulation-bugs.mjs';

/** `npm run test:planted-bugs` takes its time; that it would still plant what it says shows here. */
test.each(bugs)('%s', (_name, file, from, to) => {
  expectPlace(file, from, to);
});

/** The same of `npm run simulate:planted-bugs`. */
test.each(simulationBugs)('in the simulation: %s', (_name, file, ...edits) => {
  for (const [from, to] of edits) expectPlace(file, from, to);
});

function expectPlace(file: string, from: string, to: string): void {
  const code = readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
  expect(code.split(from)).toHaveLength(2);
  expect(to).not.toBe(from);
}
