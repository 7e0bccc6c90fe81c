import type { Recipe } from './recipe.ts';

/** What a target says of an input: undefined where all promises held, else which one was broken. */
export type Verdict = string | undefined;

/** A part of the product that takes input from outside, with the promises that hold whatever comes. */
export interface Target {
  readonly check: (input: Recipe) => Promise<Verdict>;
  readonly close: () => Promise<void>;
}

/** Names that JavaScript gives a meaning to. */
export const SPECIAL_NAMES = ['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty'];

/** What an object without own entries has inherited from somebody's input. */
export function pollution(): Verdict {
  const found: string[] = [];
  for (const name in {}) found.push(name);
  return found.length > 0 || ({} as Record<string, unknown>)['polluted'] !== undefined
    ? `prototypes were changed: ${found.join()}`
    : undefined;
}

/** The first broken promise. */
export function firstOf(...verdicts: readonly Verdict[]): Verdict {
  return verdicts.find((verdict) => verdict !== undefined);
}
