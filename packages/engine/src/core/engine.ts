import type { Side } from '@camunda-sqs-connector/feel';
import type { JsonObject } from '@camunda-sqs-connector/feel/json';
import type { Flow, JobTask, Mapping, ProcessElement, ProcessModel } from '../model/process-model.ts';
import {
  applyInputs,
  applyOutputs,
  type Evaluation,
  EvaluationFailed,
  evaluateProgram,
  evaluateSource,
} from './evaluate.ts';
import { Jobs } from './jobs.ts';
import { Scope } from './scope.ts';

export interface ProcessDefinition {
  readonly key: string;
  readonly version: number;
  readonly resource: string;
  readonly model: ProcessModel;
}

export interface ProcessInstance {
  readonly key: string;
  readonly definition: ProcessDefinition;
  readonly scope: Scope;
  readonly active: Map<string, ElementInstance>;
  /** Tokens that wait at parallel gateways, by the gateway's id. */
  readonly arrived: Map<string, number>;
  flowsUnderWay: number;
  state: 'ACTIVE' | 'COMPLETED' | 'TERMINATED';
}

export interface ElementInstance {
  readonly key: string;
  readonly instance: ProcessInstance;
  readonly element: ProcessElement;
  readonly scope: Scope;
}

export interface Incident {
  readonly key: string;
  readonly errorType: string;
  readonly errorMessage: string;
  readonly elementId: string;
  readonly elementInstanceKey: string;
  readonly instance: ProcessInstance;
  readonly jobKey?: string;
  state: 'ACTIVE' | 'RESOLVED';
}

/** What an engine tells while it works. */
export interface EngineListener {
  jobReady(type: string): void;
  instanceEnded(instance: ProcessInstance): void;
}

/** Zeebe's first keys look like this. */
const FIRST_KEY = 2_251_799_813_685_249n;

/** An interpreter of process models. It holds no clock: every command is told the time, in milliseconds since 1970. */
export class Engine {
  readonly jobs = new Jobs();
  readonly instances = new Map<string, ProcessInstance>();
  readonly incidents: Incident[] = [];
  private readonly definitions: ProcessDefinition[] = [];
  private readonly elementInstances = new Map<string, ElementInstance>();
  private readonly side: Side;
  private readonly listener: EngineListener;
  private lastKey = FIRST_KEY - 1n;

  constructor(listener: EngineListener, side: Side = 'zeebe-8.8') {
    this.listener = listener;
    this.side = side;
  }

  newKey(): string {
    this.lastKey++;
    return String(this.lastKey);
  }

  deploy(models: readonly ProcessModel[], resource: string): readonly ProcessDefinition[] {
    return models.map((model) => {
      const version = this.definitions.filter((known) => known.model.id === model.id).length + 1;
      const definition = { key: this.newKey(), version, resource, model };
      this.definitions.push(definition);
      return definition;
    });
  }

  /** The newest version of a process. */
  definition(processId: string): ProcessDefinition | undefined {
    return this.definitions.findLast(({ model }) => model.id === processId);
  }

  create(definition: ProcessDefinition, variables: JsonObject, now: number): ProcessInstance {
    const instance: ProcessInstance = {
      key: this.newKey(),
      definition,
      scope: new Scope(),
      active: new Map(),
      arrived: new Map(),
      flowsUnderWay: 0,
      state: 'ACTIVE',
    };
    for (const [name, value] of Object.entries(variables)) instance.scope.setLocal(name, value);
    this.instances.set(instance.key, instance);
    this.enter(instance, definition.model.start, now);
    return instance;
  }

  elementInstance(key: string): ElementInstance | undefined {
    return this.elementInstances.get(key);
  }

  /** @throws JobRejection */
  completeJob(key: string, variables: JsonObject, now: number): void {
    const owner = this.ownerOf(this.jobs.take(key, 'COMPLETE').elementInstanceKey);
    const outputs = owner.element.kind === 'jobTask' ? owner.element.outputs : [];
    try {
      this.merge(variables, outputs, owner.scope, owner.instance.scope, now);
    } catch (error) {
      if (!(error instanceof EvaluationFailed)) throw error;
      this.raise(owner, 'IO_MAPPING_ERROR', error.message);
      return;
    }
    this.leave(owner, now);
  }

