import { CommandRejected } from '../core/failure.ts';
import { ModelRefused } from '../model/problems.ts';

/** An answer of Camunda's API that is no success, as `application/problem+json`. */
export class HttpProblem extends Error {
  readonly status: number;
  readonly title: string;

  constructor(status: number, title: string, detail: string) {
    super(detail);
    this.status = status;
    this.title = title;
  }
}

const STATUS_OF: Readonly<Record<CommandRejected['code'], number>> = {
  NOT_FOUND: 404,
  INVALID_STATE: 409,
  INVALID_ARGUMENT: 400,
  ALREADY_EXISTS: 409,
};

export function invalidArgument(detail: string): HttpProblem {
  return new HttpProblem(400, 'INVALID_ARGUMENT', detail);
}

export function unreadable(): HttpProblem {
  return new HttpProblem(400, 'Bad Request', 'Failed to read request');
}

/** The problem that an error is, as the engine answers it. */
export function problemOf(error: unknown): HttpProblem {
  if (error instanceof HttpProblem) return error;
  if (error instanceof CommandRejected) return new HttpProblem(STATUS_OF[error.code], error.code, error.message);
  if (error instanceof ModelRefused) {
    return invalidArgument(`Command 'CREATE' rejected with code 'INVALID_ARGUMENT': ${error.message}`);
  }
  return new HttpProblem(500, 'INTERNAL_ERROR', error instanceof Error ? error.message : String(error));
}
