import { isJsonObject, type JsonObject, type JsonValue, setOwn } from '@camunda-sqs-connector/feel/json';

/** Variables of a process instance or of one of its elements. Inner scopes see the outer ones' variables. */
export class Scope {
  private readonly parent: Scope | undefined;
  private readonly own = new Map<string, JsonValue>();

  constructor(parent?: Scope) {
    this.parent = parent;
  }

  get(name: string): JsonValue | undefined {
    return this.own.has(name) ? this.own.get(name) : this.parent?.get(name);
  }

  setLocal(name: string, value: JsonValue): void {
    this.own.set(name, value);
  }

  /** Sets the variable in the nearest scope that has it, else in the outermost one. */
  propagate(name: string, value: JsonValue): void {
    if (this.own.has(name) || !this.parent) this.own.set(name, value);
    else this.parent.propagate(name, value);
  }

  /** All that can be seen from here. */
  visible(): JsonObject {
    return { ...this.parent?.visible(), ...this.locals() };
  }

  locals(): JsonObject {
    const variables: Record<string, JsonValue> = {};
    for (const [name, value] of this.own) setOwn(variables, name, value);
    return variables;
  }
}

/** A copy of the value with an entry set along the path. What is no object on the way is replaced. */
export function withEntry(value: JsonValue | undefined, path: readonly string[], entry: JsonValue): JsonValue {
  const [key, ...rest] = path;
  if (key === undefined) return entry;
  const copy: Record<string, JsonValue> = {};
  if (isJsonObject(value)) for (const [name, item] of Object.entries(value)) setOwn(copy, name, item);
  setOwn(copy, key, withEntry(Object.hasOwn(copy, key) ? copy[key] : undefined, rest, entry));
  return copy;
}
