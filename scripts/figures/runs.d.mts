/** A run that is too long for every change. */
export interface LongRun {
  /** Of its file in docs/figures. */
  readonly name: string;
  readonly title: string;
  /** Without `RECORD_FIGURES=1`. */
  readonly command: string;
  /** Of its size. */
  readonly unit: string;
  /** In Markdown. */
  readonly about: string;
}

export declare const longRuns: readonly LongRun[];
