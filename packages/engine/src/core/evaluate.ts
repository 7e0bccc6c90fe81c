import type { Program, Side } from '@camunda-sqs-connector/feel';
import type { JsonObject, JsonValue } from '@camunda-sqs-connector/feel/json';
import type { Mapping, Source } from '../model/process-model.ts';
import { type Scope, withEntry } from './scope.ts';

/** How values are written, and the time that `now()` sees. */
export interface Evaluation {
  readonly side: Side;
  readonly now: number;
}

/** Thrown when an expression fails; it becomes an incident. */
export class EvaluationFailed extends Error {}

export function evaluateProgram(program: Program, variables: JsonObject, { side, now }: Evaluation): JsonValue {
  const result = program.run(variables, { side, clock: () => now, zone: 'UTC' });
  if (result.kind === 'evaluationFailure') throw new EvaluationFailed(result.message);
  return result.value;
}

export function evaluateSource(source: Source, variables: JsonObject, evaluation: Evaluation): JsonValue {
  return source.kind === 'static' ? source.value : evaluateProgram(source.program, variables, evaluation);
}

/**
 * Input mappings create variables in the element's own scope. Targets of one root name build one fresh object, whose entries
 * do not see each other; a variable of that name outside is never merged in.
 */
export function applyInputs(inputs: readonly Mapping[], scope: Scope, evaluation: Evaluation): void {
  const roots = [...new Set(inputs.map(({ target }) => target[0] ?? ''))];
  for (const root of roots) {
    const variables = scope.visible();
    let value: JsonValue | undefined;
    for (const { source, target } of inputs.filter((input) => input.target[0] === root)) {
      value = withEntry(value, target.slice(1), evaluateSource(source, variables, evaluation));
    }
    scope.setLocal(root, value ?? null);
  }
}

/** Output mappings read the element's scope and merge into what the outer scopes have. */
export function applyOutputs(outputs: readonly Mapping[], inner: Scope, outer: Scope, evaluation: Evaluation): void {
  for (const { source, target } of outputs) {
    const value = evaluateSource(source, inner.visible(), evaluation);
    const [root = '', ...path] = target;
    outer.propagate(root, path.length === 0 ? value : withEntry(outer.get(root), path, value));
  }
}
