import type { JsonObject } from '@camunda-sqs-connector/feel/json';
import type { Trigger } from '../../model/process-model.ts';
import type { ElementInstance } from '../element-instance.ts';
import type { Execution } from '../execution.ts';
import { boundariesOf, boundaryHappened, eventSubProcessesOf, eventSubProcessHappened } from './catching.ts';

/** Who catches an error or an escalation. */
export interface Catcher {
  readonly code: string | undefined;
  readonly isInterrupting: boolean;
  readonly happen: (variables: JsonObject) => void;
}

export type Search =
  | { readonly kind: 'caught'; readonly by: Catcher }
  | { readonly kind: 'uncaught'; readonly availableCodes: readonly string[] };

/**
 * Looks for the event that catches an error or an escalation: from the throwing element outwards, through call activities too. In
 * each scope an event with the code comes before one that catches everything.
 */
export function findCatcher(
  thrower: ElementInstance,
  kind: 'error' | 'escalation',
  code: string,
  execution: Execution,
): Search {
  const availableCodes: string[] = [];
  for (let at: ElementInstance | undefined = thrower; at; at = at.parent ?? at.caller) {
    // A scope that an event sub-process took over waits for nothing any more.
    if (at.takenOverBy) continue;
    for (const catchers of [innerCatchers(at, kind, execution), boundaryCatchers(at, kind, execution)]) {
      const by =
        catchers.find((catcher) => catcher.code === code) ?? catchers.find((catcher) => catcher.code === undefined);
      if (by) return { kind: 'caught', by };
      availableCodes.push(...catchers.flatMap((catcher) => catcher.code ?? []));
    }
  }
  return { kind: 'uncaught', availableCodes };
}

function boundaryCatchers(at: ElementInstance, kind: 'error' | 'escalation', execution: Execution): readonly Catcher[] {
  return boundariesOf(at)
    .filter(({ trigger }) => trigger.kind === kind)
    .map((boundary) => ({
      code: codeOf(boundary.trigger),
      isInterrupting: boundary.isInterrupting,
      happen: (variables) => boundaryHappened(at, boundary, variables, execution),
    }));
}

function innerCatchers(at: ElementInstance, kind: 'error' | 'escalation', execution: Execution): readonly Catcher[] {
  return eventSubProcessesOf(at)
    .filter(({ trigger }) => trigger.kind === kind)
    .map(({ container, start, trigger }) => ({
      code: codeOf(trigger),
      isInterrupting: start.isInterrupting,
      happen: (variables) => eventSubProcessHappened(at, container, start, variables, execution),
    }));
}

function codeOf(trigger: Trigger): string | undefined {
  return trigger.kind === 'error' || trigger.kind === 'escalation' ? trigger.code : undefined;
}

/** The text of the incident of an error that nobody catches. */
export function uncaughtText(code: string, message: string, availableCodes: readonly string[]): string {
  const withMessage = message === '' ? '' : ` with message '${message}'`;
  const available =
    availableCodes.length > 0
      ? `Available error events are [${availableCodes.join(', ')}]`
      : 'No error events are available in the scope.';
  return `Expected to throw an error event with the code '${code}'${withMessage}, but it was not caught. ${available}`;
}
