import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { runtimeErrorCatalogue } from '@camunda-sqs-connector/runtime';
import { describe, expect, test } from 'vitest';
import { awsErrorCatalogue } from '../src/errors/aws-errors.ts';
import { connectorErrorCatalogue } from '../src/errors/own-errors.ts';

const packages = new URL('../../', import.meta.url);
const page = readFileSync(new URL('../docs/errors.md', packages), 'utf8');

/** The codes and types of the page's tables, as its readers see them. */
const rows = new Map(
  [...page.matchAll(/^\| `(\w+)` \| `([\w.]+)` \|/gm)].map(([, code = '', type = '']) => [code, type] as const),
);

/** What the sources of runtime and connector hold, by file. */
const sources = ['runtime/src/', 'connector/src/'].flatMap((folder) =>
  readdirSync(new URL(folder, packages), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => ({ file: folder + file, text: readFileSync(new URL(folder + file, packages), 'utf8') })),
);
const thrown = sources.flatMap(({ text }) => [...text.matchAll(/\b(?:runtime|connector)Error\(\s*'(\w+)'/g)]);

test('with the types that errors come with', () => {
  const known = [runtimeErrorCatalogue, connectorErrorCatalogue].flatMap((catalogue) => Object.entries(catalogue));
  const types = [...known, ...awsErrorCatalogue].map(([code, { type }]) => [code, type] as const);
  expect(rows).toEqual(new Map(types));
});

test('that the sources throw, and none that they do not throw', () => {
  const own = Object.keys({ ...runtimeErrorCatalogue, ...connectorErrorCatalogue });
  expect(new Set(thrown.map(([, code]) => code))).toEqual(new Set(own));
  for (const [, code = ''] of thrown) expect([...rows.keys()]).toContain(code);
});

test('since errors are made in two places only: from the catalogue of our own, and from AWS’s', () => {
  const makers = sources.filter(({ text }) => text.includes('new ConnectorError('));
  expect(makers.map(({ file }) => file)).toEqual([
    'runtime/src/errors/connector-error.ts',
    'connector/src/sending/aws-error.ts',
  ]);
});

describe('that AWS’s SDK declares for', () => {
  const commands = new URL(
    '../dist-types/commands/',
    `file://${createRequire(import.meta.url).resolve('@aws-sdk/client-sqs')}`,
  );

  test.each(['SendMessage', 'SendMessageBatch'])('%s', (action) => {
    const declaration = readFileSync(new URL(`${action}Command.d.ts`, commands), 'utf8');
    const declared = [...declaration.matchAll(/@throws \{@link (\w+)\} \(/g)].map(([, code]) => code);
    expect(declared.length).toBeGreaterThan(10);
    for (const code of declared) expect([...rows.keys()]).toContain(code);
  });
});
