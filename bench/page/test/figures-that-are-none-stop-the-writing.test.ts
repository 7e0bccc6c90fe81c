import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { readMeasured } from '../measured.ts';
import { cluster, figure, measured, metGoal, nothing } from './made-up.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function folderWith(files: Readonly<Record<string, unknown>>): URL {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  folders.push(folder);
  mkdirSync(join(folder, 'results'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), JSON.stringify(content));
  return pathToFileURL(`${folder}/`);
}

const row = { situation: {}, candidate: 'connector', measure: 'workerCpuMs' };

test.each([
  ['a ratio of nothing', { ...figure(1), median: Number.NaN }],
  ['an infinite one', { ...figure(1), high: Number.POSITIVE_INFINITY }],
  ['an interval above its median', { median: 1, low: 2, high: 3 }],
  ['an interval below its median', { median: 3, low: 1, high: 2 }],
])('%s', (_, value) => {
  const results = folderWith({ 'results/cluster.json': { ...cluster, rows: [{ ...row, value }] } });
  expect(() => readMeasured(results)).toThrow('connector, workerCpuMs: ');
  const goals = folderWith({ 'results/local.json': { ...cluster, goals: [{ ...metGoal, value }] } });
  expect(() => readMeasured(goals)).toThrow('is no median with its interval');
});

test.each([
  ['no limit', { atMost: undefined }],
  ['two limits', { atLeast: 0.1 }],
])('a goal with %s', (_, limit) => {
  const folder = folderWith({ 'results/cluster.json': { ...cluster, goals: [{ ...metGoal, ...limit }] } });
  expect(() => readMeasured(folder)).toThrow('CPU against the usual: a goal has one limit');
});

test('what is as it should be is read as it was written', () => {
  const { remarks: _, ...parts } = measured;
  const files = Object.entries(parts).map(([name, part]) => [`results/${name}.json`, part] as const);
  expect(readMeasured(folderWith({ ...Object.fromEntries(files), 'remarks.json': { a: 'b' } }))).toEqual({
    ...measured,
    remarks: { a: 'b' },
  });
  expect(readMeasured(folderWith({}))).toEqual(nothing);
});
