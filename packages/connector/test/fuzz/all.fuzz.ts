import { appendFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { campaign } from './campaign.ts';
import { targetNames } from './targets.ts';

const minutes = Number(process.env['FUZZ_MINUTES'] ?? 1);
const seed = Number(process.env['FUZZ_SEED'] ?? 1);
const only = process.env['FUZZ_TARGET'];
const names = targetNames.filter((name) => only === undefined || name === only);
const shareMs = (minutes * 60_000) / names.length;

test.each(names)(
  '%s',
  async (name) => {
    const end = performance.now() + shareMs;
    // Without time, the one seed is played again.
    const isEnough = (inputs: number) => (minutes === 0 ? inputs === 1 : performance.now() >= end);
    const { inputs, failures } = await campaign(name, seed, isEnough);
    const report = process.env['FUZZ_REPORT'];
    if (report) appendFileSync(report, `${JSON.stringify({ name, inputs, failures })}\n`);
    expect(failures).toEqual([]);
  },
  2 * shareMs + 120_000,
);
