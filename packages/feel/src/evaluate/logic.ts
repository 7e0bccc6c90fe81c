import type { Expression } from '../syntax/ast.ts';
import { isFatal, type Value } from '../values/value.ts';
import { compileExpression } from './compile-expression.ts';
import type { Evaluator } from './evaluator.ts';
import type { Run } from './run.ts';
import type { Scope } from './scope.ts';

export function compileLogic(kind: 'and' | 'or', left: Expression, right: Expression): Evaluator {
  const operands = [compileExpression(left), compileExpression(right)];
  return kind === 'and' ? (scope, run) => all(operands, scope, run) : (scope, run) => any(operands, scope, run);
}

/** Three-valued: true as soon as one is; null where none is true and one is neither. */
export function any(operands: readonly Evaluator[], scope: Scope, run: Run): Value {
  return decide(operands, scope, run, true);
}

/** Three-valued: false as soon as one is; null where none is false and one is neither. */
export function all(operands: readonly Evaluator[], scope: Scope, run: Run): Value {
  return decide(operands, scope, run, false);
}

/** @param deciding the value that decides by itself */
function decide(operands: readonly Evaluator[], scope: Scope, run: Run, deciding: boolean): Value {
  let outcome: Value = !deciding;
  for (const operand of operands) {
    if (outcome === deciding || isFatal(outcome)) return outcome;
    const value = operand(scope, run);
    if (isFatal(value)) outcome = value;
    else if (value === deciding) outcome = deciding;
    else if (typeof value !== 'boolean') outcome = null;
  }
  return outcome;
}

export function compileNot(of: Expression): Evaluator {
  const operand = compileExpression(of);
  return (scope, run) => {
    const value = operand(scope, run);
    return typeof value === 'boolean' ? !value : null;
  };
}
