import { describe, expect, test } from 'vitest';
import { figureOf } from './figures.ts';
import { quantile } from './quantile.ts';

test.each<[string, readonly number[], number, number]>([
  ['the middle one', [3, 1, 2], 0.5, 2],
  ['between the two in the middle', [4, 1, 2, 3], 0.5, 2.5],
  ['the largest', [5, 9, 1], 1, 9],
  ['the smallest', [5, 9, 1], 0, 1],
  ['nine tenths of the way', [0, 10], 0.9, 9],
  ['the only one', [7], 0.99, 7],
])('a quantile is %s', (_, values, share, expected) => {
  expect(quantile(values, share)).toBeCloseTo(expected, 10);
});

// Ranks from tables of the sign test's interval.
test.each<[number, number]>([
  [1, 1],
  [3, 1],
  [6, 1],
  [7, 1],
  [8, 1],
  [9, 2],
  [12, 3],
  [15, 4],
  [20, 6],
])('of %i rounds the interval begins at the value of rank %i and ends as far from the end', (count, rank) => {
  const values = Array.from({ length: count }, (_, index) => index + 1);
  expect(figureOf(values)).toEqual({ median: (count + 1) / 2, low: rank, high: count + 1 - rank });
});

describe('from any distribution', () => {
  test('at least 95 of 100 intervals hold the true median', () => {
    let state = 1;
    const random = () => {
      state = (state * 48_271) % 2_147_483_647;
      return state / 2_147_483_647;
    };
    const trials = 4000;
    let held = 0;
    for (let trial = 0; trial < trials; trial++) {
      // Skewed, as times are: the median of -ln(u) is ln 2.
      const { low, high } = figureOf(Array.from({ length: 9 }, () => -Math.log(random())));
      if (low <= Math.LN2 && Math.LN2 <= high) held++;
    }
    expect(held / trials).toBeGreaterThan(0.95);
    expect(held / trials).toBeLessThan(0.97);
  });
});

test('without values there is no figure', () => {
  expect(() => figureOf([])).toThrow();
  expect(() => quantile([], 0.5)).toThrow(RangeError);
});
