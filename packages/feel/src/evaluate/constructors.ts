import type { ContextEntry, Expression, RangeExpression } from '../syntax/ast.ts';
import { contextOf } from '../values/context.ts';
import { FeelFunction } from '../values/function.ts';
import { kindOf } from '../values/kinds.ts';
import { isPoint } from '../values/ordering.ts';
import { FeelRange } from '../values/range.ts';
import { FeelError, isError, type Value } from '../values/value.ts';
import { compileExpression } from './compile-expression.ts';
import { CONTEXT_SIZE, ITEM_SIZE } from './effort.ts';
import type { Evaluator } from './evaluator.ts';
import { GrowingScope } from './scope.ts';

export function compileList(items: readonly Expression[]): Evaluator {
  const compiled = items.map(compileExpression);
  return (scope, run) => {
    run.grow(ITEM_SIZE * (compiled.length + 1));
    const values: Value[] = [];
    for (const item of compiled) {
      const value = item(scope, run);
      if (isError(value)) return value;
      values.push(value);
    }
    return values;
  };
}

export function compileContext(entries: readonly ContextEntry[]): Evaluator {
  const compiled = entries.map(
    ({ name, value }) => [name, compileExpression(value), value.kind === 'function'] as const,
  );
  return (scope, run) => {
    run.grow(CONTEXT_SIZE + ITEM_SIZE * compiled.length);
    const inner = new GrowingScope(scope);
    for (const [name, entry, isFunction] of compiled) {
      const value = entry(isFunction ? inner.frozen(run) : inner, run);
      if (isError(value)) return value;
      if (value instanceof FeelFunction) inner.addFunction(name, value);
      else inner.setValue(name, value);
    }
    return inner.toContext();
  };
}

export function compileRange({ start, end, includesStart, includesEnd }: RangeExpression): Evaluator {
  const [first, last] = [compileExpression(start), compileExpression(end)];
  return (scope, run) => {
    const from = first(scope, run);
    if (isError(from)) return from;
    const to = last(scope, run);
    if (isError(to)) return to;
    if (!isPoint(from) || !isPoint(to) || kindOf(from) !== kindOf(to))
      return new FeelError('The ends of a range must be of one type');
    return new FeelRange(from, to, includesStart, includesEnd);
  };
}

export function compileFunction(parameters: readonly string[], body: Expression): Evaluator {
  const result = compileExpression(body);
  return (scope, run) => {
    run.grow(CONTEXT_SIZE);
    return new FeelFunction(parameters, (args, inner) => {
      const given = contextOf(parameters.map((name, index) => [name, args[index] ?? null] as const));
      return inner.deeper(() => result(scope.withEntries(given), inner));
    });
  };
}
