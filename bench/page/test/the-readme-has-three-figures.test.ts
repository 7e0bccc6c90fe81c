import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readmeWith } from '../readme.ts';
import { cluster, compared, measured, nothing } from './made-up.ts';

const README = '# A house\n\n<!-- performance -->\n<!-- /performance -->\n\n## A room\n';

test('between its markers, and a link to the page', () => {
  expect(readmeWith(measured, README)).toBe(`# A house

<!-- performance -->

## What it takes

- **0.440 ms (0.418–0.466)** of CPU a message in the worker; 5.00 times that with Camunda’s and AWS’s SDKs
- **0.138 (0.131–0.146)** requests to SQS a message
- **102 MB (97–108)** of memory under load

Measured on a real engine (SQS answers after 0 ms, 64 jobs at once), 7 rounds, medians with 95 % intervals. Goals, sizing, and how it
was measured: [docs/performance.md](docs/performance.md).

<!-- /performance -->

## A room
`);
});

test('they are written anew, and not once more', () => {
  const once = readmeWith(measured, README);
  expect(readmeWith(measured, once)).toBe(once);
  expect(readmeWith(nothing, once)).toBe(README);
});

test.each([
  ['nothing was measured', nothing],
  [
    'nothing of it was measured',
    { ...nothing, cluster: { ...cluster, rows: compared({ jobsInFlight: 64 }, { startMs: [1, 1, 1] }) } },
  ],
])('while %s, there is no section', (_, some) => {
  expect(readmeWith(some, README)).toBe(README);
});

test.each([
  ['none', '# A house\n'],
  ['half', '<!-- performance -->\n'],
  ['two', README + README],
])('a README with %s of the markers stops the writing', (_, readme) => {
  expect(() => readmeWith(measured, readme)).toThrow('README.md has to hold');
});

test('the repository’s own has them', () => {
  const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
  expect(readmeWith(nothing, readmeWith(measured, readme))).toBe(readmeWith(nothing, readme));
});
