import { fromJson } from './convert/from-json.ts';
import { toJson } from './convert/to-json.ts';
import { DEFAULT_BUDGET, type Run, RunFailure } from './evaluate/run.ts';
import type { Functions } from './evaluate/scope.ts';
import type { AddedFunction, ParameterType } from './program.ts';
import { formatNanosAsJava } from './temporal/format.ts';
import { parseDuration } from './temporal/parse.ts';
import { NanosDuration } from './temporal/types.ts';
import { FeelContext } from './values/context.ts';
import { FeelFunction } from './values/function.ts';
import { isNumber, type Value } from './values/value.ts';

const TYPES: Readonly<Record<ParameterType, { readonly name: string; readonly holds: (value: Value) => boolean }>> = {
  string: { name: 'String', holds: (value) => typeof value === 'string' },
  number: { name: 'Number', holds: isNumber },
  context: { name: 'Context', holds: (value) => value instanceof FeelContext },
  'days-time-duration': { name: 'days-time-duration', holds: (value) => value instanceof NanosDuration },
};

/** Functions of the caller in the form in which expressions call them. */
export function functionsOf(added: readonly AddedFunction[]): Functions {
  const functions = new Map<string, FeelFunction[]>();
  for (const one of added) {
    const names = one.parameters.map(({ name }) => name);
    const called = new FeelFunction(names, (args, run) => call(one, args, run));
    functions.set(one.name, [...(functions.get(one.name) ?? []), called]);
  }
  return functions;
}

/** @throws RunFailure where an argument has another type, or the function itself throws */
function call(
  { name, parameters, returns, call: implementation }: AddedFunction,
  args: readonly Value[],
  run: Run,
): Value {
  const values = parameters.map((parameter, index) => {
    const value = args[index] ?? null;
    const type = TYPES[parameter.type];
    if (!type.holds(value))
      throw new RunFailure(`Parameter '${parameter.name}' of function '${name}' must be a ${type.name}`);
    return value instanceof NanosDuration ? formatNanosAsJava(value.nanos) : toJson(value, run.side, DEFAULT_BUDGET);
  });
  try {
    const value = implementation(values, { random: run.random });
    const isDuration = returns === 'days-time-duration' && typeof value === 'string';
    return isDuration ? (parseDuration(value) ?? null) : fromJson(value);
  } catch (error) {
    throw error instanceof RunFailure ? error : new RunFailure(error instanceof Error ? error.message : String(error));
  }
}
