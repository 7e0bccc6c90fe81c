import { javaDouble } from '@camunda-sqs-connector/feel';
import { parseJson, stringifyJson } from '@camunda-sqs-connector/feel/json';
import fc from 'fast-check';
import { expect, test } from 'vitest';

/** As Java's `Double.toString` gives them. */
test.each([
  [0, '0.0'],
  [-0, '-0.0'],
  [1, '1.0'],
  [-17.5, '-17.5'],
  [0.001, '0.001'],
  [0.00099, '9.9E-4'],
  [9_999_999, '9999999.0'],
  [10_000_000, '1.0E7'],
  [123456789.125, '1.23456789125E8'],
  [1e-7, '1.0E-7'],
  [1e21, '1.0E21'],
  [5e-324, '4.9E-324'],
  [1.7976931348623157e308, '1.7976931348623157E308'],
])('%d is %s', (value, text) => {
  expect(stringifyJson(javaDouble(value))).toBe(text);
});

test('what is written is read back as the same double', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      const read = parseJson(stringifyJson(javaDouble(value)));
      expect(Number(read)).toBe(value);
    }),
    { seed: 20261126 },
  );
});
