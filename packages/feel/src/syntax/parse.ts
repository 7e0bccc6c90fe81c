import type { ParseFailure } from '../program.ts';
import type { Expression } from './ast.ts';
import { parseExpression } from './expressions.ts';
import { Source, SyntaxProblem } from './source.ts';

/** Parses an expression as Camunda does: what it refuses is refused. The names in the data make no difference. */
export function parse(text: string): Expression | ParseFailure {
  const source = new Source(text);
  try {
    source.skip();
    const expression = parseExpression(source);
    source.skip();
    if (expression && source.isAtEnd) return expression;
    return failure(text, Math.max(source.furthest, source.at), source.expectedThere.join(' or ') || 'an expression');
  } catch (error) {
    if (error instanceof SyntaxProblem) return failure(text, error.at, error.expected);
    // The caller may have used up most of the stack itself.
    if (error instanceof RangeError) return tooDeep(text);
    throw error;
  }
}

/** Nested deeper than can be followed. */
export function tooDeep(text: string): ParseFailure {
  return failure(text, 0, 'fewer levels of nesting');
}

export function isFailure(parsed: Expression | ParseFailure): parsed is ParseFailure {
  return parsed.kind === 'parseFailure';
}

const LONGEST_EXCERPT = 60;
const LONGEST_TEXT = 10_000;

function failure(text: string, at: number, expected: string): ParseFailure {
  const before = text.slice(0, at);
  const line = before.split('\n').length;
  const column = at - before.lastIndexOf('\n');
  const found = at >= text.length ? 'the end' : JSON.stringify(text.slice(at, at + 20));
  const marked = markedLine(text, at);
  const message = `failed to parse expression '${shownExpression(text)}': Expected ${expected} at ${line}:${column}, found ${found}`;
  return { kind: 'parseFailure', message, line, column, expected, marked };
}

/** The expression in a message: of a very long one the beginning. */
export function shownExpression(text: string): string {
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
}

/** The line with the mistake, and below it a marker. */
function markedLine(text: string, at: number): string {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  const end = text.indexOf('\n', at);
  const from = Math.max(start, at - LONGEST_EXCERPT);
  const excerpt = text.slice(from, Math.min(end < 0 ? text.length : end, at + LONGEST_EXCERPT));
  return `${excerpt}\n${' '.repeat(at - from)}^`;
}
