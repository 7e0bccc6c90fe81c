import { expect, test } from 'vitest';
import { reportOf } from './report.ts';
import { shrink } from './shrink.ts';
import { simulate } from './simulate.ts';

const SEEDS = 300;

test(`${SEEDS} seeds of jobs, faults and crashes break no promise`, async () => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const run = await simulate(seed);
    if (run.violation) expect.fail(reportOf(run, await shrink(run)));
  }
}, 180_000);

test('equal seeds give equal traces, and others give others', async () => {
  const hashes = new Set<string>();
  for (const seed of [1, 7, 42]) {
    const { hash } = await simulate(seed);
    expect((await simulate(seed)).hash).toBe(hash);
    hashes.add(hash);
  }
  expect(hashes.size).toBe(3);
});
