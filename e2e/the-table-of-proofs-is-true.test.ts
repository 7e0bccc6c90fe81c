import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = new URL('../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');

/** Rows of three cells whose last one is a test's file. */
const rows = read('docs/where-it-is-proven.md')
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .flatMap(([, promise = '', name = '', file = '']) => (file.endsWith('.ts') ? [{ promise, name, file }] : []));

test.each(rows)('$promise', ({ name, file }) => {
  const quoted = [`'${name}'`, `\`${name}\``, `"${name}"`];
  expect(quoted.some((text) => read(file).includes(text))).toBe(true);
});

test('the table has rows', () => {
  expect(rows.length).toBeGreaterThan(30);
});
