import { isJsonObject, type JsonObject, type JsonValue } from '@camunda-sqs-connector/feel/json';
import type { Mappings, TargetTree } from '../model/process-model.ts';
import { type Evaluation, evaluate } from './evaluate.ts';
import { type Scope, withEntry } from './scope.ts';

/**
 * Input mappings create variables in the element's own scope. Targets of one root name build one fresh object; a variable of
 * that name outside is never merged in. @throws ElementFailure
 */
export function applyInputs(mappings: Mappings | undefined, scope: Scope, evaluation: Evaluation): void {
  if (mappings) scope.setLocals(contextOf(mappings, scope, evaluation));
}

/** Output mappings read the element's scope and merge into what the outer scopes have. @throws ElementFailure */
export function applyOutputs(mappings: Mappings, inner: Scope, outer: Scope, evaluation: Evaluation): void {
  let variables: JsonObject = {};
  for (const [name, value] of Object.entries(contextOf(mappings, inner, evaluation))) {
    variables = withEntry(variables, name, merged(outer.get(name), value, mappings.targets.get(name) ?? 'leaf'));
  }
  outer.propagate(variables);
}

function contextOf({ program }: Mappings, scope: Scope, evaluation: Evaluation): JsonObject {
  const value = evaluate(program, scope.visible(), evaluation, 'IO_MAPPING_ERROR');
  return isJsonObject(value) ? value : {};
}

/** A nested target goes into the existing object. What exists and is no object makes the result null. */
function merged(existing: JsonValue | undefined, value: JsonValue, targets: TargetTree | 'leaf'): JsonValue {
  if (targets === 'leaf' || existing === undefined || existing === null || !isJsonObject(value)) return value;
  if (!isJsonObject(existing)) return null;
  let result: JsonObject = existing;
  for (const [name, item] of Object.entries(value)) {
    const inner = Object.hasOwn(existing, name) ? existing[name] : undefined;
    result = withEntry(result, name, merged(inner, item, targets.get(name) ?? 'leaf'));
  }
  return result;
}
