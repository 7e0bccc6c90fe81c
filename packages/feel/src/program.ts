import type { JsonObject, JsonValue } from './json/index.ts';

/**
 * Whose rules decide how a value is written when it leaves FEEL. `connector`: what Camunda's connector runtime makes of a
 * result or error expression. `zeebe-…`: what that version of the engine makes of a mapping. They differ in temporal values
 * and in whole numbers beyond 64 bits.
 */
export type Side = 'connector' | 'zeebe-8.8' | 'zeebe-8.6';

/** Bounds of one run. An expression that needs more ends as an {@link EvaluationFailure}. */
export interface Budget {
  /** Evaluation steps. @default 1_000_000 */
  readonly steps?: number;
  /** Nesting of calls, and of the result. @default 500 */
  readonly depth?: number;
  /**
   * Characters of all texts and entries of all lists that are made, and once more of the result. A process cannot hold larger ones.
   *
   * @default 4_000_000
   */
  readonly size?: number;
}

/** What surrounds a run. Time and chance come in, so that the same run gives the same value. */
export interface RunOptions {
  readonly side: Side;
  /** The time, in milliseconds since 1970, for `now()` and `today()`. @default Date.now */
  readonly clock?: () => number;
  /** The IANA time zone of `now()` and `today()`; `Z` is UTC without a zone's name. @default the process's zone */
  readonly zone?: string;
  /** Uniform in [0, 1), for `random number()`. @default Math.random */
  readonly random?: () => number;
  readonly budget?: Budget;
}

/** A note on something that became null, for example an unknown variable. */
export interface Warning {
  /** As Camunda names it, for example `NO_VARIABLE_FOUND`. */
  readonly kind: string;
  readonly message: string;
  /** Where in the expression, as an offset. */
  readonly at?: number;
}

export type Evaluation =
  | { readonly kind: 'value'; readonly value: JsonValue; readonly warnings: readonly Warning[] }
  | EvaluationFailure;

/** The expression was understood, but its evaluation failed: a failed `assert`, a wrong argument of an added function. */
export interface EvaluationFailure {
  readonly kind: 'evaluationFailure';
  readonly message: string;
  readonly warnings?: readonly Warning[];
}

/** The text is no FEEL expression. */
export interface ParseFailure {
  readonly kind: 'parseFailure';
  readonly message: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  readonly expected: string;
  /** The line with the mistake, and a marker below it. */
  readonly marked: string;
}

/** A compiled expression. It holds no state: runs may overlap. */
export interface Program {
  readonly kind: 'program';
  /** The expression, without the leading `=`. */
  readonly text: string;
  run(context: JsonObject, options: RunOptions): Evaluation;
}

/** The type that an added function asks of an argument. */
export type ParameterType = 'string' | 'number' | 'context' | 'days-time-duration';

export interface Parameter {
  readonly name: string;
  readonly type: ParameterType;
}

/**
 * A function that the caller adds to the language. Arguments arrive in the parameters' order as JSON, durations as ISO 8601
 * text. What is returned is JSON too; with `returns: 'days-time-duration'` the returned ISO 8601 text becomes a duration.
 * A thrown error ends the run as an {@link EvaluationFailure} with its message.
 */
export interface AddedFunction {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly returns?: 'days-time-duration';
  readonly call: (args: readonly JsonValue[], environment: { readonly random: () => number }) => JsonValue;
}

export interface CompileOptions {
  /** Several entries of one name are overloads: the number of arguments chooses. */
  readonly functions?: readonly AddedFunction[];
}
