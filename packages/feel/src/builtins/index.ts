import type { Functions } from '../evaluate/scope.ts';
import type { FeelFunction } from '../values/function.ts';
import { booleanFunctions } from './booleans.ts';
import { contextFunctions } from './contexts.ts';
import { conversionFunctions } from './conversion.ts';
import { toFunction } from './define.ts';
import { engineFunctions } from './engine.ts';
import { listFunctions } from './lists.ts';
import { numberFunctions } from './numbers.ts';
import { patternFunctions } from './patterns.ts';
import { rangeFunctions } from './ranges.ts';
import { statisticFunctions } from './statistics.ts';
import { stringFunctions } from './strings.ts';
import { temporalFunctions } from './temporal.ts';

const all = [
  booleanFunctions,
  stringFunctions,
  patternFunctions,
  listFunctions,
  statisticFunctions,
  numberFunctions,
  conversionFunctions,
  contextFunctions,
  temporalFunctions,
  rangeFunctions,
  engineFunctions,
].flat();

function byName(): Functions {
  const functions = new Map<string, FeelFunction[]>();
  for (const one of all) functions.set(one.name, [...(functions.get(one.name) ?? []), toFunction(one)]);
  return functions;
}

/** Camunda's functions, by name. */
export const builtins: Functions = byName();
