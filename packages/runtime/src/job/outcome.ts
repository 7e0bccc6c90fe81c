import type { JsonObject } from '@camunda-sqs-connector/feel/json';

/** What is sent back to the engine for a job. Exactly one is, unless the job is somebody else's. */
export type Outcome = {
  /** What was done for the job before, such as `the message … was sent`: it is not repeated, and an incident says so. */
  readonly done?: string;
} & (
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
    }
);

/** What came of the handling of a job. `gone`: the engine said that the job is not this worker's any more, and is told nothing. */
export type Handled = Outcome | { readonly kind: 'gone'; readonly reason: string };

/** A failure in words that quote neither variables nor expressions. */
export interface ToldFailure {
  readonly code: string;
  /** Absent where the error's message may quote such. */
  readonly reason?: string;
}

/** The engine stores no longer messages. */
const MAX_MESSAGE_LENGTH = 6000;

export function cutMessage(message: string): string {
  return message.slice(0, MAX_MESSAGE_LENGTH);
}

/** A message for whoever reads the incident, which ends with what was done before, however long it is. */
export function incidentMessage(message: string, done: string | undefined): string {
  if (done === undefined) return cutMessage(message);
  const end = ` The work was done before: ${done}. It is not repeated.`;
  return (message.slice(0, MAX_MESSAGE_LENGTH - end.length) + end).trim();
}
