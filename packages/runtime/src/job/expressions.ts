import { type Budget, compile, type Program } from '@camunda-sqs-connector/feel';
import { isJsonObject, type JsonObject, stringifyJson } from '@camunda-sqs-connector/feel/json';
import { runtimeError } from '../errors/catalogue.ts';
import type { World } from '../world.ts';
import { expressionFunctions } from './expression-functions.ts';

export type ExpressionKind = 'Result' | 'Error';

/** Models hold few expressions; the bound is there for an engine that sends ever new ones. */
const CACHE_SIZE = 1000;
/** A longer text is compiled each time: a thousand of them would fill the memory. */
const LONGEST_CACHED = 20_000;
/**
 * While an expression is evaluated, all other jobs of the process wait. These bounds end it within about a second, and leave room for the
 * largest result that a job can give.
 */
const BUDGET: Budget = { steps: 250_000, size: 2_000_000 };
const cache = new Map<string, Program>();

/**
 * A header's expression, compiled once for all jobs.
 *
 * @throws ConnectorError INVALID_EXPRESSION
 */
export function compileExpression(text: string, kind: ExpressionKind): Program {
  const known = cache.get(text);
  if (known) return known;
  const compiled = compile(text, { functions: expressionFunctions });
  if (compiled.kind === 'parseFailure') {
    throw runtimeError(
      'INVALID_EXPRESSION',
      `${kind} expression: ${compiled.message}. Correct it in the task; nothing was sent.`,
    );
  }
  if (text.length > LONGEST_CACHED) return compiled;
  if (cache.size >= CACHE_SIZE) cache.clear();
  cache.set(text, compiled);
  return compiled;
}

/**
 * The context that an expression gives, or undefined where it gives null.
 *
 * @throws ConnectorError EXPRESSION_FAILED, INVALID_RESULT
 */
export function evaluateToContext(
  program: Program,
  context: JsonObject,
  kind: ExpressionKind,
  { wallClock, random }: World,
): JsonObject | undefined {
  const evaluation = program.run(context, { side: 'connector', clock: wallClock, random, budget: BUDGET });
  if (evaluation.kind === 'evaluationFailure') {
    throw runtimeError('EXPRESSION_FAILED', `${kind} expression: ${evaluation.message}`);
  }
  const { value } = evaluation;
  if (value === null) return undefined;
  if (!isJsonObject(value)) {
    const found = Array.isArray(value) ? 'array' : typeof value === 'object' ? 'number' : typeof value;
    throw runtimeError(
      'INVALID_RESULT',
      `${kind} expression must return a JSON object, but got ${found}: ${program.text}. Write a context, for example = {id: response.messageId}.`,
    );
  }
  if (stringifyJson(value).includes('camunda.function.type')) {
    throw runtimeError(
      'INVALID_RESULT',
      `${kind} expression: the connector result contains a forbidden literal 'camunda.function.type'.`,
    );
  }
  return value;
}
