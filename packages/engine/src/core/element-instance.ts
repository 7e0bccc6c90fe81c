import type { JsonObject, JsonValue } from '@camunda-sqs-connector/feel/json';
import type { BoundaryEvent, Container, FlowElement } from '../model/process-model.ts';
import type { Scope } from './scope.ts';

export type Lifecycle = 'ACTIVATING' | 'ACTIVATED' | 'COMPLETING' | 'COMPLETED' | 'TERMINATING' | 'TERMINATED';

export interface ProcessDefinition {
  readonly key: string;
  readonly version: number;
  readonly resourceName: string;
  readonly xml: string;
  readonly model: Container;
}

/** One run of an element of a model. That of a process is the process instance. */
export interface ElementInstance {
  readonly key: string;
  readonly element: FlowElement;
  /** The body of a multi-instance loop, which holds the runs of its activity. */
  readonly isLoopBody: boolean;
  readonly definition: ProcessDefinition;
  /** The process instance that it belongs to; itself, if it is one. */
  readonly process: ElementInstance;
  /** What it lies in; undefined for a process instance. */
  readonly parent: ElementInstance | undefined;
  /** The call activity that started this process instance. */
  readonly caller: ElementInstance | undefined;
  readonly variables: Scope;
  readonly children: Set<ElementInstance>;
  /** Elements of this scope that are going to be entered, and flows that wait at a join. */
  readonly arrivals: Arrival[];
  readonly subscriptions: Subscription[];
  state: Lifecycle | 'NEW';
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  endedAt?: number;
  jobKey?: string;
  calledProcess?: ElementInstance;
  /** What the event that started or ended it brought. */
  payload?: JsonObject;
  /** Where it goes on after it was terminated by an interrupting boundary event. */
  interruptedBy?: { readonly boundary: BoundaryEvent; readonly variables: JsonObject };
  /** An interrupting event sub-process took over: nothing else of this scope goes on. */
  takenOverBy?: { readonly element: Container; readonly variables: JsonObject; entered: boolean };
  loop?: LoopProgress;
  /** The event that an event-based gateway goes on with, or that a process was started by. */
  chosen?: FlowElement;
  /** Activities of this scope that were completed and can be compensated. */
  compensable?: { readonly boundary: BoundaryEvent }[];
  /** Compensation handlers that a throwing event waits for. */
  handlersLeft?: number;
  /** The throwing event that waits for this compensation handler. */
  compensates?: ElementInstance;
  /** The correlation key of the message that started this process instance. */
  messageLock?: { readonly processId: string; readonly correlationKey: string };
}

/** An element that is going to be entered, or, where it waits, a flow that was taken and waits at a join. */
export type Arrival =
  | { readonly target: string; readonly waits: false }
  | { readonly target: string; readonly waits: true; readonly flow: string };

/** What an element instance waits for. */
export interface Subscription {
  readonly kind: 'timer' | 'message' | 'signal';
  readonly id: string;
  /** It starts an event sub-process inside the element. */
  readonly isInner: boolean;
}

export interface LoopProgress {
  readonly items: readonly JsonValue[];
  entered: number;
  completed: number;
  terminated: number;
  isOver: boolean;
}

/** Whether things may still happen in it. */
export function isRunning({ state }: ElementInstance): boolean {
  return state === 'ACTIVATING' || state === 'ACTIVATED' || state === 'COMPLETING';
}
