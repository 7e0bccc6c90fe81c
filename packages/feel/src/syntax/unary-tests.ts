import type { RangeExpression, UnaryTest } from './ast.ts';
import { parseExpression, parseSum } from './expressions.ts';
import type { Source } from './source.ts';

const OPERATOR = /<=|>=|<|>/y;

/** A test of the value on the left of `in`. */
export function parseTest(source: Source): UnaryTest | undefined {
  const whole = source.attempt(() => parseBooleanAlone(source));
  if (whole) return whole;
  const simple = parseSimpleTest(source);
  if (simple) return simple;
  const expression = parseExpression(source);
  return expression && { kind: 'matches', expression };
}

/** `true` or `false` as the very last word is compared, not tested. */
function parseBooleanAlone(source: Source): UnaryTest | undefined {
  const word = source.takeOneOf('true', 'false');
  if (!word) return undefined;
  source.skip();
  return source.isAtEnd ? { kind: 'equals', value: { kind: 'boolean', value: word === 'true' } } : undefined;
}

/** `< 5`, or a range. */
export function parseSimpleTest(source: Source): UnaryTest | undefined {
  const compared = source.attempt((): UnaryTest | undefined => {
    const operator = source.match(OPERATOR, 'a comparison')?.[0] as '<' | '<=' | '>' | '>=' | undefined;
    const operand = operator && source.afterBlanks(() => parseSum(source));
    return operator && operand && { kind: 'compare', operator, with: operand };
  });
  if (compared) return compared;
  const range = parseRange(source);
  return range && { kind: 'within', range };
}

/** `[1..5]`, `(1..5)`, `]1..5[`. */
export function parseRange(source: Source): RangeExpression | undefined {
  return source.attempt(() => {
    const opening = source.takeOneOf('[', '(', ']');
    const start = opening && source.afterBlanks(() => parseSum(source));
    if (!opening || !start || !source.takeToken('..')) return undefined;
    const end = source.afterBlanks(() => parseSum(source));
    source.skip();
    const closing = end && source.takeOneOf(']', ')', '[');
    if (!end || !closing) return undefined;
    return { kind: 'range', start, end, includesStart: opening === '[', includesEnd: closing === ']' };
  });
}
