import { CommandRejected, type Job, Jobs } from '@camunda-sqs-connector/engine';
import type { JsonObject } from '@camunda-sqs-connector/feel/json';
import type { ActivatedJob, ActivationRequest, JobError, JobFailure, JobKey } from '@camunda-sqs-connector/runtime';
import type { Faults } from './faults.ts';
import { headersOf, type JobKind, jobKinds, variablesOf } from './job-kinds.ts';
import type { JobRecord, Ledger } from './ledger.ts';
import type { PlannedJob } from './plan.ts';
import type { Process } from './process.ts';
import type { Cancel, Scheduler } from './scheduler.ts';
import type { Tokens } from './tokens.ts';
import type { Trace } from './trace.ts';

export interface EngineAnswer {
  readonly status: number;
  readonly title?: string;
  readonly detail?: string;
  readonly jobs?: readonly ActivatedJob[];
  /** As it stands in the answer. */
  readonly topology?: JsonObject;
}

export type Command =
  | { readonly kind: 'complete'; readonly variables: JsonObject }
  | ({ readonly kind: 'fail' } & JobFailure)
  | ({ readonly kind: 'throwError' } & JobError)
  | { readonly kind: 'updateTimeout'; readonly timeoutMs: number };

interface WaitingPoll {
  readonly request: ActivationRequest;
  readonly process: Process;
  readonly reply: (answer: EngineAnswer) => void;
  readonly end: Cancel;
}

export const JOB_TYPE = 'io.camunda:aws-sqs:1';
const RETRIES = 3;
/** Zeebe's first key, so that keys of two engines are alike. */
const FIRST_KEY = 2_251_799_813_685_249;

/** An engine on the pure state machine of the embedded one, with long polls that outlive their clients. */
export class SimulatedEngine {
  readonly name: string;
  /** Told of each completed job. */
  onCompleted: (id: string) => void = () => {};
  private readonly jobs = new Jobs();
  private readonly records = new Map<string, JobRecord>();
  private readonly waiting: WaitingPoll[] = [];
  private wakesAt = Number.POSITIVE_INFINITY;
  private readonly scheduler: Scheduler;
  private readonly faults: Faults;
  private readonly tokens: Tokens;
  private readonly ledger: Ledger;
  private readonly trace: Trace;

  constructor(name: string, scheduler: Scheduler, faults: Faults, tokens: Tokens, ledger: Ledger, trace: Trace) {
    this.name = name;
    this.scheduler = scheduler;
    this.faults = faults;
    this.tokens = tokens;
    this.ledger = ledger;
    this.trace = trace;
  }

  create(planned: PlannedJob): void {
    const key = String(FIRST_KEY + this.records.size);
    const headers = headersOf(jobKinds[planned.kind]);
    const record: JobRecord = {
      planned,
      key,
      attempts: [],
      readySince: this.scheduler.now,
      end: undefined,
      endedAt: 0,
    };
    this.records.set(key, record);
    this.ledger.jobs.set(planned.id, record);
    this.jobs.add({ key, type: JOB_TYPE, elementInstanceKey: `1${key}`, headers, retries: RETRIES });
    this.trace.add(`${this.name}: ${planned.id} (${planned.kind}) is created`);
    this.served();
  }

  record(key: string): JobRecord {
    const record = this.records.get(key);
    if (!record) throw new Error(`${this.name} has no job ${key}`);
    return record;
  }

  /** @param header the request's authorization */
  activate(
    request: ActivationRequest,
    header: string | undefined,
    process: Process,
    reply: WaitingPoll['reply'],
  ): void {
    const refusal = this.refusal(header) ?? this.backpressure();
    if (refusal) {
      reply(refusal);
      return;
    }
    const end = this.scheduler.after(request.requestTimeoutMs, () => {
      this.waiting.splice(this.waiting.indexOf(poll), 1);
      reply({ status: 200, jobs: [] });
    });
    const poll: WaitingPoll = { request, process, reply, end };
    this.waiting.push(poll);
    this.served();
  }

  topology(header: string | undefined, reply: (answer: EngineAnswer) => void): void {
    if (this.faults.strikes('the engine is silent when asked for its topology')) return;
    reply(this.refusal(header) ?? this.topologyRefusal() ?? { status: 200, topology: this.topologyTold() });
  }

  private topologyRefusal(): EngineAnswer | undefined {
    if (this.faults.strikes('the engine does not tell its topology')) return { status: 503, title: 'UNAVAILABLE' };
    if (this.faults.strikes('the engine tells its topology to others only')) return { status: 403, title: 'FORBIDDEN' };
    return undefined;
  }

  /** Engines before 8.9 tell no id. */
  private topologyTold(): JsonObject {
    const tellsId = this.ledger.plan.namedBy === 'the id of the cluster';
    const own = tellsId
      ? { gatewayVersion: '8.9.0', clusterId: this.name }
      : { gatewayVersion: '8.8.0', clusterId: null };
    return { brokers: [], partitionsCount: 1, ...own };
  }

