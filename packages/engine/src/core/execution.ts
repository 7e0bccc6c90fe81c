import type { Side } from '@camunda-sqs-connector/feel';
import type { JsonObject, JsonValue } from '@camunda-sqs-connector/feel/json';
import { type Job, Jobs } from '../jobs/jobs.ts';
import { elementOf, type Flow, type FlowElement, type StartEvent } from '../model/process-model.ts';
import { type Behaviours, behaviourOf } from './behaviour.ts';
import type { Definitions } from './definitions.ts';
import {
  type Arrival,
  type ElementInstance,
  isRunning,
  type Lifecycle,
  type ProcessDefinition,
} from './element-instance.ts';
import type { Evaluation } from './evaluate.ts';
import { noteCompensated } from './events/compensation.ts';
import { Messages } from './events/messages.ts';
import { Signals } from './events/signals.ts';
import { Timers } from './events/timers.ts';
import { ElementFailure, type IncidentType } from './failure.ts';
import { type Incident, Incidents } from './incidents.ts';
import { isJoin, takeReadyJoins } from './joins.ts';
import { Keys } from './keys.ts';
import type { EngineRecord, JobEvent } from './records.ts';
import { Scope } from './scope.ts';

/** What is needed to enter an element. */
export interface Entry {
  /** What the event brought that leads there. */
  readonly payload?: JsonObject;
  /** Variables of its own scope from the start. */
  readonly variables?: JsonObject;
  /** The throwing event that waits for it. */
  readonly compensates?: ElementInstance;
}

/** How a process instance begins. */
export interface ProcessStart {
  readonly variables?: JsonObject;
  /** The call activity that asked for it. */
  readonly caller?: ElementInstance;
  /** The event that started it, with what it brought. @default the process's start event without a definition */
  readonly start?: StartEvent;
  readonly payload?: JsonObject;
}

export interface ExecutionOptions {
  readonly listener: (record: EngineRecord) => void;
  readonly side: Side;
  readonly definitions: Definitions;
  readonly behaviours: Behaviours;
  readonly firstKey?: bigint;
}

/**
 * The course of process instances: element instances come to life, complete or are terminated, and each says what follows. What
 * follows is queued and done in the order in which it was asked for, as in Zeebe, so that the order of things is the same.
 */
export class Execution {
  readonly jobs = new Jobs();
  readonly timers = new Timers();
  readonly messages = new Messages();
  readonly signals = new Signals();
  readonly incidents = new Incidents();
  readonly definitions: Definitions;
  readonly instances = new Map<string, ElementInstance>();
  /** The time of the command that is carried out, in milliseconds since 1970. */
  now = 0;
  private readonly keys: Keys;
  private readonly side: Side;
  private readonly listener: (record: EngineRecord) => void;
  private readonly behaviours: Behaviours;
  private readonly queue: (() => void)[] = [];

  constructor({ listener, side, definitions, behaviours, firstKey }: ExecutionOptions) {
    this.listener = listener;
    this.side = side;
    this.definitions = definitions;
    this.behaviours = behaviours;
    this.keys = new Keys(firstKey);
  }

  get evaluation(): Evaluation {
    return { side: this.side, now: this.now };
  }

  newKey(): string {
    return this.keys.next();
  }

  /** Does the step after all that was asked for before. */
  later(step: () => void): void {
    this.queue.push(step);
  }

  /** Carries out what follows, and what follows from that. @returns whether nothing is left */
  settle(mostSteps: number): boolean {
    let steps = 0;
    for (; steps < this.queue.length && steps < mostSteps; steps++) this.queue[steps]?.();
    this.queue.splice(0, steps);
    return this.queue.length === 0;
  }

  get isSettled(): boolean {
    return this.queue.length === 0;
  }

  startProcess(
    definition: ProcessDefinition,
    { caller, start, payload, variables = {} }: ProcessStart,
  ): ElementInstance {
    const process = this.create(definition.model, definition, undefined, caller);
    process.variables.setLocals(variables);
    if (start) process.chosen = start;
    if (payload) process.payload = payload;
    this.later(() => this.enter(process));
    return process;
  }

