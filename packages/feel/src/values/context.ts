import { fromJson } from '../convert/from-json.ts';
import { getOwn, type JsonObject } from '../json/index.ts';
import type { FeelFunction } from './function.ts';
import type { Value } from './value.ts';

/** Named values. Names are plain keys, whatever they are: `__proto__` and `constructor` too. */
export abstract class FeelContext {
  /** Undefined where there is no such entry. */
  abstract get(name: string): Value | undefined;
  abstract keys(): readonly string[];
  abstract has(name: string): boolean;

  /** The functions of a name, which entries of an expression may be. */
  functions(_name: string): readonly FeelFunction[] {
    return [];
  }

  entries(): readonly (readonly [name: string, value: Value])[] {
    return this.keys().map((name) => [name, this.get(name) ?? null] as const);
  }
}

/** A JSON object of the caller, which is not copied. */
export class JsonContext extends FeelContext {
  readonly json: JsonObject;
  /** Lists that were asked for: turned into values once, however often a loop looks at them. */
  private readonly lists = new Map<string, Value>();

  constructor(json: JsonObject) {
    super();
    this.json = json;
  }

  get(name: string): Value | undefined {
    const value = getOwn(this.json, name);
    if (!Array.isArray(value)) return value === undefined ? undefined : fromJson(value);
    const known = this.lists.get(name) ?? fromJson(value);
    this.lists.set(name, known);
    return known;
  }

  keys(): readonly string[] {
    return Object.keys(this.json);
  }

  has(name: string): boolean {
    return Object.hasOwn(this.json, name);
  }
}

/** Entries that an expression made. */
export class EntryContext extends FeelContext {
  readonly values: ReadonlyMap<string, Value>;
  private readonly functionEntries: ReadonlyMap<string, readonly FeelFunction[]> | undefined;

  constructor(values: ReadonlyMap<string, Value>, functionEntries?: ReadonlyMap<string, readonly FeelFunction[]>) {
    super();
    this.values = values;
    this.functionEntries = functionEntries;
  }

  get(name: string): Value | undefined {
    return this.values.get(name);
  }

  keys(): readonly string[] {
    return [...this.values.keys()];
  }

  has(name: string): boolean {
    return this.values.has(name);
  }

  override functions(name: string): readonly FeelFunction[] {
    return this.functionEntries?.get(name) ?? [];
  }
}

/** What an expression writes as `{…}`. It is no other one, even if its entries are the same. */
export class LiteralContext extends EntryContext {}

export function contextOf(entries: Iterable<readonly [string, Value]>): FeelContext {
  return new EntryContext(new Map(entries));
}
