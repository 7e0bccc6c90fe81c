import type { Side } from '@camunda-sqs-connector/feel';
import type { JsonObject } from '@camunda-sqs-connector/feel/json';
import type { Job } from '../jobs/jobs.ts';
import type { ProcessModel, StartEvent } from '../model/process-model.ts';
import { Definitions } from './definitions.ts';
import { type ElementInstance, isRunning, type ProcessDefinition } from './element-instance.ts';
import { behaviours } from './elements/index.ts';
import { broadcast } from './events/broadcast.ts';
import { schedule } from './events/subscribe.ts';
import { findCatcher, uncaughtText } from './events/throwing.ts';
import { Execution } from './execution.ts';
import { CommandRejected } from './failure.ts';
import type { EngineRecord } from './records.ts';

export interface EngineOptions {
  /** Told of everything that happens, in order. It must not call the engine. */
  readonly listener?: (record: EngineRecord) => void;
  /** Whose rules decide how values are written. @default 'zeebe-8.8' */
  readonly side?: Side;
  /** The first key. Real ones hold the partition in their upper bits, and exceed 2^53 from the fourth partition on. */
  readonly firstKey?: bigint;
}

/** An error that a worker throws. */
export interface ThrownError {
  readonly code: string;
  readonly message: string;
  readonly variables: JsonObject;
}

export interface JobFailure {
  readonly retries: number;
  readonly message: string;
  readonly backoffMs: number;
  readonly variables: JsonObject;
}

/** How many steps a command may take at once. What is left goes on at the next {@link Engine.advance}. */
const MOST_STEPS = 100_000;

/**
 * An interpreter of process models, in memory. It holds no clock: every command is told the time, in milliseconds since 1970, and
 * `advance` lets time pass.
 */
export class Engine {
  private readonly execution: Execution;

  constructor({ listener = () => undefined, side = 'zeebe-8.8', firstKey }: EngineOptions = {}) {
    const definitions = new Definitions();
    this.execution = new Execution({ listener, side, definitions, behaviours, ...(firstKey && { firstKey }) });
  }

  get definitions(): Definitions {
    return this.execution.definitions;
  }

  /** All element instances since the start, process instances among them. */
  get instances(): ReadonlyMap<string, ElementInstance> {
    return this.execution.instances;
  }

  get incidents() {
    return this.execution.incidents;
  }

  get jobs() {
    return this.execution.jobs;
  }

  newKey(): string {
    return this.execution.newKey();
  }

  deploy(
    models: readonly ProcessModel[],
    resource: { readonly name: string; readonly xml: string },
    now: number,
  ): readonly ProcessDefinition[] {
    return this.command(now, () =>
      models.map((model) => {
        const definition = this.definitions.add(model, resource, () => this.newKey());
        this.listenForStarts(definition);
        return definition;
      }),
    );
  }

  /** The newest version replaces the older ones as what messages and timers start. Signals look for it when they come. */
  private listenForStarts(definition: ProcessDefinition): void {
    const { execution } = this;
    const { id, eventStarts } = definition.model;
    const messages = eventStarts.flatMap((start) => {
      const { trigger } = start;
      if (trigger?.kind !== 'message' || trigger.name.kind !== 'static') return [];
      const fire = ({ variables }: { readonly variables: JsonObject }) =>
        execution.startProcess(definition, { start, payload: variables });
      return { processId: id, name: trigger.name.text, fire };
    });
    execution.messages.startBy(messages, id);
    for (const start of eventStarts) this.scheduleStart(definition, start);
  }

  private scheduleStart(definition: ProcessDefinition, start: StartEvent): void {
    if (start.trigger?.kind !== 'timer') return;
    const { execution } = this;
    const open = ({ dueAt, next }: ReturnType<typeof schedule>) => {
      const fire = () => {
        if (this.definitions.latest(definition.model.id) !== definition) return;
        execution.startProcess(definition, { start });
        const following = next(dueAt);
        if (following) open(following);
      };
      execution.timers.add({ id: this.newKey(), dueAt, fire });
    };
    open(schedule(start.trigger, {}, execution));
  }

