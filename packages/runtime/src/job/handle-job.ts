import type { Program } from '@camunda-sqs-connector/feel';
import type { JsonObject } from '@camunda-sqs-connector/feel/json';
import type { ActivatedJob } from '../camunda/engine-client.ts';
import { EngineError } from '../camunda/engine-error.ts';
import type { ConnectorDefinition } from '../connector.ts';
import { runtimeError } from '../errors/catalogue.ts';
import { ConnectorError } from '../errors/connector-error.ts';
import { reasonOf } from '../log.ts';
import { type Mask, maskOf, textsAt } from '../secrets/mask.ts';
import { resolveSecrets } from '../secrets/resolve-secrets.ts';
import type { SecretSource } from '../secrets/secret-source.ts';
import type { World } from '../world.ts';
import { compileExpression, evaluateToContext } from './expressions.ts';
import { parseHeaders, parseJobTimeout, parseRetryBackoff } from './headers.ts';
import { parseInput } from './input.ts';
import { modelledOutcome } from './modelled-error.ts';
import { cutMessage, type Handled, type Outcome } from './outcome.ts';
import { outputVariables, responseContext } from './result.ts';

/** What the handling of a job needs from outside. */
export interface JobSurroundings {
  readonly world: World;
  readonly secrets: SecretSource;
  /** Names of secrets that may stand in messages; `*` stands for all. */
  readonly secretsInMessages: readonly string[];
  /** Sets the job's timeout anew in the engine. */
  readonly updateTimeout: (job: ActivatedJob, timeoutMs: number) => Promise<void>;
}

/** A job needs this much of its time to be worth starting. */
const MARGIN_MS = 1000;
/** Where its model gives it little time, this much, which leaves something for the work beside the answer. */
const SHORTEST_MARGIN_MS = 600;

/**
 * Turns a job into its outcome: headers, expressions, secrets, input, work, answer, in this order, and never back. It throws
 * nothing.
 *
 * @param deadline when the engine hands the job to somebody else, in the world's monotonic time
 */
export async function handleJob<Request, Response extends JsonObject>(
  connector: ConnectorDefinition<Request, Response>,
  job: ActivatedJob,
  deadline: number,
  surroundings: JobSurroundings,
): Promise<Handled> {
  const attempt = new Attempt(connector, job, surroundings);
  try {
    const plan = await attempt.prepare(deadline);
    const response = await connector.execute(plan.request, { job, deadline: plan.deadline });
    // The message is out: from here on a failure must not lead to another execution.
    attempt.done = connector.summary(response);
    return attempt.succeed(response, plan.result);
  } catch (error) {
    return error instanceof JobGone ? { kind: 'gone', reason: error.message } : attempt.fail(error);
  }
}

/** The job is not this worker's any more: an answer would reach whoever has it by now. */
class JobGone extends Error {}

interface Plan<Request> {
  readonly request: Request;
  readonly deadline: number;
  readonly result: Program | undefined;
}

/** One execution of a job, and what is known about it so far. */
class Attempt<Request, Response extends JsonObject> {
  /** What was done for the job, as soon as it cannot be undone. */
  done: string | undefined;

  private readonly connector: ConnectorDefinition<Request, Response>;
  private readonly job: ActivatedJob;
  private readonly surroundings: JobSurroundings;
  private mask: Mask;
  private backoffMs: number | undefined;

  constructor(connector: ConnectorDefinition<Request, Response>, job: ActivatedJob, surroundings: JobSurroundings) {
    this.connector = connector;
    this.job = job;
    this.surroundings = surroundings;
    this.mask = maskOf(() => textsAt(job.variables, connector.confidentialPaths));
  }

  /** All that can fail without a trace outside. */
  async prepare(deadline: number): Promise<Plan<Request>> {
    const { connector, job, surroundings } = this;
    this.backoffMs = parseRetryBackoff(job.customHeaders);
    const timeoutMs = parseJobTimeout(job.customHeaders);
    const { resultExpression, errorExpression } = parseHeaders(job.customHeaders);
    const result = resultExpression === undefined ? undefined : compileExpression(resultExpression, 'Result');
    if (errorExpression !== undefined) compileExpression(errorExpression, 'Error');

    const resolved = resolveSecrets(job.variables, surroundings.secrets, job, {
      configurationPaths: connector.configurationPaths,
      allowedInMessages: surroundings.secretsInMessages,
    });
    this.mask = maskOf(() => [...resolved.values, ...textsAt(resolved.variables, connector.confidentialPaths)]);
    const request = parseInput(connector.input, resolved.variables);
    return { request, result, deadline: await this.claimTime(deadline, timeoutMs) };
  }

