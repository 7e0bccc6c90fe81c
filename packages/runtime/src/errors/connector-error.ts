/**
 * What a failure does to a job's retries. `none`: the job's own data decides, so a repetition would fail the same way.
 * `fewer`: one less, with the model's backoff. `same`: the job was not touched.
 */
export type RetryRule = 'none' | 'fewer' | 'same';

/** What a catalogue says of an error. */
export interface ErrorEntry {
  /** When it happens. */
  readonly when: string;
  readonly retry: RetryRule;
  /** `error.type` in error expressions: the name that models made for the official connector match on. */
  readonly type: string;
  /** What whoever made the model, or runs the connector, can do. */
  readonly remedy: string;
  /** Its text concerns who runs the connector, and quotes neither variables nor expressions. @default false: logs hold the code alone */
  readonly loggable?: boolean;
}

/** An error that models and operators see: `error.code`, `error.type` and `error.message`. */
export class ConnectorError extends Error {
  readonly code: string;
  readonly type: string;
  readonly retry: RetryRule;
  /** Whether its text may stand in a log. */
  readonly loggable: boolean;

  constructor(
    code: string,
    entry: Omit<ErrorEntry, 'when' | 'remedy'>,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
    this.name = 'ConnectorError';
    this.code = code;
    this.type = entry.type;
    this.retry = entry.retry;
    this.loggable = entry.loggable ?? false;
  }
}

/** A function that makes the errors of a catalogue, by their codes. */
export function errorsOf<Code extends string>(catalogue: Readonly<Record<Code, ErrorEntry>>) {
  return (code: Code, message: string, options?: { cause?: unknown }): ConnectorError =>
    new ConnectorError(code, catalogue[code], message, options);
}