  /** @throws CommandRejected where only events start the process */
  create(definition: ProcessDefinition, variables: JsonObject, now: number): ElementInstance {
    if (!definition.model.noneStart) {
      const text = 'Expected to create instance of process with none start event, but there is no such event';
      throw new CommandRejected('CREATE', 'INVALID_STATE', text);
    }
    return this.command(now, () => this.execution.startProcess(definition, { variables }));
  }

  activateJobs(type: string, most: number, timeoutMs: number, now: number, worker = ''): readonly Job[] {
    return this.command(now, () => {
      this.advanceJobs(now);
      const jobs = this.jobs.activate(type, most, timeoutMs, now, worker);
      for (const job of jobs) this.execution.noteJob('ACTIVATED', job);
      return jobs;
    });
  }

  /** @throws CommandRejected */
  completeJob(key: string, variables: JsonObject, now: number): void {
    this.command(now, () => {
      const job = this.jobs.complete(key);
      this.execution.noteJob('COMPLETED', job);
      this.execution.completeLater(this.ownerOf(job), variables);
    });
  }

  /** @throws CommandRejected */
  failJob(key: string, { retries, message, backoffMs, variables }: JobFailure, now: number): void {
    this.command(now, () => {
      const job = this.jobs.fail(key, retries, backoffMs, now, message);
      const owner = this.ownerOf(job);
      owner.variables.setLocals(variables);
      this.execution.noteJob('FAILED', job);
      if (retries > 0) return;
      this.execution.raise(owner, 'JOB_NO_RETRIES', message === '' ? 'No more retries left.' : message, {
        jobKey: key,
      });
    });
  }

  /** @throws CommandRejected */
  throwError(key: string, { code, message, variables }: ThrownError, now: number): void {
    this.command(now, () => {
      const job = this.jobs.throwError(key);
      const owner = this.ownerOf(job);
      this.execution.noteJob('ERROR_THROWN', job);
      const search = findCatcher(owner, 'error', code, this.execution);
      if (search.kind === 'caught') search.by.happen(variables);
      else {
        const text = uncaughtText(code, message, search.availableCodes);
        this.execution.raise(owner, 'UNHANDLED_ERROR_EVENT', text, { jobKey: key });
      }
    });
  }

  /** @throws CommandRejected */
  updateJob(key: string, changes: { readonly retries?: number; readonly timeoutMs?: number }, now: number): void {
    this.command(now, () => this.execution.noteJob('UPDATED', this.jobs.update(key, changes, now)));
  }

  /** The element instance that a job belongs to. */
  ownerOf({ elementInstanceKey }: Job): ElementInstance {
    return this.existing(elementInstanceKey, `no element instance ${elementInstanceKey}`);
  }

  /** @returns the message's key. @throws CommandRejected where a kept message has the same id */
  publishMessage(
    { name, correlationKey, messageId = '', timeToLiveMs, variables }: PublishedMessage,
    now: number,
  ): string {
    return this.command(now, () => {
      const { messages } = this.execution;
      if (messageId !== '' && messages.isKept(name, correlationKey, messageId, now)) {
        const text = `Expected to publish a new message with id '${messageId}', but a message with that id was already published`;
        throw new CommandRejected('PUBLISH', 'ALREADY_EXISTS', text);
      }
      const key = this.newKey();
      const keptUntil = now + timeToLiveMs;
      messages.publish({ key, name, correlationKey, messageId, variables, keptUntil, reached: new Map() }, now);
      return key;
    });
  }

  /** Gives a message to one who waits for it now. @throws CommandRejected if nobody waits */
  correlateMessage(
    { name, correlationKey, variables }: Omit<PublishedMessage, 'timeToLiveMs'>,
    now: number,
  ): { readonly key: string; readonly processInstanceKey: string } {
    return this.command(now, () => {
      const { messages } = this.execution;
      if (!messages.isAwaited(name, correlationKey)) {
        const text = `Expected to find subscription for message with name '${name}' and correlation key '${correlationKey}', but none was found.`;
        throw new CommandRejected('CORRELATE', 'NOT_FOUND', text);
      }
      const key = this.newKey();
      const reached = new Map<string, string>();
      messages.publish({ key, name, correlationKey, messageId: '', variables, keptUntil: now, reached }, now);
      const [processInstanceKey = ''] = reached.values();
      return { key, processInstanceKey };
    });
  }

