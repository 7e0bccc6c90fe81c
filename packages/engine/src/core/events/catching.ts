import type { JsonObject } from '@camunda-sqs-connector/feel/json';
import type { BoundaryEvent, Container, StartEvent } from '../../model/process-model.ts';
import type { ElementInstance } from '../element-instance.ts';
import type { Execution } from '../execution.ts';
import { type Awaited, subscribe } from './subscribe.ts';

/** The boundary events of an activity. Those of a loop belong to its body, not to each of its runs. */
export function boundariesOf({ element, isLoopBody }: ElementInstance): readonly BoundaryEvent[] {
  return element.loop && !isLoopBody ? [] : element.boundaryEvents;
}

/** Lets an element wait for its boundary events, for the starts of its event sub-processes, and for events of its own. */
export function subscribeToEvents(instance: ElementInstance, execution: Execution, own: readonly Awaited[] = []): void {
  const boundaries = boundariesOf(instance).map((boundary) => ({
    trigger: boundary.trigger,
    staysOpen: !boundary.isInterrupting,
    fire: (variables: JsonObject) => boundaryHappened(instance, boundary, variables, execution),
  }));
  const inner = eventSubProcessesOf(instance).map(({ container, start, trigger }) => ({
    trigger,
    staysOpen: !start.isInterrupting,
    isInner: true,
    fire: (variables: JsonObject) => eventSubProcessHappened(instance, container, start, variables, execution),
  }));
  subscribe(instance, [...own, ...boundaries, ...inner], execution);
}

/** The event sub-processes directly inside an element, each with the event that starts it. */
export function eventSubProcessesOf({ element, isLoopBody }: ElementInstance) {
  if (isLoopBody || !('eventSubProcesses' in element)) return [];
  return element.eventSubProcesses.flatMap((container) =>
    container.eventStarts.flatMap((start) => (start.trigger ? [{ container, start, trigger: start.trigger }] : [])),
  );
}

export function boundaryHappened(
  instance: ElementInstance,
  boundary: BoundaryEvent,
  variables: JsonObject,
  execution: Execution,
): void {
  if (!boundary.isInterrupting) {
    if (instance.parent) execution.activateNow(boundary, instance.parent, { payload: variables });
    return;
  }
  instance.interruptedBy ??= { boundary, variables };
  execution.unsubscribe(instance);
  execution.terminateLater(instance);
}

export function eventSubProcessHappened(
  scope: ElementInstance,
  container: Container,
  start: StartEvent,
  variables: JsonObject,
  execution: Execution,
): void {
  if (!start.isInterrupting) {
    execution.activate(container, scope, { payload: variables });
    return;
  }
  if (scope.takenOverBy) return;
  scope.takenOverBy = { element: container, variables, entered: false };
  execution.unsubscribe(scope, 'inner');
  scope.arrivals.length = 0;
  for (const child of scope.children) execution.terminateLater(child);
  execution.later(() => execution.checkScope(scope));
}