  /** Enters an element of a scope later, unless the scope has ended by then. */
  activate(element: FlowElement, scope: ElementInstance, entry: Entry = {}): void {
    const arrival: Arrival = { target: element.id, waits: false };
    scope.arrivals.push(arrival);
    this.later(() => {
      const index = scope.arrivals.indexOf(arrival);
      // The scope was ended or interrupted meanwhile.
      if (index < 0) return;
      scope.arrivals.splice(index, 1);
      this.activateNow(element, scope, entry);
    });
  }

  /** Enters an element of a scope at once: so boundary events follow on what they are attached to. */
  activateNow(element: FlowElement, scope: ElementInstance, entry: Entry = {}): void {
    const isLoopBody = element.loop !== undefined && !scope.isLoopBody;
    const instance = this.create(element, scope.definition, scope, undefined, isLoopBody);
    if (entry.payload) instance.payload = entry.payload;
    if (entry.compensates) instance.compensates = entry.compensates;
    scope.children.add(instance);
    this.enter(instance, entry.variables);
  }

  private enter(instance: ElementInstance, variables: JsonObject = {}): void {
    this.transition(instance, 'ACTIVATING');
    instance.variables.setLocals(variables);
    this.attempt(instance, () => behaviourOf(this.behaviours, instance).activate(instance, this, instance.element));
  }

  activated(instance: ElementInstance): void {
    this.transition(instance, 'ACTIVATED');
  }

  completeLater(instance: ElementInstance, payload?: JsonObject): void {
    this.later(() => {
      if (instance.state !== 'ACTIVATED') return;
      if (payload) instance.payload = payload;
      this.complete(instance);
    });
  }

  /** Completes it now: its behaviour finishes by {@link completed}. */
  complete(instance: ElementInstance): void {
    this.transition(instance, 'COMPLETING');
    this.attempt(instance, () => behaviourOf(this.behaviours, instance).complete?.(instance, this, instance.element));
  }

  /** An element that waits for nothing and changes nothing: in one step it is entered and left. */
  passThrough(instance: ElementInstance, flows: readonly Flow[]): void {
    this.transition(instance, 'ACTIVATED');
    this.transition(instance, 'COMPLETING');
    this.completed(instance, flows);
  }

  /** It is done, and goes on by these flows. @throws ElementFailure where a loop cannot take its result */
  completed(instance: ElementInstance, flows: readonly Flow[] = instance.element.outgoing): void {
    const scope = instance.parent;
    const scopeBehaviour = scope && behaviourOf(this.behaviours, scope);
    if (scope) scopeBehaviour?.childCompleting?.(scope, instance, this);
    this.transition(instance, 'COMPLETED');
    this.leave(instance);
    if (instance.compensates) noteCompensated(instance.compensates, this);
    if (!scope) return;
    if (scopeBehaviour?.childCompleted) scopeBehaviour.childCompleted(scope, instance, this);
    else this.takeFlows(flows, scope);
  }

  /** Flows are taken in the reverse order of the document, as Zeebe does. */
  takeFlows(flows: readonly Flow[], scope: ElementInstance): void {
    for (const flow of [...flows].reverse()) {
      this.listener({ kind: 'flow', flowId: flow.id, scope });
      const target = elementOf(scope.element, flow.target);
      if (isJoin(target)) scope.arrivals.push({ target: target.id, flow: flow.id, waits: true });
      else this.activate(target, scope);
    }
    this.checkScope(scope);
  }

  /** After something of the scope ended: goes on at joins that wait for nothing more, or ends the scope. */
  checkScope(scope: ElementInstance): void {
    for (const join of takeReadyJoins(scope)) this.activate(join, scope);
    if (scope.children.size > 0 || scope.arrivals.length > 0) return;
    behaviourOf(this.behaviours, scope).emptied?.(scope, this);
  }

  terminateLater(instance: ElementInstance): void {
    this.later(() => {
      if (isRunning(instance)) this.terminate(instance);
    });
  }

