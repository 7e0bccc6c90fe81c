import type { JsonObject } from '@camunda-sqs-connector/feel/json';

declare const jobKeyBrand: unique symbol;

/** The engine's key of a job: a decimal number as text, since keys may exceed 2^53. */
export type JobKey = string & { readonly [jobKeyBrand]: true };

/** A job that the engine has handed to this worker, and that is locked for the requested timeout. */
export interface ActivatedJob {
  readonly key: JobKey;
  readonly type: string;
  readonly processInstanceKey: string;
  /** The id of the process in its BPMN model. */
  readonly processDefinitionId: string;
  readonly processDefinitionKey: string;
  readonly elementId: string;
  readonly elementInstanceKey: string;
  readonly tenantId: string;
  /** Executions that are left, this one included. */
  readonly retries: number;
  readonly customHeaders: Readonly<Record<string, string>>;
  /** The fetched variables, each number with the digits that the engine sent. */
  readonly variables: JsonObject;
}

export interface ActivationRequest {
  readonly type: string;
  readonly worker: string;
  readonly maxJobs: number;
  /** How long the engine locks the jobs for this worker. */
  readonly timeoutMs: number;
  /** How long the engine holds the request open while there is no job. */
  readonly requestTimeoutMs: number;
  readonly fetchVariables: readonly string[];
  /** Empty: the engine's default tenant. */
  readonly tenantIds: readonly string[];
}

export interface JobFailure {
  readonly retries: number;
  readonly errorMessage: string;
  readonly retryBackoffMs?: number;
  readonly variables: JsonObject;
}

export interface JobError {
  readonly errorCode: string;
  readonly errorMessage?: string;
  readonly variables: JsonObject;
}

/**
 * What a worker asks of the engine. Every method may throw an `EngineError`, whose `kind` says whether another try can help.
 */
export interface EngineClient {
  /** Jobs of a type, as soon as there are any. It is never aborted: the engine would lock jobs for a client that is gone. */
  activate(request: ActivationRequest): Promise<readonly ActivatedJob[]>;
  complete(job: JobKey, variables: JsonObject): Promise<void>;
  fail(job: JobKey, failure: JobFailure): Promise<void>;
  throwError(job: JobKey, error: JobError): Promise<void>;
  /** Sets the job's timeout anew, counted from now. */
  updateTimeout(job: JobKey, timeoutMs: number): Promise<void>;
}
