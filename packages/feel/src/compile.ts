import { evaluate, type FeelDuration, SyntaxError as FeelinSyntaxError, isFunction } from 'feelin';
import { fromFeelin, temporalContext } from './feelin-values.ts';
import type { JsonObject, JsonValue } from './json/index.ts';
import type { AddedFunction, CompileOptions, Evaluation, ParseFailure, Program, RunOptions } from './program.ts';

/**
 * Compiles a FEEL expression. A leading `=` is taken off.
 *
 * The inside is feelin for now: it parses again at every run, and knows neither budgets nor a source of chance.
 */
export function compile(source: string, options: CompileOptions = {}): Program | ParseFailure {
  const text = source.trim().replace(/^=/, '').trim();
  try {
    evaluate(text, {}, 'camunda');
  } catch (error) {
    if (error instanceof FeelinSyntaxError) {
      return { kind: 'parseFailure', message: `failed to parse expression '${text}': ${error.message}` };
    }
  }
  const functions = overloads(options.functions ?? []);
  return { kind: 'program', text, run: (context, run) => evaluateText(text, functions, context, run) };
}

type Overloads = ReadonlyMap<string, readonly AddedFunction[]>;

function overloads(functions: readonly AddedFunction[]): Overloads {
  const byName = new Map<string, AddedFunction[]>();
  for (const added of functions) byName.set(added.name, [...(byName.get(added.name) ?? []), added]);
  return byName;
}

function evaluateText(text: string, functions: Overloads, context: JsonObject, run: RunOptions): Evaluation {
  const added = [...functions].map(([name, variants]) => [name, callable(variants, run)]);
  try {
    const result = evaluate(text, { ...Object.fromEntries(added), ...temporalContext(run), ...context }, 'camunda');
    const warnings = result.warnings.map(({ type, message }) => ({ kind: type, message }));
    return { kind: 'value', value: fromFeelin(result.value, run.side), warnings };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: 'evaluationFailure', message: `failed to evaluate expression '${text}': ${reason}` };
  }
}

/** One feelin function for all overloads of a name: it chooses by the number of arguments, and is null where none fits. */
function callable(variants: readonly AddedFunction[], run: RunOptions) {
  const longest = variants.reduce((a, b) => (b.parameters.length > a.parameters.length ? b : a));
  const call = (...given: unknown[]): unknown => {
    const args = given.slice(0, given.findLastIndex((arg) => arg !== undefined) + 1);
    const fitting = variants.find((variant) => variant.parameters.length === args.length);
    if (!fitting) return null;
    const values = fitting.parameters.map((parameter, index) => {
      const value = fromFeelin(args[index], run.side);
      if (!hasType(parameter.type, value, args[index])) {
        throw new TypeError(
          `Parameter '${parameter.name}' of function '${fitting.name}' must be a ${TYPE_NAMES[parameter.type]}`,
        );
      }
      return value;
    });
    const value = fitting.call(values, { random: run.random ?? Math.random });
    return fitting.returns && typeof value === 'string' ? evaluate(`@"${value}"`, {}, 'camunda').value : value;
  };
  return Object.assign(call, { $args: longest.parameters.map(({ name }) => name) });
}

const TYPE_NAMES = {
  string: 'String',
  number: 'Number',
  context: 'Context',
  'days-time-duration': 'days-time-duration',
} as const;

function hasType(type: keyof typeof TYPE_NAMES, value: JsonValue, raw: unknown): boolean {
  switch (type) {
    case 'string':
      return typeof raw === 'string';
    case 'number':
      return typeof raw === 'number';
    case 'context':
      return typeof value === 'object' && value !== null && !Array.isArray(value) && !isFunction(raw);
    case 'days-time-duration':
      return typeof raw === 'object' && raw !== null && 'yearsMonths' in raw && !(raw as FeelDuration).yearsMonths;
  }
}
