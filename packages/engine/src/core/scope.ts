import { type JsonObject, type JsonValue, setOwn, stringifyJson } from '@camunda-sqs-connector/feel/json';

export interface Variable {
  readonly key: string;
  readonly name: string;
  readonly value: JsonValue;
}

interface ScopeEffects {
  readonly newKey: () => string;
  /** Told of each variable that is created or changed. */
  readonly changed: (name: string, value: JsonValue) => void;
}

/** Variables of a process instance or of one of its elements. Inner scopes see the outer ones' variables. */
export class Scope {
  private readonly parent: Scope | undefined;
  private readonly effects: ScopeEffects;
  private readonly own = new Map<string, Variable>();

  constructor(effects: ScopeEffects, parent?: Scope) {
    this.effects = effects;
    this.parent = parent;
  }

  get(name: string): JsonValue | undefined {
    const variable = this.own.get(name);
    return variable ? variable.value : this.parent?.get(name);
  }

  setLocal(name: string, value: JsonValue): void {
    const known = this.own.get(name);
    if (known && isSame(known.value, value)) return;
    this.own.set(name, { key: known?.key ?? this.effects.newKey(), name, value });
    this.effects.changed(name, value);
  }

  setLocals(variables: JsonObject): void {
    for (const [name, value] of Object.entries(variables)) this.setLocal(name, value);
  }

  /** Sets each variable in the nearest scope that has it, else in the outermost one. */
  propagate(variables: JsonObject): void {
    for (const [name, value] of Object.entries(variables)) this.propagateOne(name, value);
  }

  private propagateOne(name: string, value: JsonValue): void {
    // A scope that has the very value already does not hold it back: so does Zeebe.
    const known = this.own.get(name);
    const keepsIt = known !== undefined && !isSame(known.value, value);
    if (keepsIt || !this.parent) this.setLocal(name, value);
    else this.parent.propagateOne(name, value);
  }

  /** All that can be seen from here. */
  visible(): JsonObject {
    const variables: Record<string, JsonValue> = {};
    this.collect(variables);
    return variables;
  }

  private collect(variables: Record<string, JsonValue>): void {
    this.parent?.collect(variables);
    for (const { name, value } of this.own.values()) setOwn(variables, name, value);
  }

  locals(): JsonObject {
    const variables: Record<string, JsonValue> = {};
    for (const { name, value } of this.own.values()) setOwn(variables, name, value);
    return variables;
  }

  /** The variables of this scope alone. */
  variables(): Iterable<Variable> {
    return this.own.values();
  }
}

function isSame(a: JsonValue, b: JsonValue): boolean {
  return a === b || stringifyJson(a) === stringifyJson(b);
}

/** A copy of the object in which an entry is set, whatever its name. */
export function withEntry(object: JsonObject, key: string, value: JsonValue): JsonObject {
  const copy: Record<string, JsonValue> = {};
  for (const [name, item] of Object.entries(object)) setOwn(copy, name, item);
  setOwn(copy, key, value);
  return copy;
}
