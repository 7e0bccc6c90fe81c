import { MAX_JSON_DEPTH, parseJson } from '@camunda-sqs-connector/feel/json';
import { describe, expect, test } from 'vitest';

const lists = (levels: number, inside = '') => '['.repeat(levels) + inside + ']'.repeat(levels);
const objects = (levels: number, inside = '1') => '{"a":'.repeat(levels) + inside + '}'.repeat(levels);

describe('a document with plain numbers, and one with exact numbers:', () => {
  test.each(['1', '1.0'])('%s', (number) => {
    for (const nested of [lists, objects]) {
      expect(() => parseJson(nested(MAX_JSON_DEPTH, number))).not.toThrow();
      expect(() => parseJson(nested(MAX_JSON_DEPTH + 1, number))).toThrow(RangeError);
      expect(() => parseJson(nested(100_000, number))).toThrow(RangeError);
    }
  });
});

test.each([
  ['brackets in strings', JSON.stringify({ a: '['.repeat(5000), b: '"['.repeat(5000), c: '\\"['.repeat(5000) })],
  ['levels side by side', `[${Array(5000).fill('[[{}]]').join()}]`],
])('%s are no depth', (_name, text) => {
  expect(parseJson(text)).toEqual(JSON.parse(text));
});
