import { elementOf } from '../../model/process-model.ts';
import type { ElementInstance } from '../element-instance.ts';
import type { Execution } from '../execution.ts';

/** A completed activity that has a compensation event can be compensated from its scope. */
export function noteCompensable({ element, parent }: ElementInstance): void {
  const boundary = element.boundaryEvents.find(({ trigger }) => trigger.kind === 'compensation');
  if (boundary && parent) parent.compensable = [...(parent.compensable ?? []), { boundary }];
}

/** Calls the handlers of what was completed in the scope, in the order of completion. @returns whether there are any */
export function compensate(thrower: ElementInstance, execution: Execution): boolean {
  const { parent: scope } = thrower;
  const completed = scope?.compensable ?? [];
  if (!scope || completed.length === 0) return false;
  scope.compensable = [];
  thrower.handlersLeft = completed.length;
  for (const { boundary } of completed) execution.activate(boundary, scope, { compensates: thrower });
  return true;
}

/** The handler of a compensation event follows its boundary event. */
export function callHandler(boundaryInstance: ElementInstance, handlerId: string, execution: Execution): void {
  const { parent: scope, compensates } = boundaryInstance;
  if (!scope || !compensates) return;
  // From here on it is the handler that the throwing event waits for.
  delete boundaryInstance.compensates;
  execution.activate(elementOf(scope.element, handlerId), scope, { compensates });
}

/** A handler is done; after the last one the throwing event goes on. */
export function noteCompensated(thrower: ElementInstance, execution: Execution): void {
  thrower.handlersLeft = (thrower.handlersLeft ?? 0) - 1;
  if (thrower.handlersLeft === 0) execution.completeLater(thrower);
}
