import { parseDurationMs } from '@camunda-sqs-connector/runtime';
import { expect, test } from 'vitest';

test.each([
  ['PT5M', 300_000],
  ['pt5m', 300_000],
  ['P1D', 86_400_000],
  ['P1DT1H', 90_000_000],
  ['PT0.5S', 500],
  ['PT1,5S', 1500],
  ['PT5.S', 5000],
  ['PT36H', 129_600_000],
  ['-PT5S', -5000],
  ['PT-5S', -5000],
  ['+PT5S', 5000],
  ['PT0S', 0],
])('%s is %i ms', (text, ms) => {
  expect(parseDurationMs(text)).toBe(ms);
});

test.each(['P1W', 'P1M', 'P1Y', 'PT', 'P', 'P1DT', 'PT.5S', 'PT1.5M', ' PT5S', 'PT5S ', '5', ''])(
  '%j is no duration',
  (text) => {
    expect(parseDurationMs(text)).toBeUndefined();
  },
);
