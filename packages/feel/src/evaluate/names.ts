import type { Expression } from '../syntax/ast.ts';
import { temporalProperty } from '../temporal/properties.ts';
import { FeelContext } from '../values/context.ts';
import { typeName } from '../values/kinds.ts';
import { isError, isList, isTemporal, type Value } from '../values/value.ts';
import { compileExpression } from './compile-expression.ts';
import type { Evaluator } from './evaluator.ts';
import type { Run } from './run.ts';

export function compileName([first = '', ...path]: readonly string[], at: number): Evaluator {
  const head: Evaluator = (scope, run) => {
    const value = scope.get(first);
    if (value !== undefined && !isError(value)) return value;
    if (value === undefined) run.warn('NO_VARIABLE_FOUND', () => `No variable found with name '${first}'`, at);
    return null;
  };
  const [second, ...rest] = path;
  if (second === undefined) return head;
  return (scope, run) => {
    let value = stepInto(head(scope, run), second, run, at);
    for (const name of rest) {
      if (isError(value)) return value;
      value = stepInto(value, name, run, at);
    }
    return value;
  };
}

export function compilePath(of: Expression, name: string, at: number): Evaluator {
  const owner = compileExpression(of);
  return (scope, run) => stepInto(owner(scope, run), name, run, at);
}

/** An entry of a context, a property of a temporal value; of a list, that of each item. */
function stepInto(value: Value, name: string, run: Run, at: number): Value {
  if (value instanceof FeelContext) {
    const entry = value.get(name);
    if (entry !== undefined) return entry;
    run.warn('NO_CONTEXT_ENTRY_FOUND', () => `${noEntry(name)} Available keys: ${knownKeys(value)}`, at);
    return null;
  }
  if (isList(value)) {
    run.step(value.length);
    return value.map((item) => stepInto(item, name, run, at));
  }
  if (isError(value)) return value;
  const property = isTemporal(value) ? temporalProperty(value, name) : undefined;
  if (property !== undefined) return property;
  if (value === null) run.warn('NO_CONTEXT_ENTRY_FOUND', () => `${noEntry(name)} The context is null`, at);
  else
    run.warn(
      'NO_PROPERTY_FOUND',
      () => `No property found with name '${name}' of value of type '${typeName(value)}'`,
      at,
    );
  return null;
}

const noEntry = (name: string) => `No context entry found with key '${name}'.`;

function knownKeys(context: FeelContext): string {
  const first = context.keys().slice(0, 20);
  return first.map((key) => `'${key}'`).join(', ');
}
