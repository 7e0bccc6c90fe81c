import type { Behaviour } from '../behaviour.ts';
import type { ElementInstance } from '../element-instance.ts';
import { subscribeToEvents } from '../events/catching.ts';
import { noteCompensable } from '../events/compensation.ts';
import type { Execution } from '../execution.ts';
import { applyInputs } from '../mappings.ts';
import { mergeResult } from '../results.ts';

/** Nothing is left inside: it ends, or the event sub-process that took over begins. */
function emptied(scope: ElementInstance, execution: Execution): void {
  const { takenOverBy } = scope;
  if (scope.state === 'TERMINATING') execution.terminated(scope);
  else if (takenOverBy && !takenOverBy.entered) {
    takenOverBy.entered = true;
    execution.activate(takenOverBy.element, scope, { payload: takenOverBy.variables });
  } else if (scope.state === 'ACTIVATED') execution.completeLater(scope);
}

export const process: Behaviour<'process'> = {
  activate(instance, execution, element) {
    subscribeToEvents(instance, execution);
    execution.activated(instance);
    const start = instance.chosen ?? element.noneStart;
    if (start) execution.activate(start, instance, { payload: instance.payload ?? {} });
  },
  complete(instance, execution) {
    execution.completed(instance);
    if (instance.caller) execution.completeLater(instance.caller, instance.variables.locals());
  },
  emptied,
};

export const subProcess: Behaviour<'subProcess'> = {
  activate(instance, execution, element) {
    applyInputs(element.inputs, instance.variables, execution.evaluation);
    subscribeToEvents(instance, execution);
    execution.activated(instance);
    if (element.noneStart) execution.activate(element.noneStart, instance);
  },
  complete(instance, execution) {
    mergeResult(instance, execution);
    noteCompensable(instance);
    execution.completed(instance);
  },
  emptied,
};

export const eventSubProcess: Behaviour<'eventSubProcess'> = {
  activate(instance, execution, element) {
    subscribeToEvents(instance, execution);
    execution.activated(instance);
    const [start] = element.eventStarts;
    if (start) execution.activate(start, instance, { payload: instance.payload ?? {} });
  },
  complete(instance, execution) {
    execution.completed(instance);
  },
  emptied,
};
