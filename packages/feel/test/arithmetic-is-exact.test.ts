import { compile } from '@camunda-sqs-connector/feel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareDecimals, Decimal, decimalOfText } from '../src/values/decimal.ts';
import { add, divide, multiply, subtract } from '../src/values/decimal-arithmetic.ts';

/** An exact fraction, with a divisor above zero. */
interface Fraction {
  readonly over: bigint;
  readonly under: bigint;
}

const DIGITS = 34;
const tenTo = (exponent: number) => 10n ** BigInt(exponent);
const magnitude = (value: bigint) => (value < 0n ? -value : value);
const isSame = (a: Fraction, b: Fraction) => a.over * b.under === b.over * a.under;

function fractionOf({ coefficient, scale }: Decimal): Fraction {
  return scale >= 0 ? { over: coefficient, under: tenTo(scale) } : { over: coefficient * tenTo(-scale), under: 1n };
}

/** To 34 digits, half to even: the scale is looked for at which the whole part has so many. */
function rounded({ over, under }: Fraction): Fraction {
  if (over === 0n) return { over, under };
  const at = (scale: number): readonly [dividend: bigint, divisor: bigint] =>
    scale >= 0 ? [magnitude(over) * tenTo(scale), under] : [magnitude(over), under * tenTo(-scale)];
  const isTooShort = (scale: number) => at(scale)[0] < at(scale)[1] * tenTo(DIGITS - 1);
  let scale = DIGITS - String(magnitude(over)).length + String(under).length;
  while (isTooShort(scale)) scale++;
  while (!isTooShort(scale - 1)) scale--;
  const [dividend, divisor] = at(scale);
  const [whole, twice] = [dividend / divisor, 2n * (dividend % divisor)];
  const isUp = twice > divisor || (twice === divisor && whole % 2n === 1n);
  const digits = (whole + (isUp ? 1n : 0n)) * (over < 0n ? -1n : 1n);
  return scale >= 0 ? { over: digits, under: tenTo(scale) } : { over: digits * tenTo(-scale), under: 1n };
}

const coefficients = fc.oneof(
  fc.bigInt({ min: -1000n, max: 1000n }),
  fc.bigInt({ min: 1n - tenTo(DIGITS), max: tenTo(DIGITS) - 1n }),
  // Where there are many nines and fives, rounding happens.
  fc
    .tuple(fc.integer({ min: 1, max: DIGITS }), fc.constantFrom('9', '5', '49', '50'))
    .map(([length, digits]) => BigInt(digits.repeat(DIGITS).slice(0, length))),
);
const decimals = fc
  .tuple(coefficients, fc.integer({ min: -40, max: 60 }))
  .map(([coefficient, scale]) => new Decimal(coefficient, scale));
const RUNS = { numRuns: 2000, seed: 4720 };

function holds(
  act: (a: Decimal, b: Decimal) => Decimal,
  exact: (a: Fraction, b: Fraction) => Fraction,
  seconds = decimals,
): void {
  fc.assert(
    fc.property(decimals, seconds, (a, b) => {
      const wanted = rounded(exact(fractionOf(a), fractionOf(b)));
      expect(isSame(fractionOf(act(a, b)), wanted), `${a} and ${b}`).toBe(true);
    }),
    RUNS,
  );
}

describe('what is computed is the exact result, rounded to 34 digits, half to even:', () => {
  test('sums', () => {
    holds(add, (a, b) => ({ over: a.over * b.under + b.over * a.under, under: a.under * b.under }));
  });

  test('differences', () => {
    holds(subtract, (a, b) => ({ over: a.over * b.under - b.over * a.under, under: a.under * b.under }));
  });

  test('products', () => {
    holds(multiply, (a, b) => ({ over: a.over * b.over, under: a.under * b.under }));
  });

  test('quotients', () => {
    holds(
      divide,
      (a, b) => ({ over: a.over * b.under * (b.over < 0n ? -1n : 1n), under: a.under * magnitude(b.over) }),
      decimals.filter(({ isZero }) => !isZero),
    );
  });
});

test('a quotient that only its last digits lift above half is rounded up', () => {
  const [half, divisor] = [2n * tenTo(DIGITS) + 5n, tenTo(10) + 19n];
  const quotient = divide(new Decimal(half * divisor + 1n, 0), new Decimal(divisor, 0));
  expect(quotient.toString()).toBe(`2.${'0'.repeat(DIGITS - 2)}1E+34`);
});

test('the order is that of the exact values, whatever the scales', () => {
  fc.assert(
    fc.property(decimals, decimals, fc.integer({ min: 0, max: 20 }), (a, b, zeros) => {
      const [x, y] = [fractionOf(a), fractionOf(b)];
      const difference = x.over * y.under - y.over * x.under;
      expect(Math.sign(compareDecimals(a, b))).toBe(difference < 0n ? -1 : Number(difference > 0n));
      expect(compareDecimals(a, new Decimal(a.coefficient * tenTo(zeros), a.scale + zeros))).toBe(0);
    }),
    RUNS,
  );
});

test('sums keep the longer scale and products add the scales, as far as 34 digits reach', () => {
  const short = fc
    .tuple(fc.bigInt({ min: 1n, max: 10n ** 15n }), fc.integer({ min: 0, max: 9 }))
    .map(([coefficient, scale]) => new Decimal(coefficient, scale));
  fc.assert(
    fc.property(short, short, (a, b) => {
      expect(add(a, b).scale).toBe(Math.max(a.scale, b.scale));
      expect(multiply(a, b).scale).toBe(a.scale + b.scale);
    }),
    RUNS,
  );
});

test('a number that is written and read again is the same, with its scale', () => {
  fc.assert(
    fc.property(decimals, (a) => {
      const again = decimalOfText(a.toString());
      expect([again.coefficient, again.scale]).toEqual([a.coefficient, a.scale]);
    }),
    RUNS,
  );
});

test('expressions compute with these numbers', () => {
  const text = ({ coefficient, scale }: Decimal) => `number("${coefficient}e${-scale}")`;
  fc.assert(
    fc.property(decimals, decimals, (a, b) => {
      const [x, y] = [text(a), text(b)];
      const program = compile(`[string(${x} + ${y}), string(${x} - ${y}), string(${x} * ${y}), ${x} < ${y}]`);
      const result = program.kind === 'program' ? program.run({}, { side: 'connector' }) : program;
      const value = [`${add(a, b)}`, `${subtract(a, b)}`, `${multiply(a, b)}`, compareDecimals(a, b) < 0];
      expect(result).toMatchObject({ value });
    }),
    { numRuns: 300, seed: 4721 },
  );
});
