import type { JsonObject } from '../json/index.ts';
import { type FeelContext, JsonContext, LiteralContext } from '../values/context.ts';
import type { FeelFunction } from '../values/function.ts';
import type { Value } from '../values/value.ts';
import type { Run } from './run.ts';

/** Functions by name; several of a name are overloads. */
export type Functions = ReadonlyMap<string, readonly FeelFunction[]>;

/** Where names are looked up, from the inside outwards. */
export abstract class Scope {
  readonly outer: Scope | undefined;

  constructor(outer?: Scope) {
    this.outer = outer;
  }

  protected abstract own(name: string): Value | undefined;

  protected ownFunctions(_name: string): readonly FeelFunction[] {
    return [];
  }

  /** Undefined where the name is unknown. */
  get(name: string): Value | undefined {
    for (let scope: Scope | undefined = this; scope; scope = scope.outer) {
      const value = scope.own(name);
      if (value !== undefined) return value;
    }
    return undefined;
  }

  /** The innermost function of the name that fits. */
  findFunction(name: string, fits: (candidate: FeelFunction) => boolean): FeelFunction | undefined {
    for (let scope: Scope | undefined = this; scope; scope = scope.outer) {
      const found = scope.ownFunctions(name).find(fits);
      if (found) return found;
    }
    return undefined;
  }

  /** A scope inside this one with one name more. */
  with(name: string, value: Value): Scope {
    return new NameScope(name, value, this);
  }

  withEntries(context: FeelContext): Scope {
    return new ContextScope(context, this);
  }
}

class NameScope extends Scope {
  private readonly name: string;
  private readonly value: Value;

  constructor(name: string, value: Value, outer: Scope) {
    super(outer);
    this.name = name;
    this.value = value;
  }

  protected own(name: string): Value | undefined {
    return name === this.name ? this.value : undefined;
  }
}

class ContextScope extends Scope {
  private readonly context: FeelContext;

  constructor(context: FeelContext, outer: Scope) {
    super(outer);
    this.context = context;
  }

  protected own(name: string): Value | undefined {
    return this.context.get(name);
  }

  protected override ownFunctions(name: string): readonly FeelFunction[] {
    return this.context.functions(name);
  }
}

/** The functions that every expression knows. */
export class FunctionScope extends Scope {
  private readonly functions: Functions;

  constructor(functions: Functions, outer?: Scope) {
    super(outer);
    this.functions = functions;
  }

  protected own(): undefined {
    return undefined;
  }

  protected override ownFunctions(name: string): readonly FeelFunction[] {
    return this.functions.get(name) ?? [];
  }
}

/** The data that an expression is evaluated on, which is not copied. */
export class DataScope extends Scope {
  private readonly data: JsonContext;

  constructor(data: JsonObject, outer: Scope) {
    super(outer);
    this.data = new JsonContext(data);
  }

  protected own(name: string): Value | undefined {
    return this.data.get(name);
  }
}

/** Entries of a context while it is made: later ones see the earlier ones. */
export class GrowingScope extends Scope {
  private readonly values = new Map<string, Value>();
  private readonly functionEntries = new Map<string, FeelFunction[]>();
  private size = 0;

  protected own(name: string): Value | undefined {
    return this.values.get(name);
  }

  protected override ownFunctions(name: string): readonly FeelFunction[] {
    return this.functionEntries.get(name) ?? [];
  }

  setValue(name: string, value: Value): void {
    this.size++;
    this.values.set(name, value);
  }

  /** Several functions of a name are overloads, of which the first that fits is called. */
  addFunction(name: string, value: FeelFunction): void {
    this.size++;
    const known = this.functionEntries.get(name);
    if (known) known.push(value);
    else this.functionEntries.set(name, [value]);
  }

  /** As it is now: a function sees what stands before it, and not what follows. */
  frozen(run: Run): GrowingScope {
    run.step(this.size);
    const copy = new GrowingScope(this.outer);
    for (const [name, value] of this.values) copy.setValue(name, value);
    for (const [name, values] of this.functionEntries) for (const value of values) copy.addFunction(name, value);
    return copy;
  }

  toContext(): FeelContext {
    return new LiteralContext(this.values, this.functionEntries.size > 0 ? this.functionEntries : undefined);
  }
}