  /** @throws JobRejection */
  failJob(
    key: string,
    failure: { retries: number; message: string; backoffMs: number; variables: JsonObject },
    now: number,
  ): void {
    const job = this.jobs.fail(key, failure.retries, failure.backoffMs, now);
    const owner = this.ownerOf(job.elementInstanceKey);
    for (const [name, value] of Object.entries(failure.variables)) owner.scope.setLocal(name, value);
    if (failure.retries <= 0) this.raise(owner, 'JOB_NO_RETRIES', failure.message || 'No more retries left.', key);
    else this.listener.jobReady(job.type);
  }

  /** A BPMN error: caught by the code's boundary event, else by one for all codes, else an incident. @throws JobRejection */
  throwError(key: string, error: { code: string; message: string; variables: JsonObject }, now: number): void {
    const job = this.jobs.get(key);
    const owner = job && this.ownerOf(job.elementInstanceKey);
    const boundaries = owner?.element.kind === 'jobTask' ? owner.element.errorBoundaries : [];
    const catching =
      boundaries.find(({ errorCode }) => errorCode === error.code) ??
      boundaries.find(({ errorCode }) => errorCode === undefined);
    if (owner && !catching) {
      const codes = boundaries.flatMap(({ errorCode }) => errorCode ?? []);
      const available =
        codes.length > 0
          ? `Available error events are [${codes.join(', ')}]`
          : 'No error events are available in the scope.';
      const said = error.message === '' ? '' : ` with message '${error.message}'`;
      this.jobs.suspend(key);
      this.raise(
        owner,
        'UNHANDLED_ERROR_EVENT',
        `Expected to throw an error event with the code '${error.code}'${said}, but it was not caught. ${available}`,
        key,
      );
      return;
    }
    this.jobs.take(key, 'THROW_ERROR');
    if (!owner || !catching) return;
    const { instance } = owner;
    this.remove(owner);
    const scope = new Scope(instance.scope);
    for (const [name, value] of Object.entries(error.variables)) scope.setLocal(name, value);
    applyOutputs(catching.outputs, scope, instance.scope, this.evaluation(now));
    this.takeFlows(instance, catching.outgoing, now);
    this.endIfDone(instance);
  }

  /** @returns false where there is no such open incident */
  resolve(incidentKey: string): boolean {
    const incident = this.incidents.find(({ key, state }) => key === incidentKey && state === 'ACTIVE');
    if (!incident) return false;
    incident.state = 'RESOLVED';
    const job = incident.jobKey === undefined ? undefined : this.jobs.get(incident.jobKey);
    if (job) {
      this.jobs.resume(job.key);
      this.listener.jobReady(job.type);
    }
    return true;
  }

  cancel(instance: ProcessInstance): void {
    for (const element of instance.active.values()) this.remove(element);
    this.end(instance, 'TERMINATED');
  }

  private evaluation(now: number): Evaluation {
    return { side: this.side, now };
  }

  private ownerOf(elementInstanceKey: string): ElementInstance {
    const owner = this.elementInstances.get(elementInstanceKey);
    if (!owner) throw new Error(`no element instance ${elementInstanceKey}`);
    return owner;
  }

  private enter(instance: ProcessInstance, elementId: string, now: number): void {
    const element = instance.definition.model.elements.get(elementId);
    if (!element || instance.state !== 'ACTIVE') return;
    const entered: ElementInstance = { key: this.newKey(), instance, element, scope: new Scope(instance.scope) };
    instance.active.set(entered.key, entered);
    this.elementInstances.set(entered.key, entered);
    switch (element.kind) {
      case 'jobTask':
        this.createJob(entered, element, now);
        break;
      case 'parallelGateway':
        this.join(entered, element.incoming, now);
        break;
      default:
        this.leave(entered, now);
    }
  }

