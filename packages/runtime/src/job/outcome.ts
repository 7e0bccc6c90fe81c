import type { JsonObject } from '@camunda-sqs-connector/feel/json';

/** What became of a job. Exactly one is sent back to the engine. */
export type Outcome =
  | { readonly kind: 'completed'; readonly variables: JsonObject }
  | { readonly kind: 'bpmnError'; readonly code: string; readonly message?: string; readonly variables: JsonObject }
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