  private terminate(instance: ElementInstance): void {
    this.transition(instance, 'TERMINATING');
    instance.arrivals.length = 0;
    this.unsubscribe(instance);
    this.cancelJob(instance);
    for (const child of instance.children) this.terminateLater(child);
    if (instance.calledProcess && isRunning(instance.calledProcess)) this.terminateLater(instance.calledProcess);
    else if (instance.children.size === 0) this.terminated(instance);
  }

  /** The last thing inside it has ended. */
  terminated(instance: ElementInstance): void {
    this.transition(instance, 'TERMINATED');
    this.leave(instance);
    const { parent, interruptedBy, caller } = instance;
    if (interruptedBy && parent && isRunning(parent)) {
      this.activateNow(interruptedBy.boundary, parent, { payload: interruptedBy.variables });
      return;
    }
    if (caller?.state === 'TERMINATING') this.terminated(caller);
    if (parent) this.checkScope(parent);
  }

  private leave(instance: ElementInstance): void {
    this.unsubscribe(instance);
    for (const incident of this.incidents.openOf(instance)) this.resolved(incident);
    instance.parent?.children.delete(instance);
    if (!instance.parent) this.messages.unlock(instance, this.now);
  }

  /** Stops waiting for events. @param which all, or only those that start an event sub-process inside it */
  unsubscribe({ subscriptions }: ElementInstance, which: 'all' | 'inner' = 'all'): void {
    const ending = subscriptions.filter(({ isInner }) => which === 'all' || isInner);
    for (const subscription of ending) {
      subscriptions.splice(subscriptions.indexOf(subscription), 1);
      const { kind, id } = subscription;
      if (kind === 'timer') this.timers.cancel(id);
      else if (kind === 'message') this.messages.unsubscribe(id);
      else this.signals.unsubscribe(id);
    }
  }

  private cancelJob(instance: ElementInstance): void {
    const job = instance.jobKey === undefined ? undefined : this.jobs.cancel(instance.jobKey);
    if (job) this.noteJob('CANCELED', job);
  }

  noteJob(event: JobEvent, job: Job): void {
    this.listener({ kind: 'job', event, job });
  }

  /** Tries a step. Where it fails there is an incident, whose resolution tries it again. */
  attempt(instance: ElementInstance, step: () => void): void {
    try {
      step();
    } catch (error) {
      if (!(error instanceof ElementFailure)) throw error;
      this.raise(instance, error.type, error.message, { retry: () => this.attempt(instance, step) });
    }
  }

  raise(
    instance: ElementInstance,
    type: IncidentType,
    message: string,
    { jobKey, retry }: { readonly jobKey?: string; readonly retry?: () => void },
  ): void {
    const incident: Incident = {
      key: this.newKey(),
      type,
      message,
      instance,
      jobKey,
      retry,
      createdAt: this.now,
      state: 'ACTIVE',
    };
    this.incidents.add(incident);
    this.listener({ kind: 'incident', event: 'CREATED', incident });
  }

  resolved(incident: Incident): void {
    this.incidents.resolve(incident);
    this.listener({ kind: 'incident', event: 'RESOLVED', incident });
  }

  private create(
    element: FlowElement,
    definition: ProcessDefinition,
    parent: ElementInstance | undefined,
    caller: ElementInstance | undefined,
    isLoopBody = false,
  ): ElementInstance {
    const changed = (name: string, value: JsonValue) =>
      this.listener({ kind: 'variable', scope: instance, name, value });
    const variables = new Scope({ newKey: () => this.newKey(), changed }, parent?.variables);
    const parts = { key: this.newKey(), element, definition, parent, caller, variables, isLoopBody };
    const collections = { children: new Set<ElementInstance>(), arrivals: [], subscriptions: [] };
    const instance: ElementInstance = {
      ...parts,
      ...collections,
      state: 'NEW',
      startedAt: this.now,
      get process(): ElementInstance {
        return parent?.process ?? instance;
      },
    };
    this.instances.set(instance.key, instance);
    return instance;
  }

  private transition(instance: ElementInstance, event: Lifecycle): void {
    instance.state = event;
    if (event === 'COMPLETED' || event === 'TERMINATED') instance.endedAt = this.now;
    this.listener({ kind: 'element', event, instance });
  }
}
