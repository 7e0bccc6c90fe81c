import { ExactNumber, UseStringifyJson } from './exact-number.ts';
import type { JsonValue } from './value.ts';

/** Compact JSON, each number with the digits it came with. Lone surrogates are escaped, as `JSON.stringify` does. */
export function stringifyJson(value: JsonValue): string {
  // `JSON.stringify` cannot write a number's own text, but it is several times faster than a walk in JavaScript: it goes
  // first, and the walk is taken only where a number needs it.
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (error instanceof UseStringifyJson) return walk(value);
    throw error;
  }
}

function walk(value: JsonValue): string {
  if (value instanceof ExactNumber) return value.text;
  if (Array.isArray(value)) return `[${value.map(walk).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${walk(item)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}
