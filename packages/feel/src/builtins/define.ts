import { effortOf } from '../evaluate/effort.ts';
import type { Run } from '../evaluate/run.ts';
import type { Decimal } from '../values/decimal.ts';
import { FeelFunction } from '../values/function.ts';
import type { Sink } from '../values/show.ts';
import { FeelError, isList, isNumber, type Value } from '../values/value.ts';

/** A function of the language: its name, its parameters' names, and what it does. Several of a name are overloads. */
export interface Builtin {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly isVariadic: boolean;
  /** Undefined where it does not take arguments of these types. */
  readonly call: (args: readonly Value[], run: Run) => Value | undefined;
  /** Not known by 8.6. */
  readonly isNewerThan86: boolean;
}

interface Options {
  readonly isVariadic?: boolean;
  readonly isNewerThan86?: boolean;
}

/** @param parameters names with commas between them */
export function builtin(
  name: string,
  parameters: string,
  call: (args: readonly Value[], run: Run) => Value | undefined,
  { isVariadic = false, isNewerThan86 = false }: Options = {},
): Builtin {
  return { name, parameters: parameters === '' ? [] : parameters.split(','), isVariadic, call, isNewerThan86 };
}

export function toFunction({ name, parameters, isVariadic, call, isNewerThan86 }: Builtin): FeelFunction {
  const checked = (args: readonly Value[], run: Run): Value => {
    if (isNewerThan86 && run.is86) return null;
    const result = call(args, run);
    return result === undefined ? new FeelError(`Illegal arguments of function '${name}'`) : result;
  };
  return new FeelFunction(parameters, checked, isVariadic);
}

/** Helpers that give undefined, "not for these arguments", unless the arguments have the types. What is looked at counts as steps. */

export function onText(act: (text: string, run: Run) => Value | undefined) {
  return ([text = null]: readonly Value[], run: Run) => {
    if (typeof text !== 'string') return undefined;
    run.read(text);
    return act(text, run);
  };
}

export function onTexts(act: (first: string, second: string, run: Run) => Value | undefined) {
  return ([first = null, second = null]: readonly Value[], run: Run) => {
    if (typeof first !== 'string' || typeof second !== 'string') return undefined;
    run.read(first);
    run.read(second);
    return act(first, second, run);
  };
}

export function onNumber(act: (number: Decimal, run: Run) => Value | undefined) {
  return ([number = null]: readonly Value[], run: Run) => {
    if (!isNumber(number)) return undefined;
    run.step(effortOf(number));
    return act(number, run);
  };
}

export function onNumbers(act: (first: Decimal, second: Decimal, run: Run) => Value | undefined) {
  return ([first = null, second = null]: readonly Value[], run: Run) => {
    if (!isNumber(first) || !isNumber(second)) return undefined;
    run.step(effortOf(first) + effortOf(second));
    return act(first, second, run);
  };
}

export function onList(act: (list: readonly Value[], run: Run, ...rest: readonly Value[]) => Value | undefined) {
  return ([list = null, ...rest]: readonly Value[], run: Run) => {
    if (!isList(list)) return undefined;
    run.step(list.length);
    return act(list, run, ...rest);
  };
}

/** A new list, whose length counts towards the budget. */
export function grown(list: readonly Value[], run: Run): readonly Value[] {
  run.grow(list.length);
  return list;
}

export function grownText(text: string, run: Run): string {
  run.grow(text.length);
  return text;
}

/** A text that is written piece by piece, each of which counts towards the budget. */
export function written(run: Run, write: (sink: Sink) => void): string {
  let text = '';
  write((piece) => {
    run.step();
    run.grow(piece.length);
    text += piece;
    return true;
  });
  return text;
}
