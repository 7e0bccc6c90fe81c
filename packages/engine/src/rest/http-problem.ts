import { JobRejection } from '../core/jobs.ts';
import { ModelRefused } from '../model/parse-model.ts';

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

/** The problem that an error is, as the engine answers it. */
export function problemOf(error: unknown): HttpProblem {
  if (error instanceof HttpProblem) return error;
  if (error instanceof JobRejection)
    return new HttpProblem(error.code === 'NOT_FOUND' ? 404 : 409, error.code, error.message);
  if (error instanceof ModelRefused) {
    return new HttpProblem(
      400,
      'INVALID_ARGUMENT',
      `Command 'CREATE' rejected with code 'INVALID_ARGUMENT': ${error.message}`,
    );
  }
  return new HttpProblem(500, 'INTERNAL_ERROR', error instanceof Error ? error.message : String(error));
}
