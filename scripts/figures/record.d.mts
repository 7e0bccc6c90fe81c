/** Figures by what they are of, as a reader is told: `messages: 600`, or several of one kind: `killed where: { … }`. */
export type Figures = Readonly<Record<string, number | Readonly<Record<string, number>>>>;

/** What came of a run. */
export interface Found {
  /** In the unit of `runs.mjs`: a run that is smaller than the one that is published does not take its place. */
  readonly size: number;
  readonly seconds: number;
  readonly figures: Figures;
}

export interface Recorded extends Found {
  /** ISO date. */
  readonly date: string;
}

export interface Place {
  /** @default docs/figures */
  readonly folder?: string;
  /** @default whether RECORD_FIGURES is set */
  readonly isWanted?: boolean;
}

export declare function recordFigures(run: string, found: Found, place?: Place): 'written' | 'not wanted' | 'smaller';
export declare function readFigures(run: string, folder?: string): Recorded | undefined;
