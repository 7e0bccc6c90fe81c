import { ExactNumber, parseJson, stringifyJson } from '@camunda-sqs-connector/feel/json';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

describe('a JSON document keeps', () => {
  test.each([
    '12345678901234567890',
    '9007199254740993',
    '1.0',
    '[1.50,-0,1e2,1.0E20,0.0000001,123456789.123456789]',
    '{"a":{"b":[{"c":18446744073709551615}]},"text":"1.0 and 12345678901234567890"}',
    '{"__proto__":{"x":1.0},"constructor":2}',
    '"😀"',
    '{"quote":"\\"","end":"\\\\","n":1.0}',
  ])('every character of %s', (text) => {
    expect(stringifyJson(parseJson(text))).toBe(text);
  });

  test('nothing on the prototype of an object', () => {
    const value = parseJson('{"__proto__":{"polluted":1.0}}') as Record<string, unknown>;
    expect(value['polluted']).toBeUndefined();
    expect(Object.keys(value)).toEqual(['__proto__']);
  });
});

test.each(['{"a":1.0', '[1.0,]', '{"a" 1.0}', '1.0 2', '[1.0, tru]', '["1.0', '{1.0:2}', '[01.0]'])(
  '%s is refused',
  (text) => {
    expect(() => parseJson(text)).toThrow(SyntaxError);
  },
);

test('a document that is nested too deeply is refused, not a crash', () => {
  expect(() => parseJson(`${'['.repeat(100_000)}1.0${']'.repeat(100_000)}`)).toThrow(RangeError);
});

test('JSON.stringify cannot silently change an exact number', () => {
  expect(() => JSON.stringify({ n: new ExactNumber('1.0') })).toThrow(/stringifyJson/);
});

test('documents without exact numbers parse as JSON.parse does', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value);
      expect(JSON.parse(stringifyJson(parseJson(text)))).toEqual(JSON.parse(text));
    }),
  );
});
