import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { simulate } from './simulate.ts';

const ROOT = path.resolve(import.meta.dirname, '../../../..');
const TIMEOUT_MS = 120_000;

test('equal seeds give equal traces, others give others', async () => {
  const hashes = new Set<string>();
  for (const seed of [1, 7, 42]) {
    const { hash } = await simulate(seed);
    expect((await simulate(seed)).hash).toBe(hash);
    hashes.add(hash);
  }
  expect(hashes.size).toBe(3);
});

test('in another process too, whatever ran there before', { timeout: TIMEOUT_MS }, async () => {
  const args = ['scripts/simulation/simulate.mjs', '--first', '41', '--seeds', '3', '--workers', '2', '--hashes'];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: ROOT });
  for (const seed of [41, 42, 43]) expect(stdout).toContain(`seed ${seed}: ${(await simulate(seed)).hash}\n`);
  expect(stdout).toMatch(/\n3 seeds, 0 violations\n$/);
});
