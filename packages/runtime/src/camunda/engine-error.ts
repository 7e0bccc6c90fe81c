/**
 * Why the engine did not do what it was asked.
 *
 * - `notFound`: it knows no such job: already answered, cancelled, or timed out and taken over
 * - `conflict`: the job is in backoff or has an incident
 * - `busy`: it cannot be reached, is overloaded, or is changing its leader: later may help
 * - `tooLarge`: the payload exceeds what it can store
 * - `unauthorized`: it does not accept the credentials
 * - `refused`: any other answer that a repetition would not change
 */
export type EngineErrorKind = 'notFound' | 'conflict' | 'busy' | 'tooLarge' | 'unauthorized' | 'refused';

/** Thrown by an `EngineClient` for everything but success. */
export class EngineError extends Error {
  readonly kind: EngineErrorKind;

  constructor(kind: EngineErrorKind, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'EngineError';
    this.kind = kind;
  }
}

/** Parts of an answer by which an {@link EngineError} is told. */
export interface RefusingAnswer {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
}

/** The answer of something in between may be long; it is quoted in incidents. */
const LONGEST_QUOTE = 1000;

/** Statuses, titles and texts as observed on Zeebe 8.6 and documented for 8.8. */
export function engineErrorOf({ status, title, detail }: RefusingAnswer, doing: string): EngineError {
  const text =
    `The engine refused to ${doing}: ${status} ${[title, detail].filter(Boolean).join(': ').slice(0, LONGEST_QUOTE)}`.trim();
  return new EngineError(kindOf(status, `${title} ${detail}`), text);
}

function kindOf(status: number, text: string): EngineErrorKind {
  if (/EXCEEDED_BATCH_RECORD_SIZE|MALFORMED_REQUEST/.test(text) || status === 413) return 'tooLarge';
  // Any other 404 is not the engine's word on a job: a wrong path, or a gateway in between whose target is away.
  if (status === 404) return /NOT_FOUND/.test(text) ? 'notFound' : 'busy';
  if (status === 409) return 'conflict';
  // The answer to a wish for more time that comes when the time is over.
  if (status === 400 && /it is not active$/.test(text)) return 'notFound';
  if (status === 401 || status === 403) return 'unauthorized';
  // Backpressure of an activation comes as 500 with RESOURCE_EXHAUSTED in the detail.
  if (status === 429 || status >= 500) return 'busy';
  return 'refused';
}
