import type { JsonObject } from '@camunda-sqs-connector/feel/json';

/** What became of a job. Exactly one is sent back to the engine. */
export type Outcome =
  | {
      readonly kind: 'completed';
      readonly variables: JsonObject;
      /** What was done, for whoever reads the incident where the engine does not take the outcome. */
      readonly done?: string;
    }
  | {
      readonly kind: 'bpmnError';
      readonly code: string;
      readonly message?: string;
      readonly variables: JsonObject;
      /** As above, where the error was thrown after the work. */
      readonly done?: string;
    }
  | {
      readonly kind: 'failed';
      readonly message: string;
      /** Executions that are left, absolute. 0 raises an incident. */
      readonly retries: number;
      readonly backoffMs?: number;
      readonly variables: JsonObject;
      /** What a log may say of the failure. Absent where the model itself asked for it. */
      readonly told?: ToldFailure;
    };

/** A failure in words that quote neither variables nor expressions. */
export interface ToldFailure {
  readonly code: string;
  /** Absent where the error's message may quote such. */
  readonly reason?: string;
}

/** What the message of a failure says at its end where the work was done before. */
export function afterWork(done: string): string {
  return ` The work was done before: ${done}. It is not repeated.`;
}
