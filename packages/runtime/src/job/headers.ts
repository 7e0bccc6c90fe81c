import { parseDurationMs } from '../duration.ts';
import { runtimeError } from '../errors/catalogue.ts';

/** What the task's headers ask of the runtime. Blank headers count as absent, but for `retryBackoff`. */
export interface Headers {
  readonly resultVariable?: string;
  readonly resultExpression?: string;
  readonly errorExpression?: string;
}

/** The headers that name expressions and variables: no text of theirs is wrong by itself. */
export function parseHeaders(headers: Readonly<Record<string, string>>): Headers {
  const set = (name: string) => {
    const value = Object.hasOwn(headers, name) ? headers[name] : undefined;
    return value === undefined || value.trim() === '' ? undefined : { [name]: value };
  };
  return { ...set('resultVariable'), ...set('resultExpression'), ...set('errorExpression') };
}

/** A backoff that the engine can read: not negative, and within what a number holds exactly (285,000 years). */
export function boundedBackoff(ms: number): number {
  return Math.min(Number.MAX_SAFE_INTEGER, Math.max(0, ms));
}

/** @throws ConnectorError INVALID_RETRY_BACKOFF */
export function parseRetryBackoff(headers: Readonly<Record<string, string>>): number | undefined {
  const text = headers['retryBackoff'];
  if (text === undefined) return undefined;
  const ms = parseDurationMs(text);
  // As in the official runtime a negative one is no mistake, and means none.
  if (ms !== undefined) return boundedBackoff(ms);
  throw runtimeError(
    'INVALID_RETRY_BACKOFF',
    `Failed to parse retry backoff header. Expected ISO-8601 duration, e.g. PT5M, got: ${text}`,
  );
}

/** @throws ConnectorError INVALID_JOB_TIMEOUT */
export function parseJobTimeout(headers: Readonly<Record<string, string>>): number | undefined {
  const text = headers['jobTimeout'];
  if (text === undefined || text.trim() === '') return undefined;
  const ms = parseDurationMs(text);
  if (ms === undefined) {
    throw runtimeError(
      'INVALID_JOB_TIMEOUT',
      `Failed to parse job timeout header. Expected ISO-8601 duration, e.g. PT10M, got: ${text}`,
    );
  }
  if (ms <= 0) throw runtimeError('INVALID_JOB_TIMEOUT', `Job timeout must be a positive duration, got: ${text}`);
  if (!Number.isSafeInteger(ms)) {
    throw runtimeError('INVALID_JOB_TIMEOUT', `Job timeout is too large to represent, got: ${text}`);
  }
  return ms;
}
