import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TemplateOptions } from 'camunda-sqs-connector';
import { afterAll, describe, expect, test } from 'vitest';
import { template } from '../src/cli/template.ts';
import { build } from './template-variants.ts';

const folder = mkdtempSync(join(tmpdir(), 'template-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the file holds', () => {
  test.each<[string, readonly string[], TemplateOptions]>([
    ['the plain template', [], {}],
    ['the plain template, asked for by its engine', ['--for', '8.6'], {}],
    ['the hybrid one', ['--hybrid'], { isHybrid: true }],
    ['that for 8.10', ['--for=8.10'], { engine: '8.10' }],
    ['both', ['--for', '8.10', '--hybrid'], { engine: '8.10', isHybrid: true }],
  ])('%s', (name, args, options) => {
    const file = join(folder, `${name}.json`);
    expect(template([...args, '--out', file])).toBe(0);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(build(options));
  });
});

describe('refused', () => {
  test.each<[string, readonly string[], RegExp]>([
    ['an option that is unknown', ['--hybird'], /'template' has no option --hybird/],
    ['a word', ['hybrid'], /takes only options, but got: hybrid/],
    ['an engine that there is no template for', ['--for', '8.5'], /--for takes 8\.6 .* or 8\.10, but got: 8\.5/],
    ['an engine that is missing', ['--for'], /--for needs a value/],
    ['an engine that is another option', ['--for', '--hybrid'], /--for needs a value/],
    ['a file that is another option', ['--out', '--hybrid'], /--out needs a value/],
    ['a file that is missing', ['--out'], /--out needs a value/],
    ['hybrid with a value', ['--hybrid=no'], /--hybrid takes no value/],
  ])('%s', (_case, args, problem) => {
    expect(() => template(args)).toThrow(
      expect.objectContaining({ name: 'UsageError', message: expect.stringMatching(problem) }),
    );
  });
});

test('a file that cannot be written is named', () => {
  expect(() => template(['--out', join(folder, 'no', 'such', 'folder.json')])).toThrow(/ENOENT.*folder\.json/);
});