  /** The job's deadline, after the model's own timeout was asked for. */
  private async claimTime(deadline: number, timeoutMs: number | undefined): Promise<number> {
    const { world } = this.surroundings;
    if (timeoutMs === undefined) {
      if (world.now() + MARGIN_MS <= deadline) return deadline;
      throw runtimeError(
        'NO_TIME_LEFT',
        'Too little of the job’s time was left to start its work; it was given back untouched.',
      );
    }
    const prolonged = await this.prolonged(deadline, timeoutMs);
    const marginMs = Math.min(MARGIN_MS, Math.max(SHORTEST_MARGIN_MS, timeoutMs / 2));
    if (world.now() + marginMs <= prolonged) return prolonged;
    // With unchanged retries a timeout that is too short for its model would go round for ever.
    throw runtimeError(
      'JOB_TIMEOUT_ELAPSED',
      `Job timeout deadline already elapsed by the time the update was applied for job: ${this.job.key}. Nothing was sent. Give the header jobTimeout more time.`,
    );
  }

  /** The deadline after the engine was asked for the model's own timeout. Where it could not be asked, the earlier one counts. */
  private async prolonged(deadline: number, timeoutMs: number): Promise<number> {
    const { world, updateTimeout } = this.surroundings;
    const asked = world.now();
    try {
      await updateTimeout(this.job, timeoutMs);
      return asked + timeoutMs;
    } catch (error) {
      const kind = error instanceof EngineError ? error.kind : undefined;
      if (kind === 'busy' || kind === 'unauthorized') return Math.min(deadline, asked + timeoutMs);
      if (kind !== 'notFound' && kind !== 'conflict') throw error;
      throw new JobGone(reasonOf(error));
    }
  }

  succeed(response: Response, result: Program | undefined): Outcome {
    const { world } = this.surroundings;
    const { resultVariable } = parseHeaders(this.job.customHeaders);
    const mapped = result && evaluateToContext(result, responseContext(response), 'Result', world);
    const variables = outputVariables(response, resultVariable, mapped);
    const seen = Object.keys(variables).length > 0 ? variables : response;
    return this.modelled(responseContext(seen)) ?? this.withoutRepetition({ kind: 'completed', variables });
  }

  fail(thrown: unknown): Outcome {
    const error = this.known(thrown);
    const failure = this.failureOf(error);
    if (error.retry === 'same') return failure;
    const described = this.described(error);
    return this.modelled({ error: described, response: { error: described } }) ?? failure;
  }

  /** What the model's error expression asks for, if it asks for anything. An expression that fails is not asked again. */
  private modelled(context: JsonObject): Outcome | undefined {
    const { errorExpression } = parseHeaders(this.job.customHeaders);
    if (errorExpression === undefined) return undefined;
    try {
      const program = compileExpression(errorExpression, 'Error');
      const scope = { ...context, job: { retries: this.job.retries } };
      const outcome = modelledOutcome(evaluateToContext(program, scope, 'Error', this.surroundings.world));
      return outcome && this.withoutRepetition(outcome);
    } catch (error) {
      return { ...this.failureOf(this.known(error)), retries: 0 };
    }
  }

  private known(thrown: unknown): ConnectorError {
    if (thrown instanceof ConnectorError) return thrown;
    return runtimeError('UNEXPECTED', thrown instanceof Error ? thrown.message : String(thrown), { cause: thrown });
  }

  private failureOf(error: ConnectorError): Outcome & { kind: 'failed' } {
    // Masked before it is cut: the beginning of a secret that the cut leaves would not be found any more.
    const message = cutMessage(this.mask.text(error.message));
    const variables = { error: { ...this.described(error), message } };
    const retries = { none: 0, fewer: Math.max(0, this.job.retries - 1), same: this.job.retries }[error.retry];
    const pause = this.backoffMs === undefined || error.retry === 'same' ? {} : { backoffMs: this.backoffMs };
    const told = { code: error.code, ...(error.loggable && { reason: message }) };
    return this.withoutRepetition({ kind: 'failed', message, retries, variables, told, ...pause });
  }

  /** The `error` variable, masked; the same is what error expressions see. */
  private described({ type, message, code }: ConnectorError): JsonObject {
    return { type, message: this.mask.text(message), code: this.mask.text(code) };
  }

  /** After the work was done nothing may ask for it again, and whoever reads the incident learns what was done. */
  private withoutRepetition<Kind extends Outcome>(outcome: Kind): Kind {
    const { done } = this;
    if (done === undefined) return outcome;
    return { ...outcome, done, ...(outcome.kind === 'failed' && { retries: 0 }) };
  }
}
