import type { Program, Side, Warning } from '@camunda-sqs-connector/feel';
import { ExactNumber, type JsonObject, type JsonValue } from '@camunda-sqs-connector/feel/json';
import type { Source } from '../model/process-model.ts';
import { ElementFailure, type IncidentType } from './failure.ts';

/** How values are written, and the time that `now()` sees, in milliseconds since 1970. */
export interface Evaluation {
  readonly side: Side;
  readonly now: number;
}

export type ValueType = 'BOOLEAN' | 'NUMBER' | 'STRING' | 'ARRAY' | 'NULL' | 'OBJECT';

/** An expression's value. @throws ElementFailure of the given type */
export function evaluate(
  program: Program,
  variables: JsonObject,
  evaluation: Evaluation,
  failure: IncidentType = 'EXTRACT_VALUE_ERROR',
): JsonValue {
  return run(program, variables, evaluation, failure).value;
}

/** An expression's value, which must be of a type. @throws ElementFailure */
export function evaluateAs<Type extends ValueType>(
  type: Type,
  program: Program,
  variables: JsonObject,
  evaluation: Evaluation,
): JsonValue {
  const { value, warnings } = run(program, variables, evaluation, 'EXTRACT_VALUE_ERROR');
  const actual = typeOf(value);
  if (actual === type) return value;
  const text = `Expected result of the expression '${program.text}' to be '${type}', but was '${actual}'.`;
  throw new ElementFailure('EXTRACT_VALUE_ERROR', withWarnings(text, warnings));
}

/** A source's value as text. @throws ElementFailure where an expression gives no text */
export function evaluateText(source: Source, variables: JsonObject, evaluation: Evaluation): string {
  if (source.kind === 'static') return source.text;
  return String(evaluateAs('STRING', source.program, variables, evaluation));
}

export function typeOf(value: JsonValue): ValueType {
  if (value === null) return 'NULL';
  if (Array.isArray(value)) return 'ARRAY';
  if (value instanceof ExactNumber) return 'NUMBER';
  switch (typeof value) {
    case 'boolean':
      return 'BOOLEAN';
    case 'number':
      return 'NUMBER';
    case 'string':
      return 'STRING';
    default:
      return 'OBJECT';
  }
}

/** The engine appends to a text what became null on the way. */
export function withWarnings(text: string, warnings: readonly Warning[] = []): string {
  if (warnings.length === 0) return text;
  const lines = warnings.map(({ kind, message }) => `[${kind}] ${message}`);
  return `${text} The evaluation reported the following warnings:\n${lines.join('\n')}`;
}

function run(program: Program, variables: JsonObject, { side, now }: Evaluation, failure: IncidentType) {
  const result = program.run(variables, { side, clock: () => now, zone: 'UTC' });
  if (result.kind === 'evaluationFailure') throw new ElementFailure(failure, result.message);
  return result;
}
