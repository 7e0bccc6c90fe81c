import type { Files } from './files.ts';

/** Reads a variable's text. */
export interface Parser<Value> {
  /** What is allowed, for messages and documentation: `a whole number from 1 to 10`. */
  readonly allowed: string;
  /** @returns undefined where the text is not allowed */
  readonly parse: (text: string, files: Files) => Value | undefined;
  /** The text as a message may quote it. @default the text itself */
  readonly quote?: (text: string) => string;
}

/** What the operator decides, and the environment variables that say it. Behaviour, messages and documentation come from here. */
export interface Setting<Value> {
  /** The names that set it, in the order of their precedence. Two that are set must say the same. */
  readonly names: readonly string[];
  /** Names of broader settings, which count where none of `names` is set: the narrower one wins without a contradiction. */
  readonly broader?: readonly string[];
  /** What it decides, with its unit, as the end of `NAME is …`. */
  readonly meaning: string;
  readonly parser: Parser<Value & {}>;
  readonly fallback: Value;
  /** The fallback in words, where its value does not say it. */
  readonly fallbackText?: string;
  /** Whether its value is masked in every message. */
  readonly secret?: true;
}

// biome-ignore lint/suspicious/noExplicitAny: a setting's value is known where it is defined, not where many are listed
export type AnySetting = Setting<any>;

/** The settings of a topic, as the documentation has them on one table. */
export interface Topic<Definitions extends Readonly<Record<string, AnySetting>>> {
  readonly title: string;
  readonly settings: Definitions;
  /** What else the reader has to know of them, a sentence or more each. */
  readonly notes: readonly string[];
  /** Combinations that stop the start. */
  readonly stops: readonly string[];
}

type ValueIn<Definition> = Definition extends Setting<infer Value> ? Value : never;

/** The values of definitions. A setting without a default is an optional property. */
export type Values<Definitions> = {
  readonly [Name in keyof Definitions as undefined extends ValueIn<Definitions[Name]> ? never : Name]: ValueIn<
    Definitions[Name]
  >;
} & {
  readonly [Name in keyof Definitions as undefined extends ValueIn<Definitions[Name]> ? Name : never]?: NonNullable<
    ValueIn<Definitions[Name]>
  >;
};

/** Defines a setting with a default. */
export function setting<Value>(
  definition: Omit<Setting<Value>, 'fallback'> & { readonly fallback: NoInfer<Value> },
): Setting<Value> {
  return definition;
}

/** Defines a setting that may be absent. */
export function optional<Value>(definition: Omit<Setting<Value>, 'fallback'>): Setting<Value | undefined> {
  return { ...definition, fallback: undefined } as Setting<Value | undefined>;
}

/** Keeps the types of a topic's settings, for which `satisfies` would need them written twice. */
export function topic<Definitions extends Readonly<Record<string, AnySetting>>>(
  title: string,
  settings: Definitions,
  more: { readonly notes?: readonly string[]; readonly stops?: readonly string[] } = {},
): Topic<Definitions> {
  return { title, settings, notes: more.notes ?? [], stops: more.stops ?? [] };
}
