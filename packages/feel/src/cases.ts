import { compile } from './compile.ts';
import { ExactNumber, isJsonObject, type JsonObject, type JsonValue, parseJson } from './json/index.ts';
import type { AddedFunction, Side } from './program.ts';

/** An expression with what the reference engine makes of it, by side. */
export interface FeelCase {
  readonly id: string;
  readonly category: string;
  readonly expression: string;
  readonly context: JsonObject;
  readonly expected: JsonValue;
}

/** When the reference results were made: 2026-11-23T10:11:12.345Z. */
const CLOCK = Date.UTC(2026, 10, 23, 10, 11, 12, 345);

/** The cases of a file (a JSON object a line) that have a result for the side. */
export function parseCases(text: string, side: Side): readonly FeelCase[] {
  return text.split('\n').flatMap((line) => {
    const parsed = line === '' ? null : parseJson(line);
    if (!isJsonObject(parsed)) return [];
    const expected = expectedOn(parsed, side);
    if (expected === undefined) return [];
    const { id, category, expression, context } = parsed;
    return {
      id: String(id),
      category: String(category),
      expression: String(expression),
      context: isJsonObject(context) ? context : {},
      expected,
    };
  });
}

/** 8.6 is listed where it differs from 8.8. */
function expectedOn(line: JsonObject, side: Side): JsonValue | undefined {
  const name = side === 'connector' ? 'connector' : 'zeebe';
  const versions = isJsonObject(line['versions']) ? line['versions'] : {};
  if (side === 'zeebe-8.6') return versions['zeebe-8.6.0'];
  const text = line[`${name}Text`];
  return typeof text === 'string' ? parseJson(text) : line[name];
}

/** What this evaluator makes of the case: its value, or `{ failure }`. */
export function runCase({ expression, context }: FeelCase, side: Side, functions: readonly AddedFunction[]): JsonValue {
  const program = compile(expression, { functions: side === 'connector' ? functions : [] });
  if (program.kind === 'parseFailure') return { failure: 'parse' };
  const result = program.run(context, { side, clock: () => CLOCK, zone: 'Z', random: () => 0.5 });
  return result.kind === 'value' ? result.value : { failure: 'evaluation' };
}

/** Whether two results are the same: numbers by value, and the order of keys means nothing. */
export function isSameResult(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (isNumeric(a) && isNumeric(b))
    return (
      Number(a) === Number(b) &&
      (Number.isSafeInteger(Number(a)) || !isWholeText(a) || !isWholeText(b) || String(a) === String(b))
    );
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, index) => isSameResult(item, b[index]));
  if (!isJsonObject(a) || !isJsonObject(b)) return a === b;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isSameResult(a[key], b[key]))
  );
}

function isNumeric(value: JsonValue | undefined): value is number | ExactNumber {
  return typeof value === 'number' || value instanceof ExactNumber;
}

function isWholeText(value: number | ExactNumber): boolean {
  return /^-?\d+$/.test(String(value));
}
