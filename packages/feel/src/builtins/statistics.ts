import { effortOf } from '../evaluate/effort.ts';
import { type Run, RunFailure } from '../evaluate/run.ts';
import { compareDecimals, type Decimal, decimalOfDouble, decimalOfInt, ONE, ZERO } from '../values/decimal.ts';
import { add, divide, multiply, subtract } from '../values/decimal-arithmetic.ts';
import { FeelError, isNumber, type Value } from '../values/value.ts';
import { type Builtin, builtin, onList } from './define.ts';

const TWO = decimalOfInt(2);

/** A function of a list of numbers. @param ofNothing its value of an empty list */
function ofNumbers(
  name: string,
  act: (numbers: readonly Decimal[], run: Run) => Value,
  ofNothing: Value = null,
): Builtin {
  const call = onList((list, run) => {
    if (list.length === 0) return ofNothing;
    for (const item of list) run.step(effortOf(item));
    return list.every(isNumber) ? act(list as readonly Decimal[], run) : new FeelError('All items must be numbers');
  });
  return builtin(name, 'list', call, { isVariadic: true });
}

const sum = (numbers: readonly Decimal[]) => numbers.reduce(add, ZERO);
const mean = (numbers: readonly Decimal[]) => divide(sum(numbers), decimalOfInt(numbers.length));

export const statisticFunctions: readonly Builtin[] = [
  ofNumbers('sum', sum),
  ofNumbers('product', (numbers) => numbers.reduce(multiply, ONE)),
  ofNumbers('mean', mean),
  ofNumbers('median', median),
  ofNumbers('stddev', deviation),
  ofNumbers('mode', mode, []),
];

function median(numbers: readonly Decimal[]): Value {
  const ordered = [...numbers].sort(compareDecimals);
  const middle = Math.floor(ordered.length / 2);
  const [below = ZERO, above = ZERO] = [ordered[middle - 1], ordered[middle]];
  return ordered.length % 2 === 1 ? above : divide(add(below, above), TWO);
}

/** @throws RunFailure of a single number: there is no deviation */
function deviation(numbers: readonly Decimal[]): Value {
  if (numbers.length === 1) throw new RunFailure('Division by zero');
  const center = mean(numbers);
  const squares = numbers.map((number) => subtract(number, center)).map((distance) => multiply(distance, distance));
  return decimalOfDouble(Math.sqrt(divide(sum(squares), decimalOfInt(numbers.length - 1)).toNumber()));
}

/** The numbers that come most often, smallest first. */
function mode(numbers: readonly Decimal[], run: Run): Value {
  const counts: { readonly number: Decimal; count: number }[] = [];
  for (const number of numbers) {
    run.step(counts.length);
    const known = counts.find((one) => compareDecimals(one.number, number) === 0);
    if (known) known.count++;
    else counts.push({ number, count: 1 });
  }
  const most = counts.reduce((largest, { count }) => Math.max(largest, count), 0);
  return counts
    .filter(({ count }) => count === most)
    .map(({ number }) => number)
    .sort(compareDecimals);
}
