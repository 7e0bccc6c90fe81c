import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startPacedLoad } from './paced-load.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('so many are begun a second, and no more than were wanted', async () => {
  const load = startPacedLoad({ wanted: 100, perSecond: 50, start: async () => {}, isFull: () => false });
  await vi.advanceTimersByTimeAsync(1000);
  expect(load.confirmed.size).toBeGreaterThan(45);
  expect(load.confirmed.size).toBeLessThanOrEqual(51);
  await vi.advanceTimersByTimeAsync(2000);
  expect(load.confirmed.size).toBe(100);
  await load.done;
});

test('nothing is begun while too many are unfinished', async () => {
  let finished = 0;
  const isFull = (confirmed: number) => confirmed - finished >= 10;
  const load = startPacedLoad({ wanted: 1000, perSecond: 100, start: async () => {}, isFull });
  await vi.advanceTimersByTimeAsync(5000);
  // Those that were under way when it became full.
  expect(load.confirmed.size).toBeLessThanOrEqual(10 + 16);
  finished = load.confirmed.size;
  await vi.advanceTimersByTimeAsync(1000);
  expect(load.confirmed.size).toBeGreaterThan(finished);
  load.stop();
});

test('an engine that is away is asked by one at a time, and no number is used again', async () => {
  let isAway = false;
  let underWay = 0;
  const together: number[] = [];
  const begun: number[] = [];
  const start = async (n: number) => {
    begun.push(n);
    underWay++;
    if (isAway) together.push(underWay);
    await new Promise((resolve) => setTimeout(resolve, 100));
    underWay--;
    if (isAway) throw new Error('away');
  };
  const load = startPacedLoad({ wanted: 300, perSecond: 50, start, isFull: () => false });
  await vi.advanceTimersByTimeAsync(1000);
  isAway = true;
  // Those that are under way, or waiting for their moment, fail one after the other.
  await vi.advanceTimersByTimeAsync(1000);
  together.length = 0;
  await vi.advanceTimersByTimeAsync(5000);
  expect(together.length).toBeGreaterThan(3);
  expect(Math.max(...together)).toBe(1);
  isAway = false;
  await vi.advanceTimersByTimeAsync(20_000);
  await load.done;
  expect(load.confirmed.size).toBe(300);
  expect(new Set(begun).size).toBe(begun.length);
  expect(begun.length).toBe(300 + load.unconfirmed());
});
