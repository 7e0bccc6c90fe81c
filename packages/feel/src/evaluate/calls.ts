import type { Arguments, Expression } from '../syntax/ast.ts';
import { FeelContext } from '../values/context.ts';
import type { FeelFunction } from '../values/function.ts';
import { FeelError, isError, isFatal, isList, type Value } from '../values/value.ts';
import { compileExpression } from './compile-expression.ts';
import type { Evaluator } from './evaluator.ts';
import { compileName } from './names.ts';
import type { Run } from './run.ts';
import type { Scope } from './scope.ts';

interface CompiledArguments {
  readonly fits: (candidate: FeelFunction) => boolean;
  readonly values: (called: FeelFunction, scope: Scope, run: Run) => readonly Value[];
}

export function compileCall({ owner, name, arguments: given, at }: Extract<Expression, { kind: 'call' }>): Evaluator {
  const args = compileArguments(given);
  return owner ? compileOwnedCall(compileName(owner, at), name, args) : compileFreeCall(name, args, at);
}

function compileFreeCall(name: string, args: CompiledArguments, at: number): Evaluator {
  return (scope, run) => {
    run.step();
    const called = scope.findFunction(name, args.fits);
    if (!called) {
      run.warn('NO_FUNCTION_FOUND', () => `No function found with name '${name}' and these arguments`, at);
      return null;
    }
    const value = invoke(called, args, scope, run);
    if (!isError(value) || isFatal(value)) return value;
    if (name === 'assert') {
      run.failedAssertion ??= value.message;
      run.warn('ASSERT_FAILURE', () => value.message, at);
      return value;
    }
    run.warn('FUNCTION_INVOCATION_FAILURE', () => `Failed to invoke function '${name}': ${value.message}`, at);
    return null;
  };
}

/** A function that is an entry of a context. Without it the whole expression fails, unlike with an unknown function. */
function compileOwnedCall(owner: Evaluator, name: string, args: CompiledArguments): Evaluator {
  return (scope, run) => {
    run.step();
    const context = owner(scope, run);
    if (!(context instanceof FeelContext))
      return isError(context) ? context : new FeelError(`Expected a context with the function '${name}'`);
    const called = context.functions(name).find(args.fits);
    return called ? invoke(called, args, scope, run) : new FeelError(`No function found with name '${name}'`);
  };
}

function invoke(called: FeelFunction, args: CompiledArguments, scope: Scope, run: Run): Value {
  const values = args.values(called, scope, run);
  const errors = values.filter(isError);
  return errors.find(isFatal) ?? errors[0] ?? called.call(values, run);
}

function compileArguments(given: Arguments): CompiledArguments {
  if (given.kind === 'named') {
    const byName = new Map(given.values.map(({ name, value }) => [name, compileExpression(value)]));
    const names = [...byName.keys()];
    return {
      fits: (candidate) => candidate.takesNames(names),
      values: (called, scope, run) => called.parameters.map((name) => byName.get(name)?.(scope, run) ?? null),
    };
  }
  const compiled = given.values.map(compileExpression);
  return {
    fits: (candidate) => candidate.takes(compiled.length),
    values: (called, scope, run) => {
      const values = compiled.map((argument) => argument(scope, run));
      return called.isVariadic && called.parameters.length > 0
        ? gathered(values, called.parameters.length - 1)
        : values;
    },
  };
}

/** Arguments from the last parameter on as one list; a single list stands for itself. */
function gathered(values: readonly Value[], fixed: number): readonly Value[] {
  const rest = values.slice(fixed);
  const [only] = rest;
  const isListAlready = fixed === 0 && rest.length === 1 && only !== undefined && isList(only);
  return [...values.slice(0, fixed), isListAlready ? only : rest];
}
