import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { bugs } from '../scripts/planted-bugs/bugs.mjs';

/** `npm run test:planted-bugs` takes its time; that it would still plant what it says shows here. */
test.each(bugs)('%s', (_name, file, from, to) => {
  const code = readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
  expect(code.split(from)).toHaveLength(2);
  expect(to).not.toBe(from);
});