  command(key: string, command: Command, header: string | undefined): EngineAnswer {
    const refusal = this.refusal(header);
    if (refusal) return refusal;
    this.advance();
    const record = this.record(key);
    try {
      if (command.kind === 'complete' && (jobKinds[record.planned.kind] as JobKind).isTooLarge) {
        return { status: 500, title: 'INTERNAL', detail: 'EXCEEDED_BATCH_RECORD_SIZE' };
      }
      this.apply(record, command);
      this.trace.add(`${this.name}: ${command.kind} of ${record.planned.id}`);
      this.served();
      return { status: 204 };
    } catch (error) {
      if (!(error instanceof CommandRejected)) throw error;
      this.trace.add(`${this.name}: ${command.kind} of ${record.planned.id} is ${error.code}`);
      const status = { NOT_FOUND: 404, INVALID_STATE: 409, INVALID_ARGUMENT: 400, ALREADY_EXISTS: 409 }[error.code];
      return { status, title: error.code, detail: error.message };
    }
  }

  private apply(record: JobRecord, command: Command): void {
    const { now } = this.scheduler;
    const { key } = record;
    switch (command.kind) {
      case 'complete': {
        this.jobs.complete(key);
        this.ended(record, { kind: 'completed', messageId: String(command.variables['messageId']) });
        this.onCompleted(record.planned.id);
        break;
      }
      case 'fail': {
        const { retries, retryBackoffMs = 0, errorMessage } = command;
        const { state } = this.jobs.fail(key, retries, retryBackoffMs, now, errorMessage);
        record.readySince = state.kind === 'ready' ? now : undefined;
        if (state.kind === 'incident') this.ended(record, { kind: 'incident', message: errorMessage });
        break;
      }
      case 'throwError':
        this.jobs.throwError(key);
        this.ended(record, { kind: 'thrown', code: command.errorCode });
        break;
      case 'updateTimeout':
        this.jobs.update(key, { timeoutMs: command.timeoutMs }, now);
    }
  }

  private ended(record: JobRecord, end: NonNullable<JobRecord['end']>): void {
    record.end = end;
    record.endedAt = this.scheduler.now;
    record.readySince = undefined;
  }

  private refusal(header: string | undefined): EngineAnswer | undefined {
    if (this.faults.strikes('the engine is away')) return { status: 503, title: 'UNAVAILABLE' };
    return this.tokens.isGood(header) ? undefined : { status: 401, title: 'Unauthorized' };
  }

  private backpressure(): EngineAnswer | undefined {
    if (!this.faults.strikes('the engine refuses to hand out jobs')) return undefined;
    return { status: 500, title: 'java.lang.RuntimeException', detail: 'RESOURCE_EXHAUSTED' };
  }

  private advance(): void {
    for (const { job } of this.jobs.advance(this.scheduler.now)) {
      this.record(job.key).readySince = this.scheduler.now;
      this.trace.add(`${this.name}: ${this.record(job.key).planned.id} is ready again`);
    }
  }

  /** Hands jobs to the polls that wait, the oldest first, whether or not their clients are still there. */
  private served(): void {
    this.advance();
    for (let poll = this.waiting[0]; poll; poll = this.waiting[0]) {
      const { type, maxJobs, timeoutMs } = poll.request;
      const jobs = this.jobs.activate(type, maxJobs, timeoutMs, this.scheduler.now);
      if (jobs.length === 0) break;
      this.waiting.shift();
      poll.end();
      const { process } = poll;
      poll.reply({ status: 200, jobs: jobs.map((job) => this.handedOut(job, process)) });
    }
    const due = this.jobs.nextDue();
    if (due >= this.wakesAt && this.wakesAt > this.scheduler.now) return;
    if (due === Number.POSITIVE_INFINITY) return;
    this.wakesAt = due;
    this.scheduler.after(due - this.scheduler.now, () => this.served());
  }

  private handedOut({ key, headers, retries }: Job, process: Process): ActivatedJob {
    const record = this.record(key);
    const { planned } = record;
    record.readySince = undefined;
    record.attempts.push({
      number: record.attempts.length + 1,
      process,
      receivedAt: Number.POSITIVE_INFINITY,
      deadline: Number.POSITIVE_INFINITY,
      answerDeadline: Number.POSITIVE_INFINITY,
      posts: 0,
      takeable: 0,
      confirmed: [],
      told: [],
      accepted: 0,
      isEnded: false,
      hasThrown: false,
    });
    this.trace.add(`${this.name}: ${planned.id}/${record.attempts.length} is handed to ${process.name}`);
    return {
      key: key as JobKey,
      type: JOB_TYPE,
      processInstanceKey: `2${key}`,
      processDefinitionId: 'order',
      processDefinitionKey: '3',
      elementId: 'send',
      elementInstanceKey: `1${key}`,
      tenantId: planned.tenant,
      retries,
      customHeaders: headers,
      variables: variablesOf(jobKinds[planned.kind], planned.tenant, planned, record.attempts.length),
    };
  }
}
