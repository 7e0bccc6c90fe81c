import { expect, test } from 'vitest';
import type { Measured } from '../measured.ts';
import { performancePage } from '../page.ts';
import { picturesOf } from '../pictures/index.ts';
import { measured, nothing } from './made-up.ts';

const PARTS: readonly (readonly [keyof Measured, string])[] = [
  ['cluster', 'bench'],
  ['local', 'bench:local'],
  ['profile', 'bench:profile'],
  ['steady', 'bench:steady'],
];

test.each(PARTS)('%s', (part, command) => {
  const line = `Not measured yet: \`npm run ${command}\`.`;
  expect(performancePage({ ...measured, [part]: undefined })).toContain(line);
  expect(performancePage(measured)).not.toContain(line);
});

test('without any, nothing is drawn or advised, and what is quoted stays', () => {
  const page = performancePage(nothing);
  expect(picturesOf(nothing).filter(({ svg }) => svg !== undefined)).toEqual([]);
  expect(page).not.toContain('![');
  expect(page).not.toMatch(/undefined|NaN|Infinity/);
  expect(page).toContain('| 8.7 (8.2–9) | 1.3 (0.9–1.35) |');
});

test('with all, nothing is missing', () => {
  const page = performancePage(measured);
  expect(page).not.toMatch(/undefined|NaN|Infinity|not measured yet/i);
});
