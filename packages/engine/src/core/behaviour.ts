import type { FlowElement } from '../model/process-model.ts';
import type { ElementInstance } from './element-instance.ts';
import type { Execution } from './execution.ts';

type Kind = FlowElement['kind'];
type OfKind<E, K> = E extends { readonly kind: infer EK } ? (K extends EK ? E : never) : never;
type ElementOfKind<K extends Kind> = OfKind<FlowElement, K>;

/** What elements of a kind do. Each step may throw an ElementFailure: it becomes an incident, and the step is tried again. */
export interface Behaviour<K extends Kind = Kind> {
  /** It was entered. Ends by `execution.activated`, or by an event that leads elsewhere. */
  activate(instance: ElementInstance, execution: Execution, element: ElementOfKind<K>): void;
  /** It may complete. Ends by `execution.completed`. Elements that pass through have none. */
  complete?(instance: ElementInstance, execution: Execution, element: ElementOfKind<K>): void;
  /** Nothing is left inside it. */
  emptied?(instance: ElementInstance, execution: Execution): void;
  /** An element inside it is about to be completed. */
  childCompleting?(instance: ElementInstance, child: ElementInstance, execution: Execution): void;
  /** An element inside it was completed; without this, its outgoing flows are taken. */
  childCompleted?(instance: ElementInstance, child: ElementInstance, execution: Execution): void;
}

export type Behaviours = { readonly [K in Kind]: Behaviour<K> } & { readonly loopBody: Behaviour };

export function behaviourOf(behaviours: Behaviours, { element, isLoopBody }: ElementInstance): Behaviour {
  // The table gives each kind its own behaviour, which the compiler cannot follow through a variable key.
  return isLoopBody ? behaviours.loopBody : (behaviours[element.kind] as Behaviour);
}
