import type { Anchor } from './anchors.ts';

/** A parsed pattern in the dialect of Java's `java.util.regex`. */
export type Pattern =
  | { readonly kind: 'set'; readonly has: CharacterTest }
  | { readonly kind: 'sequence'; readonly parts: readonly Pattern[] }
  | { readonly kind: 'choice'; readonly options: readonly Pattern[] }
  | { readonly kind: 'capture'; readonly index: number; readonly of: Pattern }
  | { readonly kind: 'atomic'; readonly of: Pattern }
  | {
      readonly kind: 'repeat';
      readonly of: Pattern;
      readonly least: number;
      readonly most: number;
      readonly mode: RepeatMode;
    }
  | { readonly kind: 'look'; readonly of: Pattern; readonly isAhead: boolean; readonly isWanted: boolean }
  | { readonly kind: 'reference'; readonly index: number; readonly ignoresCase: boolean }
  | { readonly kind: 'anchor'; readonly holds: Anchor };

export type RepeatMode = 'greedy' | 'lazy' | 'possessive';
/** @param code a code point */
export type CharacterTest = (code: number) => boolean;

/** Thrown where a text is no pattern. */
export class InvalidPattern extends Error {}

export interface Flags {
  /** Only letters of ASCII, as in Java. */
  readonly ignoresCase: boolean;
  readonly isMultiline: boolean;
  readonly dotMatchesAll: boolean;
  /** Blanks and what follows a `#` mean nothing. */
  readonly hasComments: boolean;
}

export interface ParsedPattern {
  readonly root: Pattern;
  readonly groups: number;
  readonly names: ReadonlyMap<string, number>;
}
