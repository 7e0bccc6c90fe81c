import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { journeys } from './journeys/index.ts';

const root = new URL('../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const rowsOf = (path: string) =>
  read(path)
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\|[ -]+\|[ -|]*$/.test(line))
    .map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()));

describe('where-it-is-proven.md:', () => {
  /** Rows of three cells whose last one is a test's file. */
  const rows = rowsOf('docs/where-it-is-proven.md').flatMap(([, promise = '', name = '', file = '']) =>
    file.endsWith('.ts') ? [{ promise, name, file }] : [],
  );

  test.each(rows)('$promise', ({ name, file }) => {
    const quoted = [`'${name}'`, `\`${name}\``, `"${name}"`];
    expect(quoted.some((text) => read(file).includes(text))).toBe(true);
  });

  test('has rows', () => {
    expect(rows.length).toBeGreaterThan(30);
  });
});

describe.each(['SECURITY.md', 'docs/targets.md'])('%s', (page) => {
  const links = [...read(page).matchAll(/\]\(([^):#]+)\)/g)].map(([, path = '']) => path);

  test.each(links)('leads to %s', (path) => {
    expect(existsSync(new URL(path, new URL(page, root)))).toBe(true);
  });
});

describe('compatibility.md:', () => {
  const folders = readdirSync(new URL('packages', root)).map((name) => `packages/${name}/test`);
  const tests = ['e2e', 'e2e/cluster', ...folders.filter((folder) => existsSync(new URL(folder, root)))]
    .flatMap((folder) => readdirSync(new URL(folder, root)).map((file) => `${folder}/${file}`))
    .filter((file) => /\.(test|cluster)\.ts$/.test(file));
  const texts = [...tests, 'e2e/journeys/every-journey.ts'].map(read).join('\n');
  const named = new Set(journeys.map(({ name }) => name));
  const rows = rowsOf('docs/compatibility.md')
    .map(([, rule = '', here = '', name = '']) => ({ rule, here, name }))
    .filter(({ name }) => name !== 'Case');

  test.each(rows)('$rule: $here', ({ name }) => {
    const isTest = [`'${name}'`, `"${name}"`, `\`${name}\``].some((quoted) => texts.includes(quoted));
    expect([name, named.has(name) || isTest || tests.includes(name)]).toEqual([name, true]);
  });

  test('has a row for each rule', () => {
    expect(rows.length).toBeGreaterThan(150);
  });
});
