import type { ElementInstance, Engine } from '@camunda-sqs-connector/engine';

/** How a process instance ended, or what holds it up. */
export type Ending =
  /** Its variables as JSON, so that numbers keep their digits. */
  | { readonly kind: 'completed'; readonly variables: ReadonlyMap<string, string> }
  /** Cancelled from outside. */
  | { readonly kind: 'terminated' }
  /** Somebody has to help: in it, or in a process that it called. */
  | {
      readonly kind: 'incident';
      readonly elementId: string;
      readonly errorType: string;
      readonly errorMessage: string;
    };

/** Where an instance stands. Variables are read when it has ended. */
export type Standing =
  | Exclude<Ending, { kind: 'completed' }>
  | { readonly kind: 'completed' }
  | { readonly kind: 'active' };

export function standingOf(instance: ElementInstance, engine: Engine): Standing {
  if (instance.state === 'COMPLETED') return { kind: 'completed' };
  if (instance.state === 'TERMINATED') return { kind: 'terminated' };
  for (const inside of withAllInside(instance)) {
    const [incident] = engine.incidents.openOf(inside);
    if (!incident) continue;
    const { type, message } = incident;
    return { kind: 'incident', elementId: inside.element.id, errorType: type, errorMessage: message };
  }
  return { kind: 'active' };
}

/** The instance and what is in it, called processes included; outer ones first. */
export function* withAllInside(instance: ElementInstance): Iterable<ElementInstance> {
  yield instance;
  for (const child of instance.children) yield* withAllInside(child);
  if (instance.calledProcess) yield* withAllInside(instance.calledProcess);
}