  private createJob(entered: ElementInstance, task: JobTask, now: number): void {
    try {
      applyInputs(task.inputs, entered.scope, this.evaluation(now));
      const variables = entered.scope.visible();
      const type = String(evaluateSource(task.type, variables, this.evaluation(now)));
      const retries = Number(evaluateSource(task.retries, variables, this.evaluation(now)));
      if (!Number.isInteger(retries)) throw new EvaluationFailed('Expected the number of retries to be a whole number');
      this.jobs.add({ key: this.newKey(), type, retries, headers: task.headers, elementInstanceKey: entered.key });
      this.listener.jobReady(type);
    } catch (error) {
      if (!(error instanceof EvaluationFailed)) throw error;
      this.raise(entered, 'IO_MAPPING_ERROR', error.message);
    }
  }

  private join(entered: ElementInstance, incoming: number, now: number): void {
    const { instance, element } = entered;
    const arrived = (instance.arrived.get(element.id) ?? 0) + 1;
    instance.arrived.set(element.id, arrived % incoming);
    if (arrived === incoming) this.leave(entered, now);
    else this.remove(entered);
  }

  private merge(variables: JsonObject, outputs: readonly Mapping[], inner: Scope, outer: Scope, now: number): void {
    for (const [name, value] of Object.entries(variables)) {
      if (outputs.length > 0) inner.setLocal(name, value);
      else inner.propagate(name, value);
    }
    applyOutputs(outputs, inner, outer, this.evaluation(now));
  }

  private leave(left: ElementInstance, now: number): void {
    const { instance, element } = left;
    const flows = element.kind === 'exclusiveGateway' ? this.chooseOrRaise(left, now) : element.outgoing;
    if (!flows) return;
    this.remove(left);
    this.takeFlows(instance, flows, now);
    this.endIfDone(instance);
  }

  private takeFlows(instance: ProcessInstance, flows: readonly Flow[], now: number): void {
    // While flows are taken, an instance does not end between two of its branches.
    instance.flowsUnderWay++;
    // Zeebe takes outgoing flows in the reverse order of the document.
    for (const flow of [...flows].reverse()) this.enter(instance, flow.target, now);
    instance.flowsUnderWay--;
  }

  private chooseOrRaise(gateway: ElementInstance, now: number): readonly Flow[] | undefined {
    try {
      return this.choose(gateway, now);
    } catch (error) {
      if (!(error instanceof EvaluationFailed)) throw error;
      this.raise(gateway, 'EXTRACT_VALUE_ERROR', error.message);
      return undefined;
    }
  }

  /** The flow that an exclusive gateway takes, or undefined where an incident was raised. */
  private choose(gateway: ElementInstance, now: number): readonly Flow[] | undefined {
    const { outgoing } = gateway.element;
    if (outgoing.length === 1 && outgoing[0]?.condition === undefined) return outgoing;
    const variables = gateway.scope.visible();
    for (const flow of [...outgoing].reverse()) {
      if (flow.condition === undefined) continue;
      const value = evaluateProgram(flow.condition, variables, this.evaluation(now));
      if (typeof value !== 'boolean') {
        const message = `Expected result of the expression '${flow.condition.text}' to be 'BOOLEAN', but was '${value === null ? 'NULL' : typeof value}'.`;
        this.raise(gateway, 'EXTRACT_VALUE_ERROR', message);
        return undefined;
      }
      if (value) return [flow];
    }
    const otherwise = outgoing.filter(({ isDefault }) => isDefault);
    if (otherwise.length > 0) return otherwise;
    this.raise(
      gateway,
      'CONDITION_ERROR',
      'Expected at least one condition to evaluate to true, or to have a default flow',
    );
    return undefined;
  }

  private remove(element: ElementInstance): void {
    element.instance.active.delete(element.key);
    this.jobs.remove(element.key);
  }

  private endIfDone(instance: ProcessInstance): void {
    if (instance.state === 'ACTIVE' && instance.active.size === 0 && instance.flowsUnderWay === 0)
      this.end(instance, 'COMPLETED');
  }

  private end(instance: ProcessInstance, state: 'COMPLETED' | 'TERMINATED'): void {
    instance.state = state;
    this.listener.instanceEnded(instance);
  }

  private raise(at: ElementInstance, errorType: string, errorMessage: string, jobKey?: string): void {
    this.incidents.push({
      key: this.newKey(),
      errorType,
      errorMessage,
      elementId: at.element.id,
      elementInstanceKey: at.key,
      instance: at.instance,
      state: 'ACTIVE',
      ...(jobKey !== undefined && { jobKey }),
    });
  }
}
