import type { Expression } from '../syntax/ast.ts';
import { FeelContext } from '../values/context.ts';
import { compareDecimals, Decimal, decimalOfInt, ONE } from '../values/decimal.ts';
import { add, subtract } from '../values/decimal-arithmetic.ts';
import { isError, isFatal, isList, nullIfError, type Value } from '../values/value.ts';
import { compileExpression } from './compile-expression.ts';
import type { Evaluator } from './evaluator.ts';
import type { Run } from './run.ts';
import type { Scope } from './scope.ts';

/** What surely gives no index: it is evaluated for each item only. */
const CONDITIONS = new Set<Expression['kind']>(['comparison', 'in', 'test', 'call']);

/** A list by index from 1 (or from the end, below 0), or by a condition on its items. */
export function compileFilter(of: Expression, by: Expression): Evaluator {
  const list = compileExpression(of);
  const filter = compileExpression(by);
  const isIndex = by.kind === 'number' || (by.kind === 'negation' && by.of.kind === 'number');
  const mayBeIndex = !CONDITIONS.has(by.kind);
  return (scope, run) => {
    const items = list(scope, run);
    if (!isList(items)) return isFatal(items) ? items : null;
    if (isIndex || mayBeIndex) {
      const index = filter(scope, run);
      if (index instanceof Decimal) return itemAt(items, index);
    }
    return nullIfError(chosen(items, filter, scope, run));
  };
}

function itemAt(items: readonly Value[], index: Decimal): Value {
  const position = index.coefficient > 0n ? subtract(index, ONE) : add(decimalOfInt(items.length), index);
  const isInside = position.coefficient >= 0n && compareDecimals(position, decimalOfInt(items.length)) < 0;
  return isInside ? (items[Number(position.toBigInt())] ?? null) : null;
}

/** The items for which the condition is true. The first item may show that the condition is an index after all. */
function chosen(items: readonly Value[], condition: Evaluator, scope: Scope, run: Run): Value {
  const result: Value[] = [];
  for (const [index, item] of items.entries()) {
    run.step();
    const inner = scope.with('item', item);
    const value = condition(item instanceof FeelContext ? inner.withEntries(item) : inner, run);
    if (isError(value)) return value;
    if (index === 0 && value instanceof Decimal) return itemAt(items, value);
    if (value === true) result.push(item);
  }
  return result;
}