  broadcastSignal(name: string, variables: JsonObject, now: number): void {
    this.command(now, () => broadcast(name, variables, this.execution));
  }

  /** @param key that of the user task's element instance. @throws CommandRejected */
  completeUserTask(key: string, variables: JsonObject, now: number): void {
    this.command(now, () => {
      const task = this.instances.get(key);
      if (task?.element.kind !== 'userTask' || task.state !== 'ACTIVATED') {
        const text = `Expected to complete user task with key '${key}', but no such user task was found`;
        throw new CommandRejected('COMPLETE', 'NOT_FOUND', text);
      }
      this.execution.completeLater(task, variables);
    });
  }

  /** @throws CommandRejected */
  setVariables(key: string, variables: JsonObject, isLocal: boolean, now: number): void {
    this.command(now, () => {
      const instance = this.instances.get(key);
      if (!instance || !isRunning(instance)) {
        const text = `Expected to update variables for element with key '${key}', but no such element was found`;
        throw new CommandRejected('UPDATE', 'NOT_FOUND', text);
      }
      if (isLocal) instance.variables.setLocals(variables);
      else instance.variables.propagate(variables);
    });
  }

  /** Hands the job out again, or does again what failed. @throws CommandRejected */
  resolveIncident(key: string, now: number): void {
    this.command(now, () => {
      const incident = this.incidents.open(key);
      if (!incident) {
        const text = `Expected to resolve incident with key '${key}', but no such incident was found`;
        throw new CommandRejected('RESOLVE', 'NOT_FOUND', text);
      }
      const { jobKey, retry, type } = incident;
      const job = jobKey === undefined ? undefined : this.jobs.get(jobKey);
      if (job && type === 'JOB_NO_RETRIES' && job.retries <= 0) {
        const text = `Expected to resolve incident with key '${key}', but job with key '${job.key}' has no retries left. Please update the job retries and retry resolving the incident`;
        throw new CommandRejected('RESOLVE', 'NOT_FOUND', text);
      }
      this.execution.resolved(incident);
      if (job) {
        this.jobs.resume(job.key);
        this.execution.noteJob('RESUMED', job);
      }
      if (retry) this.execution.later(retry);
    });
  }

  /** @throws CommandRejected */
  cancel(key: string, now: number): void {
    this.command(now, () => {
      const process = this.instances.get(key);
      if (!process || process.parent || !isRunning(process)) {
        const text = `Expected to cancel a process instance with key '${key}', but no such process was found`;
        throw new CommandRejected('CANCEL', 'NOT_FOUND', text);
      }
      this.execution.terminateLater(process);
    });
  }

  /** Lets time pass: what is due happens. */
  advance(now: number): void {
    this.command(now, () => {
      for (const { fire } of this.execution.timers.takeDue(now)) this.execution.later(fire);
      this.advanceJobs(now);
    });
  }

  /** When {@link advance} has something to do, in milliseconds since 1970, or Infinity. */
  nextDue(): number {
    if (!this.execution.isSettled) return Number.NEGATIVE_INFINITY;
    return Math.min(this.execution.timers.nextDue(), this.jobs.nextDue());
  }

  private advanceJobs(now: number): void {
    for (const { job, event } of this.jobs.advance(now)) this.execution.noteJob(event, job);
  }

  private command<Result>(now: number, carryOut: () => Result): Result {
    this.execution.now = now;
    const result = carryOut();
    this.execution.settle(MOST_STEPS);
    return result;
  }

  private existing(key: string, otherwise: string): ElementInstance {
    const instance = this.instances.get(key);
    if (!instance) throw new Error(otherwise);
    return instance;
  }
}

export interface PublishedMessage {
  readonly name: string;
  readonly correlationKey: string;
  /** Empty: no id. */
  readonly messageId?: string;
  /** How long it waits for somebody who wants it. */
  readonly timeToLiveMs: number;
  readonly variables: JsonObject;
}
