import type { Expression, Iterator } from '../syntax/ast.ts';
import { mentionsName } from '../syntax/mentions.ts';
import { compareDecimals, Decimal, negate, ONE } from '../values/decimal.ts';
import { add } from '../values/decimal-arithmetic.ts';
import { FeelError, isError, isFatal, isList, isNumber, type Value } from '../values/value.ts';
import { compileExpression } from './compile-expression.ts';
import type { Evaluator } from './evaluator.ts';
import { all, any } from './logic.ts';
import type { Run } from './run.ts';
import type { Scope } from './scope.ts';

/** Only true is true: null, and whatever else a condition may be, leads to `else`. */
export function compileIf(condition: Expression, yes: Expression, no: Expression): Evaluator {
  const [decides, onYes, onNo] = [compileExpression(condition), compileExpression(yes), compileExpression(no)];
  return (scope, run) => {
    const value = decides(scope, run);
    if (isFatal(value)) return value;
    return value === true ? onYes(scope, run) : onNo(scope, run);
  };
}

export function compileFor(iterators: readonly Iterator[], body: Expression): Evaluator {
  const loop = compileIterators(iterators);
  const result = compileExpression(body);
  // The list of what there is so far is copied at each turn: a loop that does not ask for it must not pay.
  const seesPartial = mentionsName(body, 'partial');
  return (scope, run) => {
    const results: Value[] = [];
    const failure = loop(scope, run, (inner) => {
      run.grow(seesPartial ? results.length + 1 : 1);
      results.push(result(seesPartial ? inner.with('partial', [...results]) : inner, run));
      return true;
    });
    return failure === undefined ? results : failure;
  };
}

export function compileQuantified(kind: 'some' | 'every', iterators: readonly Iterator[], body: Expression): Evaluator {
  const loop = compileIterators(iterators);
  const condition = compileExpression(body);
  return (scope, run) => {
    let outcome: Value = kind === 'every';
    const failure = loop(scope, run, (inner) => {
      const soFar = () => outcome;
      outcome = kind === 'some' ? any([soFar, condition], inner, run) : all([soFar, condition], inner, run);
      return outcome !== (kind === 'some') && !isFatal(outcome);
    });
    return failure === undefined ? outcome : failure;
  };
}

/** Calls `turn` with a scope for each combination, until it says false. @returns what the loop is instead, where it cannot run */
type Loop = (scope: Scope, run: Run, turn: (inner: Scope) => boolean) => Value | undefined;

function compileIterators(iterators: readonly Iterator[]): Loop {
  const compiled = iterators.map(({ name, over }) => ({ name, list: compileOver(over) }));
  return (scope, run, turn) => {
    // All lists are evaluated outside: an iterator does not see the ones before it.
    const lists: { readonly name: string; readonly items: readonly Value[] }[] = [];
    for (const { name, list } of compiled) {
      const items = list(scope, run);
      if (!isList(items)) return isFatal(items) ? items : null;
      lists.push({ name, items });
    }
    if (lists.every(({ items }) => items.length > 0)) iterate(lists, 0, scope, run, turn);
    return undefined;
  };
}

function iterate(
  lists: readonly { readonly name: string; readonly items: readonly Value[] }[],
  level: number,
  scope: Scope,
  run: Run,
  turn: (inner: Scope) => boolean,
): boolean {
  const list = lists[level];
  if (!list) return turn(scope);
  for (const item of list.items) {
    run.step();
    if (!iterate(lists, level + 1, scope.with(list.name, item), run, turn)) return false;
  }
  return true;
}

function compileOver(over: Iterator['over']): Evaluator {
  if (over.kind !== 'numbers') return compileExpression(over);
  const [from, to] = [compileExpression(over.from), compileExpression(over.to)];
  return (scope, run) => {
    const [first, last] = [from(scope, run), to(scope, run)];
    const notNumber = [first, last].find((value) => !isNumber(value));
    if (notNumber !== undefined) return isError(notNumber) ? notNumber : new FeelError('Expected a number');
    return first instanceof Decimal && last instanceof Decimal ? numbers(first, last, run) : null;
  };
}

/** Upwards or downwards, both ends included. */
function numbers(first: Decimal, last: Decimal, run: Run): readonly Value[] {
  const direction = compareDecimals(first, last) < 0 ? 1 : -1;
  const step = direction === 1 ? ONE : negate(ONE);
  const result: Decimal[] = [];
  for (let value = first; compareDecimals(value, last) * direction <= 0; value = add(value, step)) {
    run.step();
    run.grow(1);
    result.push(value);
  }
  return result;
}
