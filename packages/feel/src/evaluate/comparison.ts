import type { Expression, RangeExpression, UnaryTest } from '../syntax/ast.ts';
import { areEqual, areIdentical } from '../values/equality.ts';
import { kindOf, typeName } from '../values/kinds.ts';
import { compare, isComparable } from '../values/ordering.ts';
import { excerpt } from '../values/show.ts';
import { isError, isFatal, isList, type Value } from '../values/value.ts';
import { compileExpression } from './compile-expression.ts';
import { effortOf } from './effort.ts';
import type { Evaluator } from './evaluator.ts';
import { any } from './logic.ts';
import { type Run, RunFailure } from './run.ts';
import type { Scope } from './scope.ts';

type Ordering = '<' | '<=' | '>' | '>=';

const HOLDS: Readonly<Record<Ordering, (order: number) => boolean>> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

export function compileComparison({
  operator,
  left,
  right,
  at,
}: Extract<Expression, { kind: 'comparison' }>): Evaluator {
  const [a, b] = [compileExpression(left), compileExpression(right)];
  if (operator === '=') return (scope, run) => equal(a(scope, run), b(scope, run), run, at);
  const holds = HOLDS[operator];
  return (scope, run) => order(a(scope, run), b(scope, run), holds, run, at);
}

function equal(a: Value, b: Value, run: Run, at?: number): Value {
  if (isError(a)) return a;
  if (isError(b)) return b;
  return areEqual(a, b, run) ?? notComparable(a, b, run, at);
}

function order(a: Value, b: Value, holds: (order: number) => boolean, run: Run, at?: number): Value {
  if (isError(a)) return a;
  if (isError(b)) return b;
  run.step(effortOf(a) + effortOf(b));
  if (!isComparable(a) || !isComparable(b)) return notComparable(a, b, run, at);
  if (isList(a) && isList(b)) throw new RunFailure('Lists have no order');
  if (typeof a === 'string') run.read(a);
  const found = compare(a, b);
  return found === undefined ? notComparable(a, b, run, at) : holds(found);
}

function notComparable(a: Value, b: Value, run: Run, at?: number): null {
  run.warn('NOT_COMPARABLE', () => `Can't compare '${excerpt(a)}' with '${excerpt(b)}'`, at);
  return null;
}

const TYPE_ALIASES: ReadonlyMap<string, string> = new Map([
  ['date time', 'date and time'],
  ['year-month-duration', 'years and months duration'],
  ['day-time-duration', 'days and time duration'],
]);

export function compileInstanceOf(of: Expression, type: string): Evaluator {
  const operand = compileExpression(of);
  const wanted = TYPE_ALIASES.get(type) ?? type;
  return (scope, run) => {
    const value = operand(scope, run);
    if (isError(value)) return value;
    return wanted === 'Any' ? value !== null : wanted === typeName(value);
  };
}

/** What `in` looks at, for the tests on its right. Expressions cannot name it. */
const INPUT = ' input';

export function compileIn(value: Expression, test: UnaryTest): Evaluator {
  const operand = compileExpression(value);
  const tested = compileTest(test);
  return (scope, run) => {
    const input = operand(scope, run);
    return isError(input) ? input : tested(scope.with(INPUT, input), run);
  };
}

export function compileTest(test: UnaryTest): Evaluator {
  switch (test.kind) {
    case 'compare': {
      const operand = compileExpression(test.with);
      const holds = HOLDS[test.operator];
      return (scope, run) => order(inputOf(scope), operand(scope, run), holds, run);
    }
    case 'equals': {
      const operand = compileExpression(test.value);
      return (scope, run) => equal(inputOf(scope), operand(scope, run), run);
    }
    case 'within':
      return compileWithin(test.range);
    case 'matches':
      return compileMatches(compileExpression(test.expression));
    case 'any': {
      const tests = test.tests.map(compileTest);
      return (scope, run) => any(tests, scope, run);
    }
  }
}

function inputOf(scope: Scope): Value {
  const value = scope.get(INPUT);
  return value === undefined || isError(value) ? null : value;
}

function compileWithin({ start, end, includesStart, includesEnd }: RangeExpression): Evaluator {
  const [low, high] = [compileExpression(start), compileExpression(end)];
  return (scope, run) => {
    const [a, b, input] = [low(scope, run), high(scope, run), inputOf(scope)];
    const isOneKind = kindOf(input) === kindOf(a) && kindOf(input) === kindOf(b);
    if (!isOneKind || !isComparable(input) || !isComparable(a) || !isComparable(b)) return null;
    const [fromLow, toHigh] = [compare(input, a) ?? 0, compare(input, b) ?? 0];
    return (includesStart ? fromLow >= 0 : fromLow > 0) && (includesEnd ? toHigh <= 0 : toHigh < 0);
  };
}

/** An expression as a test: it is true, or equals the input, or is a list that holds it. */
function compileMatches(expression: Evaluator): Evaluator {
  return (scope, run) => {
    const input = inputOf(scope);
    const value = expression(scope, run);
    if (isFatal(value)) {
      // It asks for `?`, which only such a test has.
      const withInput = expression(scope.with('?', input), run);
      return typeof withInput === 'boolean' ? withInput : null;
    }
    if (value === true) return true;
    if (isList(value)) run.step(value.length);
    if (isList(value) && value.some((item) => areIdentical(item, input, run))) return true;
    const isEqual = equal(input, value, run);
    if (isEqual === true || value === false || isList(value)) return isEqual === true;
    return isEqual === null ? null : false;
  };
}
