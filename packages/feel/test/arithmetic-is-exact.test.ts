import { compile } from '@camunda-sqs-connector/feel';
import fc from 'fast-check';
import { expect, test } from 'vitest';

/** A decimal as digits and scale: 150 and 2 are 1.50. */
type Decimal = readonly [digits: bigint, scale: number];

const decimal = fc.tuple(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.integer({ min: 0, max: 9 }));

function text([digits, scale]: Decimal): string {
  const padded = String(digits < 0n ? -digits : digits).padStart(scale + 1, '0');
  const point = scale === 0 ? padded : `${padded.slice(0, -scale)}.${padded.slice(-scale)}`;
  return digits < 0n ? `(-${point})` : point;
}

function holds(expression: string): unknown {
  const program = compile(expression);
  if (program.kind === 'parseFailure') throw new Error(program.message);
  const result = program.run({}, { side: 'connector', zone: 'Z' });
  return result.kind === 'value' ? result.value : result.message;
}

const tenTo = (exponent: number) => 10n ** BigInt(exponent);
const magnitude = (value: bigint) => (value < 0n ? -value : value);

/** The quotient of exact fractions, rounded half to even at the 34th digit. */
function quotient(a: Decimal, b: Decimal): Decimal {
  const [top, bottom] = [magnitude(a[0]) * tenTo(b[1]), magnitude(b[0]) * tenTo(a[1])];
  let scale = 33 - (String(top).length - String(bottom).length);
  const digitsAt = (places: number) => {
    const [n, d] = places >= 0 ? [top * tenTo(places), bottom] : [top, bottom * tenTo(-places)];
    const [whole, rest] = [n / d, (n % d) * 2n];
    return rest > d || (rest === d && whole % 2n === 1n) ? whole + 1n : whole;
  };
  while (digitsAt(scale) >= tenTo(34)) scale--;
  while (digitsAt(scale) < tenTo(33)) scale++;
  const digits = digitsAt(scale);
  return [a[0] < 0n !== b[0] < 0n ? -digits : digits, scale];
}

test('sums, differences, products and comparisons are those of exact fractions', () => {
  fc.assert(
    fc.property(decimal, decimal, (a, b) => {
      const scale = Math.max(a[1], b[1]);
      const [x, y] = [a[0] * tenTo(scale - a[1]), b[0] * tenTo(scale - b[1])];
      expect(holds(`${text(a)} + ${text(b)} = ${text([x + y, scale])}`)).toBe(true);
      expect(holds(`${text(a)} - ${text(b)} = ${text([x - y, scale])}`)).toBe(true);
      expect(holds(`${text(a)} * ${text(b)} = ${text([a[0] * b[0], a[1] + b[1]])}`)).toBe(true);
      expect(holds(`${text(a)} < ${text(b)}`)).toBe(x < y);
      expect(holds(`${text(a)} = ${text(b)}`)).toBe(x === y);
    }),
    { numRuns: 500, seed: 4712 },
  );
});

test('quotients are those of exact fractions, rounded half to even at 34 digits', () => {
  fc.assert(
    fc.property(decimal, decimal, (a, b) => {
      fc.pre(a[0] !== 0n && b[0] !== 0n);
      expect(holds(`${text(a)} / ${text(b)} = ${text(quotient(a, b))}`)).toBe(true);
    }),
    { numRuns: 500, seed: 4713 },
  );
});

test('sums keep the longer scale, products add the scales', () => {
  fc.assert(
    fc.property(decimal, decimal, (a, b) => {
      const scaleOf = (written: unknown) => (String(written).split('.')[1] ?? '').length;
      const plain = (expression: string) => holds(`string(${expression})`);
      fc.pre(a[0] !== 0n && b[0] !== 0n && a[0] !== -b[0]);
      expect(scaleOf(plain(`${text(a)} + ${text(b)}`))).toBe(Math.max(a[1], b[1]));
      const product = plain(`${text(a)} * ${text(b)}`);
      // Tiny numbers are written with an exponent.
      if (!String(product).includes('E')) expect(scaleOf(product)).toBe(a[1] + b[1]);
    }),
    { numRuns: 300, seed: 4714 },
  );
});
