import type { Run } from '../evaluate/run.ts';
import type { Value } from './value.ts';

/** A function: built in, added by the caller, or made by an expression. */
export class FeelFunction {
  readonly parameters: readonly string[];
  /** Whether all arguments from the last parameter on are one list. */
  readonly isVariadic: boolean;
  readonly call: (args: readonly Value[], run: Run) => Value;

  constructor(parameters: readonly string[], call: (args: readonly Value[], run: Run) => Value, isVariadic = false) {
    this.parameters = parameters;
    this.call = call;
    this.isVariadic = isVariadic;
  }

  takes(count: number): boolean {
    return this.parameters.length === count || (this.isVariadic && this.parameters.length < count);
  }

  takesNames(names: readonly string[]): boolean {
    return names.every((name) => this.parameters.includes(name));
  }
}
