import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { worker } from '../../../packages/connector/src/settings/topics/worker.ts';
import { readMeasured } from '../measured.ts';
import {
  DEFAULT_JOBS_AT_ONCE,
  fifoMessagesPerSecond,
  limitForBodies,
  mostPerSecond,
  planFor,
  sizingOf,
} from '../sizing.ts';
import { cluster, compared } from './made-up.ts';

const sizing = sizingOf(cluster);
if (!sizing) throw new Error('there are figures');

test('the unfavourable end of the dearest situation is planned with', () => {
  expect(sizing.workerCpuMs).toBeCloseTo(0.4 * 1.1 * 1.06);
  expect(sizing.engineCpuMs).toBeCloseTo(1.6 * 1.1);
  // 1000 / 0.4664 = 2144, and 70 % of it.
  expect([sizing.perCore, sizing.perWorker]).toEqual([2100, 1500]);
});

test('a worker that has little to do is no measure, whatever its CPU a message', () => {
  const idle = compared({ perSecond: 20 }, { workerCpuMs: [9, 9, 9] });
  expect(sizingOf({ ...cluster, rows: [...idle, ...cluster.rows] })).toEqual(sizing);
});

test('requests a message are those where SQS takes its time', () => {
  expect(sizing.requestsPerMessage).toBeCloseTo(0.125 * 1.06);
});

test.each([
  [10, { workers: 2, cpuRequestMilli: 50 }],
  [500, { workers: 2, cpuRequestMilli: 340 }],
  [1500, { workers: 2, cpuRequestMilli: 1000 }],
  [1501, { workers: 3, cpuRequestMilli: 510 }],
  [6000, { workers: 5, cpuRequestMilli: 1000 }],
])('%i messages a second', (perSecond, plan) => {
  expect(planFor(perSecond, sizing)).toMatchObject(plan);
});

describe('memory', () => {
  const { memory } = sizing;
  if (!memory) throw new Error('there are figures');

  test('is requested for the load, and limited at twice that', () => {
    // 93 MB at 0 ms, which the fixture makes 10 % dearer, with the upper end of the interval.
    expect(memory.loadMb).toBeCloseTo(93 * 1.1 * 1.06);
    expect(memory).toMatchObject({ requestMb: 128, limitMb: 256 });
  });

  test('grows with bodies as it was measured to', () => {
    // From 92 to 131 MB, and 6 % for the interval, for 64 bodies that are 199.7 kB larger.
    expect(memory.copies).toBeCloseTo((131 * 1.06 - 92) / ((64 * 199.7) / 1000));
    expect(limitForBodies(memory, 1)).toBe(512);
    expect(limitForBodies({ ...memory, copies: undefined }, 1)).toBe(256);
  });
});

test.each([
  [64, 10, 6400],
  [64, 100, 640],
  [16, 5, 3200],
])('%i jobs at once and %i ms let %i messages a second through', (jobs, latency, most) => {
  expect(mostPerSecond(jobs, latency)).toBe(most);
});

test.each([
  [1, 300],
  [0.125, 2400],
  [0.1, 3000],
  [0.05, 3000],
  [1.2, 300],
])('a FIFO queue with %f requests a message takes %i a second', (requests, most) => {
  expect(fifoMessagesPerSecond(requests)).toBe(most);
});

test('the default of jobs at once is the setting’s', () => {
  expect(DEFAULT_JOBS_AT_ONCE).toBe(worker.settings.maxJobs.fallback);
});

test('without figures there is no advice', () => {
  expect(sizingOf(undefined)).toBeUndefined();
  expect(sizingOf({ ...cluster, rows: [] })).toBeUndefined();
  expect(sizingOf({ ...cluster, rows: compared({ jobsInFlight: 64 }, { engineCpuMs: [1, 1, 1] }) })).toBeUndefined();
  expect(
    sizingOf({ ...cluster, rows: compared({ jobsInFlight: 64 }, { workerCpuMs: [1, 1, 1] }) })?.memory,
  ).toBeUndefined();
});

test('the manifest of operations.md gives what was measured to be needed', () => {
  const manifest = readFileSync(new URL('../../../docs/operations.md', import.meta.url), 'utf8');
  const given = [/requests: \{.* memory: (\d+)Mi/, /limits: \{.* memory: (\d+)Mi/].map((pattern) =>
    Number(pattern.exec(manifest)?.[1]),
  );
  const { memory } = sizingOf(readMeasured(new URL('../../', import.meta.url)).cluster) ?? {};
  const needed = memory ? [memory.requestMb, memory.limitMb] : [0, 0];
  expect(given.map((mebibytes, index) => mebibytes >= (needed[index] ?? 0))).toEqual([true, true]);
});
