import type { ArithmeticOperator, Expression } from '../syntax/ast.ts';
import { minus, plusDuration } from '../temporal/arithmetic.ts';
import { isDuration, MonthsDuration, NanosDuration } from '../temporal/types.ts';
import { Decimal, decimalOfDouble, decimalOfInt } from '../values/decimal.ts';
import { add, divide, multiply, power, subtract } from '../values/decimal-arithmetic.ts';
import { powerOfDoubles } from '../values/exponential.ts';
import { excerpt } from '../values/show.ts';
import { isError, isTemporal, type Value } from '../values/value.ts';
import { compileExpression } from './compile-expression.ts';
import { effortOf } from './effort.ts';
import type { Evaluator } from './evaluator.ts';
import { type Run, RunFailure } from './run.ts';

type Operation = (a: Value, b: Value, run: Run) => Value | undefined;

const OPERATIONS: Readonly<Record<ArithmeticOperator, Operation>> = {
  '+': plus,
  '-': difference,
  '*': times,
  '/': quotient,
  '**': raised,
};

const VERBS: Readonly<Record<ArithmeticOperator, readonly [verb: string, preposition: string]>> = {
  '+': ['add', 'to'],
  '-': ['subtract', 'from'],
  '*': ['multiply', 'by'],
  '/': ['divide', 'by'],
  '**': ['exponentiate', 'by'],
};

/** What the operator does not know becomes null; a fatal error on either side stays one. */
export function compileArithmetic({
  operator,
  left,
  right,
  at,
}: Extract<Expression, { kind: 'arithmetic' }>): Evaluator {
  const [a, b] = [compileExpression(left), compileExpression(right)];
  const operation = OPERATIONS[operator];
  const [verb, preposition] = VERBS[operator];
  return (scope, run) => {
    const [x, y] = [a(scope, run), b(scope, run)];
    const error = isError(x) ? x : isError(y) ? y : undefined;
    if (error) return error.isFatal ? error : null;
    run.step(effortOf(x) + effortOf(y));
    const value = operation(x, y, run);
    if (value !== undefined) return value;
    const [first, second] = operator === '+' || operator === '-' ? [y, x] : [x, y];
    run.warn('INVALID_TYPE', () => `Can't ${verb} '${excerpt(first)}' ${preposition} '${excerpt(second)}'`, at);
    return null;
  };
}

function plus(a: Value, b: Value, run: Run): Value | undefined {
  if (a instanceof Decimal && b instanceof Decimal) return add(a, b);
  if (typeof a === 'string' && typeof b === 'string') {
    run.grow(a.length + b.length);
    return a + b;
  }
  if (a instanceof MonthsDuration && b instanceof MonthsDuration) return new MonthsDuration(a.months + b.months);
  if (a instanceof NanosDuration && b instanceof NanosDuration) return new NanosDuration(a.nanos + b.nanos);
  if (isTemporal(a) && !isDuration(a) && isDuration(b)) return plusDuration(a, b);
  return isDuration(a) && isTemporal(b) && !isDuration(b) ? plusDuration(b, a) : undefined;
}

function difference(a: Value, b: Value): Value | undefined {
  if (a instanceof Decimal && b instanceof Decimal) return subtract(a, b);
  if (a instanceof MonthsDuration && b instanceof MonthsDuration) return new MonthsDuration(a.months - b.months);
  if (a instanceof NanosDuration && b instanceof NanosDuration) return new NanosDuration(a.nanos - b.nanos);
  return isTemporal(a) && isTemporal(b) && !isDuration(a) ? minus(a, b) : undefined;
}

function times(a: Value, b: Value): Value | undefined {
  if (a instanceof Decimal && b instanceof Decimal) return multiply(a, b);
  const [duration, factor] = a instanceof Decimal ? [b, a] : [a, b];
  if (!(factor instanceof Decimal)) return undefined;
  // Durations are multiplied by whole numbers: a fraction is cut off.
  if (duration instanceof MonthsDuration) return multipliedMonths(duration, factor.toInt());
  return duration instanceof NanosDuration ? new NanosDuration(duration.nanos * BigInt(factor.toInt())) : undefined;
}

/** @throws RangeError where years or months exceed 32 bits */
function multipliedMonths({ months }: MonthsDuration, factor: number): MonthsDuration {
  const parts = [Math.trunc(months / 12) * factor, (months % 12) * factor];
  if (parts.some((part) => part >= 2 ** 31 || part < -(2 ** 31))) throw new RangeError('The duration is too long');
  return new MonthsDuration(months * factor);
}

const NANOS_PER_MILLI = 1_000_000n;

function quotient(a: Value, b: Value): Value | undefined {
  if (b instanceof Decimal) {
    if (b.isZero) return undefined;
    if (a instanceof Decimal) return divide(a, b);
    if (a instanceof MonthsDuration) return new MonthsDuration(divide(decimalOfInt(a.months), b).toInt());
    if (!(a instanceof NanosDuration)) return undefined;
    const millis = divide(new Decimal(a.nanos / NANOS_PER_MILLI, 0), b).toInt();
    return new NanosDuration(BigInt(millis) * NANOS_PER_MILLI);
  }
  if (a instanceof MonthsDuration && b instanceof MonthsDuration && b.months !== 0) {
    return decimalOfInt(Math.trunc(a.months / b.months));
  }
  if (!(a instanceof NanosDuration && b instanceof NanosDuration)) return undefined;
  const divisor = b.nanos / NANOS_PER_MILLI;
  return divisor === 0n ? undefined : new Decimal(a.nanos / NANOS_PER_MILLI / divisor, 0);
}

const STEPS_OF_POWER = 50;

function raised(a: Value, b: Value, run: Run): Value | undefined {
  if (!(a instanceof Decimal && b instanceof Decimal)) return undefined;
  run.step(STEPS_OF_POWER);
  if (b.isWhole) return power(a, b.toInt());
  const value = powerOfDoubles(a.toNumber(), b.toNumber());
  if (!Number.isFinite(value)) throw new RunFailure(`'${a} ** ${b}' is no number`);
  return decimalOfDouble(value);
}
