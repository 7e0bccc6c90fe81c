import type { JsonObject } from '@camunda-sqs-connector/feel/json';
import type { z } from 'zod';
import type { ActivatedJob } from './camunda/engine-client.ts';

/** What surrounds the execution of a request. */
export interface Execution {
  readonly job: ActivatedJob;
  /** When the engine hands the job to somebody else, in monotonic milliseconds. */
  readonly deadline: number;
}

/** A connector: what it asks of a job, and what it does with it. */
export interface ConnectorDefinition<Request, Response extends JsonObject> {
  /** The official name, from which names of settings are derived. */
  readonly name: string;
  /** The job type that it works for, unless the operator sets another. */
  readonly type: string;
  /** Parses the job's variables. Its root names are the variables that are fetched. */
  readonly input: z.ZodType<Request>;
  readonly fetchVariables: readonly string[];
  /** Dotted paths of the inputs that configure the call. Only in these are secrets resolved. */
  readonly configurationPaths: readonly string[];
  /** Dotted paths of inputs whose values are masked wherever text leaves the process. */
  readonly confidentialPaths: readonly string[];
  /** @throws ConnectorError where the error is known; anything else counts as unexpected */
  readonly execute: (request: Request, execution: Execution) => Promise<Response>;
  /** What was done, for a person who reads why its job failed afterwards: `message 5fea… was sent`. */
  readonly summary: (response: Response) => string;
}

/** A connector whose types have been checked against each other. */
export function defineConnector<Request, Response extends JsonObject>(
  definition: ConnectorDefinition<Request, Response>,
): ConnectorDefinition<Request, Response> {
  return Object.freeze(definition);
}
