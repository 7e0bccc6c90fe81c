import type { ElementInstance } from './element-instance.ts';
import type { Execution } from './execution.ts';
import { applyOutputs } from './mappings.ts';

/**
 * Takes what a job, an event or a script brought into the variables. With output mappings all of it stays in the element, and only
 * what is mapped leaves; without them each variable goes to the nearest scope that has one of the name. @throws ElementFailure
 */
export function mergeResult({ element, variables, parent, payload }: ElementInstance, execution: Execution): void {
  if (!element.outputs) variables.propagate(payload ?? {});
  else {
    variables.setLocals(payload ?? {});
    if (parent) applyOutputs(element.outputs, variables, parent.variables, execution.evaluation);
  }
}

/** The same for an event that keeps a copy of what it brought. @param leavesUnmapped whether it leaves without a mapping too */
export function mergeKept(
  { element, variables, parent, payload = {} }: ElementInstance,
  leavesUnmapped: boolean,
  execution: Execution,
): void {
  if (element.outputs && parent) applyOutputs(element.outputs, variables, parent.variables, execution.evaluation);
  else if (leavesUnmapped) parent?.variables.propagate(payload);
}
