/** A row of the table in docs/reliability.md. */
export interface ReliabilityPromise {
  readonly promise: string;
  readonly tested: string;
  /** One of `runs.mjs`. */
  readonly run: string;
  /** @param of gives a figure by its name. @throws Error where the run has not recorded it */
  readonly tell: (of: (figure: string) => string) => string;
}

export declare const promises: readonly ReliabilityPromise[];
