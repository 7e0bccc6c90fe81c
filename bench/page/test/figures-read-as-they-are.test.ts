import { expect, test } from 'vitest';
import { percent, plain, roundedDown, shown, shownFigure } from '../numbers.ts';

test.each([
  [{ median: 0.4213, low: 0.404, high: 0.45 }, '0.421 (0.404–0.450)'],
  [{ median: 12.34, low: 9, high: 101 }, '12.3 (9.0–101.0)'],
  [{ median: 1234.5, low: 1200, high: 1300.4 }, '1,235 (1,200–1,300)'],
  [{ median: 0.00123, low: 0.001, high: 0.002 }, '0.0012 (0.0010–0.0020)'],
  [{ median: 1, low: 1, high: 1 }, '1'],
  [{ median: 1, low: 0.98, high: 1 }, '1.00 (0.98–1.00)'],
  [{ median: 0, low: 0, high: 0.25 }, '0.000 (0.000–0.250)'],
  [{ median: 0, low: 0, high: 0 }, '0'],
  [{ median: -0.52, low: -1.1, high: 0.3 }, '−0.520 (−1.100 to 0.300)'],
  [{ median: -0.52, low: -0.9, high: -0.3 }, '−0.520 (−0.900 to −0.300)'],
])('%o is %s', (figure, text) => {
  expect(shownFigure(figure)).toBe(text);
});

test.each([
  [shown(0.5), '0.500'],
  [shown(7), '7.00'],
  [shown(0), '0'],
  [plain(0.6), '0.6'],
  [plain(-0.0004), '0'],
  [plain(-0.01), '−0.01'],
  [plain(12_800), '12,800'],
  [percent(0.1), '10 %'],
  [percent(0.0333), '3.3 %'],
  [String(roundedDown(2144)), '2100'],
  [String(roundedDown(0.0359)), '0.035'],
  [String(roundedDown(700)), '700'],
])('%s is %s', (written, text) => {
  expect(written).toBe(text);
});
