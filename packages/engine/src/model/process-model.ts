import type { Program } from '@camunda-sqs-connector/feel';

/** A text of a model: fixed, or a FEEL expression that was compiled at deployment. */
export type Source =
  | { readonly kind: 'static'; readonly text: string }
  | { readonly kind: 'feel'; readonly program: Program };

/** `queue.url` and `queue.region` together: names, each with what lies below it. A leaf is an assigned value. */
export type TargetTree = ReadonlyMap<string, TargetTree | 'leaf'>;

/** All input or all output mappings of an element, as the one context expression that they stand for. */
export interface Mappings {
  readonly program: Program;
  readonly targets: TargetTree;
}

export interface Flow {
  readonly id: string;
  readonly target: string;
  readonly condition?: Program;
  readonly isDefault: boolean;
}

/** What an event waits for. */
export type Trigger =
  | TimerTrigger
  | MessageTrigger
  | { readonly kind: 'signal'; readonly name: Source }
  /** Without a code it catches every one. */
  | { readonly kind: 'error'; readonly code?: string }
  | { readonly kind: 'escalation'; readonly code?: string }
  | { readonly kind: 'compensation' };

export interface TimerTrigger {
  readonly kind: 'timer';
  readonly type: 'duration' | 'date' | 'cycle';
  readonly source: Source;
}

export interface MessageTrigger {
  readonly kind: 'message';
  readonly name: Source;
  /** Absent at a start event of a process. */
  readonly correlationKey?: Program;
}

export type EventType =
  | 'NONE'
  | 'TIMER'
  | 'MESSAGE'
  | 'SIGNAL'
  | 'ERROR'
  | 'ESCALATION'
  | 'COMPENSATION'
  | 'LINK'
  | 'TERMINATE';

interface ElementBase {
  readonly id: string;
  /** As the engine's records name it, for example `SERVICE_TASK`. */
  readonly type: string;
  readonly eventType?: EventType;
  readonly name?: string;
  /** In the order of the document. */
  readonly outgoing: readonly Flow[];
  /** The ids of the sequence flows that end here. */
  readonly incoming: readonly string[];
  readonly inputs?: Mappings;
  readonly outputs?: Mappings;
  readonly boundaryEvents: readonly BoundaryEvent[];
  readonly loop?: Loop;
}

/** A multi-instance loop. */
export interface Loop {
  readonly isSequential: boolean;
  readonly inputCollection: Program;
  readonly inputElement?: string;
  readonly output?: { readonly collection: string; readonly element: Program };
  readonly completionCondition?: Program;
}

/** What holds elements: a process, a sub-process, an event sub-process. */
export interface Container extends ElementBase {
  readonly kind: 'process' | 'subProcess' | 'eventSubProcess';
  readonly elements: ReadonlyMap<string, FlowElement>;
  /** In a process that only events start it may be absent; in an event sub-process it is the event. */
  readonly noneStart?: StartEvent;
  readonly eventStarts: readonly StartEvent[];
  readonly eventSubProcesses: readonly Container[];
}

export interface StartEvent extends ElementBase {
  readonly kind: 'startEvent';
  readonly trigger?: Trigger;
  readonly isInterrupting: boolean;
}

export interface BoundaryEvent extends ElementBase {
  readonly kind: 'boundaryEvent';
  readonly trigger: Trigger;
  readonly isInterrupting: boolean;
  /** The id of the handler of a compensation event. */
  readonly compensationHandler?: string;
}

export interface CatchEvent extends ElementBase {
  readonly kind: 'catchEvent';
  readonly trigger: Trigger;
}

/** What an event throws. */
export type Thrown =
  | { readonly kind: 'none' }
  | { readonly kind: 'terminate' }
  | { readonly kind: 'error'; readonly code: Source }
  | { readonly kind: 'escalation'; readonly code: Source }
  | { readonly kind: 'signal'; readonly name: Source }
  | { readonly kind: 'link'; readonly target: string }
  | { readonly kind: 'compensation' };

export interface ThrowEvent extends ElementBase {
  readonly kind: 'throwEvent';
  readonly thrown: Thrown;
}

/** Anything that a worker completes: service and send tasks, but also message events and user tasks with a job. */
export interface JobTask extends ElementBase {
  readonly kind: 'jobTask';
  readonly jobType: Source;
  readonly retries: Source;
  readonly headers: Readonly<Record<string, string>>;
  /** Headers whose value is known only when the element is entered. */
  readonly computedHeaders: readonly { readonly key: string; readonly source: Source }[];
}

export interface ScriptTask extends ElementBase {
  readonly kind: 'scriptTask';
  readonly script: Program;
  readonly resultVariable: string;
}

export interface CallActivity extends ElementBase {
  readonly kind: 'callActivity';
  readonly processId: Source;
  readonly propagatesAllParentVariables: boolean;
  readonly propagatesAllChildVariables: boolean;
}

/** Elements of which nothing but the kind is needed. */
export interface PlainElement extends ElementBase {
  readonly kind:
    | 'passThroughTask'
    | 'userTask'
    | 'linkTarget'
    | 'exclusiveGateway'
    | 'inclusiveGateway'
    | 'parallelGateway'
    | 'eventBasedGateway';
}

export type FlowElement =
  | Container
  | StartEvent
  | BoundaryEvent
  | CatchEvent
  | ThrowEvent
  | JobTask
  | ScriptTask
  | CallActivity
  | PlainElement;

/** A process that can be executed: parsed, checked, its expressions compiled. */
export type ProcessModel = Container;

/** What gateways and joins of a container are looked up by. */
export function elementOf(container: FlowElement, id: string): FlowElement {
  const element = 'elements' in container ? container.elements.get(id) : undefined;
  if (!element) throw new Error(`'${container.id}' holds no element '${id}'`);
  return element;
}
