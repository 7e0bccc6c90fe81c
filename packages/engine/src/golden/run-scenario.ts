import type { JsonObject, JsonValue } from '@camunda-sqs-connector/feel/json';
import { Engine } from '../core/engine.ts';
import { CommandRejected } from '../core/failure.ts';
import { compareKeys } from '../core/keys.ts';
import { after, parseDuration } from '../core/timer-text.ts';
import type { Job } from '../jobs/jobs.ts';
import { parseModel } from '../model/parse-model.ts';
import { type Answer, type Create, documentOf, type Scenario, type Step } from './scenario.ts';
import { hideKeys, Trace } from './trace.ts';

const FETCHED = ['authentication', 'configuration', 'queue', 'awsCredential'];
const MOST_TURNS = 300;
/** Zeebe looks at its timers that often. */
const TIMER_RESOLUTION_MS = 100;
const STATUS_OF: Readonly<Record<CommandRejected['code'], number>> = {
  NOT_FOUND: 404,
  INVALID_STATE: 409,
  INVALID_ARGUMENT: 400,
  ALREADY_EXISTS: 409,
};

/** Runs a scenario in virtual time, and tells what happened in the shape of a golden file. */
export async function runScenario(scenario: Scenario, xml: string): Promise<JsonObject> {
  const models = await parseModel(xml, scenario.bpmn, '8.6');
  return new Run(scenario).run((engine, now) => engine.deploy(models, { name: scenario.bpmn, xml }, now));
}

class Run {
  private readonly scenario: Scenario;
  private readonly trace = new Trace();
  private readonly engine = new Engine({ side: 'zeebe-8.6', listener: (record) => this.trace.note(record) });
  private readonly answersGiven = new Map<string, number>();
  private readonly pending: { readonly job: Job; readonly answer: Answer; readonly seen: Record<string, JsonValue> }[] =
    [];
  private readonly steps: Step[];
  private now: number;
  private awaited: { readonly key: string; readonly create: Create } | undefined;

  constructor(scenario: Scenario) {
    this.scenario = scenario;
    this.steps = [...(scenario.steps ?? [])];
    this.now = Date.parse(scenario.clock);
  }

  run(deploy: (engine: Engine, now: number) => void): JsonObject {
    const { start, horizon = 'PT12H' } = this.scenario;
    const end = after(this.now, parseDuration(horizon, horizon));
    deploy(this.engine, this.now);
    if (start) this.create(start);
    for (let turn = 0; this.doNext(end); turn++) if (turn > MOST_TURNS) throw new Error('The scenario does not end');
    if (this.steps.length > 0) throw new Error(`Steps are left: ${JSON.stringify(this.steps)}`);
    if (this.pending.length > 0) throw new Error('Answers are left');
    this.noteResult();
    return this.trace.toGolden();
  }

  /** Does the first thing that applies. @returns whether there was one */
  private doNext(end: number): boolean {
    const ready = this.pending.findIndex(({ answer }) => answer.when && this.trace.isMet(answer.when));
    const [answered] = ready < 0 ? [] : this.pending.splice(ready, 1);
    if (answered) {
      this.answer(answered.job, answered.answer, answered.seen);
      return true;
    }
    const [step] = this.steps;
    if (step?.when && this.trace.isMet(step.when)) return this.doStep();
    const [job] = [...this.engine.jobs.all()]
      .filter(({ state }) => state.kind === 'ready')
      .sort((a, b) => compareKeys(a.key, b.key));
    if (job) {
      this.activate(job);
      return true;
    }
    if (step && !step.when) return this.doStep();
    const due = this.engine.nextDue();
    if (due > end) return false;
    this.advance(Math.max(due, this.now + TIMER_RESOLUTION_MS));
    return true;
  }

  private create(create: Create): void {
    const definition = this.engine.definitions.latest(create.processId);
    if (!definition) throw new Error(`No process ${create.processId} is deployed`);
    const { key } = this.engine.create(definition, documentOf(create.variables), this.now);
    if (create.awaitCompletion) this.awaited = { key, create };
  }

  /** What the call that awaits the completion returned, if the instance was completed. */
  private noteResult(): void {
    const instance = this.awaited && this.engine.instances.get(this.awaited.key);
    if (instance?.state !== 'COMPLETED') return;
    const names = this.awaited?.create.fetchVariables;
    this.trace.result = pick(instance.variables.locals(), (name) => !names || names.includes(name));
  }

