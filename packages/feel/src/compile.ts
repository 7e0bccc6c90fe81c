import { functionsOf } from './added-functions.ts';
import { builtins } from './builtins/index.ts';
import { ResultTooLarge, toJson } from './convert/to-json.ts';
import { compileExpression } from './evaluate/compile-expression.ts';
import type { Evaluator } from './evaluate/evaluator.ts';
import { DEFAULT_BUDGET, Run, RunFailure } from './evaluate/run.ts';
import { DataScope, FunctionScope, type Scope } from './evaluate/scope.ts';
import type { JsonObject } from './json/index.ts';
import type { CompileOptions, Evaluation, EvaluationFailure, ParseFailure, Program, RunOptions } from './program.ts';
import type { Expression } from './syntax/ast.ts';
import { isFailure, parse, shownExpression, tooDeep } from './syntax/parse.ts';
import { isError } from './values/value.ts';

const BUILTINS = new FunctionScope(builtins);

/**
 * Compiles a FEEL expression. A leading `=` is taken off.
 *
 * @example
 * const program = compile('= {id: response.messageId}');
 * if (program.kind === 'program') program.run({ response: { messageId: 'm-1' } }, { side: 'connector' });
 */
export function compile(source: string, options: CompileOptions = {}): Program | ParseFailure {
  const text = source.trim().replace(/^=/, '').trim();
  const parsed = parse(text);
  if (isFailure(parsed)) return parsed;
  const evaluator = compileOrFail(parsed, text);
  if (typeof evaluator !== 'function') return evaluator;
  const added = options.functions ?? [];
  const functions = added.length === 0 ? BUILTINS : new FunctionScope(builtins, new FunctionScope(functionsOf(added)));
  return { kind: 'program', text, run: (context, run) => evaluate(text, evaluator, functions, context, run) };
}

/** The compiler follows the nesting of an expression, and of its chains of operators: that of its own stack is the limit. */
function compileOrFail(parsed: Expression, text: string): Evaluator | ParseFailure {
  try {
    return compileExpression(parsed);
  } catch (error) {
    if (error instanceof RangeError) return tooDeep(text);
    throw error;
  }
}

function evaluate(
  text: string,
  evaluator: Evaluator,
  functions: Scope,
  context: JsonObject,
  options: RunOptions,
): Evaluation {
  const { side, clock = Date.now, zone = systemZone(), random = Math.random, budget = {} } = options;
  const run = new Run({ side, clock, zone, random, budget });
  try {
    const value = evaluator(new DataScope(context, functions), run);
    if (run.failedAssertion !== undefined) {
      return failure(
        `Assertion failure on evaluate the expression '${shownExpression(text)}'`,
        run.failedAssertion,
        run,
      );
    }
    if (isError(value)) return failure(failed(text), value.message, run);
    const bounds = { depth: budget.depth ?? DEFAULT_BUDGET.depth, size: budget.size ?? DEFAULT_BUDGET.size };
    return { kind: 'value', value: toJson(value, side, bounds), warnings: run.warnings };
  } catch (error) {
    // A RangeError is a number beyond Java's bounds, or the end of the stack: the budgets should end a run earlier, but must not have to.
    const isFailure = error instanceof RunFailure || error instanceof ResultTooLarge || error instanceof RangeError;
    if (isFailure) return failure(failed(text), error.message, run);
    throw error;
  }
}

const LONGEST_REASON = 10_000;
const failed = (text: string) => `failed to evaluate expression '${shownExpression(text)}'`;

function failure(what: string, reason: string, { warnings }: Run): EvaluationFailure {
  return { kind: 'evaluationFailure', message: `${what}: ${reason.slice(0, LONGEST_REASON)}`, warnings };
}

let zoneOfProcess: string | undefined;

function systemZone(): string {
  zoneOfProcess ??= Intl.DateTimeFormat().resolvedOptions().timeZone;
  return zoneOfProcess;
}