  private activate({ type }: Job): void {
    const [job] = this.engine.activateJobs(type, 1, 365 * 24 * 3_600_000, this.now);
    if (!job) throw new Error(`No job of type ${type} could be activated`);
    const owner = this.engine.ownerOf(job);
    const element = owner.element.id;
    const nth = (this.answersGiven.get(element) ?? 0) + 1;
    this.answersGiven.set(element, nth);
    const answer = this.scenario.workers?.[element]?.[nth - 1] ?? { leave: true };
    const variables = owner.variables.visible();
    const seen: Record<string, JsonValue> = {
      element,
      nth,
      type: job.type,
      retries: job.retries,
      customHeaders: job.headers,
      variables,
      fetched: pick(variables, (name) => FETCHED.includes(name)),
      answer: kindOf(answer),
    };
    this.trace.seenJobs.push(seen);
    if (answer.leave) return;
    if (answer.when) this.pending.push({ job, answer, seen });
    else this.answer(job, answer, seen);
  }

  private answer({ key }: Job, { complete, fail, error }: Answer, seen: Record<string, JsonValue>): void {
    const refusal = this.attempt(() => {
      if (complete) this.engine.completeJob(key, documentOf(complete), this.now);
      if (fail) {
        const { retries, errorMessage: message = '', retryBackOff: backoffMs = 0, variables } = fail;
        this.engine.failJob(
          key,
          { retries, message, backoffMs: backoffMs && backoffMs + 1, variables: documentOf(variables) },
          this.now,
        );
      }
      if (error) {
        const { errorCode: code, errorMessage: message = '', variables } = error;
        this.engine.throwError(key, { code, message, variables: documentOf(variables) }, this.now);
      }
    });
    Object.assign(seen, refusal);
  }

  private doStep(): boolean {
    const step = this.steps.shift();
    if (!step) return false;
    const refusal = this.attempt(() => this.act(step));
    const name = Object.keys(step).find((key) => key !== 'when' && key !== 'report') ?? '';
    if (refusal || step.report) this.trace.stepResults.push({ step: name, ...(refusal ?? { status: 200 }) });
    return true;
  }

  private act(step: Step): void {
    const { engine, trace, now } = this;
    if (step.publishMessage) {
      const { timeToLive: timeToLiveMs = 0, variables, ...message } = step.publishMessage;
      engine.publishMessage({ ...message, timeToLiveMs, variables: documentOf(variables) }, now);
    }
    if (step.correlateMessage) {
      engine.correlateMessage(
        { ...step.correlateMessage, variables: documentOf(step.correlateMessage.variables) },
        now,
      );
    }
    if (step.broadcastSignal) {
      engine.broadcastSignal(step.broadcastSignal.signalName, documentOf(step.broadcastSignal.variables), now);
    }
    if (step.setVariables) {
      const { element, variables, local = false } = step.setVariables;
      engine.setVariables(trace.latest(element)?.key ?? '', documentOf(variables), local, now);
    }
    if (step.resolveIncident) engine.resolveIncident(trace.openIncident(step.resolveIncident.element)?.key ?? '', now);
    if (step.updateRetries) {
      const { element, retries } = step.updateRetries;
      const job = [...trace.jobs.values()].findLast((one) => engine.ownerOf(one).element.id === element);
      engine.updateJob(job?.key ?? '', { retries }, now);
    }
    if (step.completeUserTask) {
      const { element, variables } = step.completeUserTask;
      engine.completeUserTask(trace.latest(element)?.key ?? '', documentOf(variables), now);
    }
    if (step.cancelInstance) engine.cancel(trace.roots[(step.cancelInstance.nth ?? 1) - 1]?.instance.key ?? '', now);
    if (step.create) this.create(step.create);
    if (step.advance !== undefined) this.advance(after(now, parseDuration(step.advance, step.advance)));
  }

  private advance(to: number): void {
    this.now = to;
    this.engine.advance(to);
  }

  private attempt(action: () => void): { status: number; title: string; detail: string } | undefined {
    try {
      action();
      return undefined;
    } catch (error) {
      if (!(error instanceof CommandRejected)) throw error;
      return { status: STATUS_OF[error.code], title: error.code, detail: hideKeys(error.message) };
    }
  }
}

function kindOf(answer: Answer): string {
  return (['complete', 'fail', 'error'] as const).find((kind) => answer[kind] !== undefined) ?? 'leave';
}

function pick(variables: JsonObject, which: (name: string) => boolean): JsonObject {
  return Object.fromEntries(Object.entries(variables).filter(([name]) => which(name)));
}
