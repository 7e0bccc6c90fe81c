import type { ComparisonOperator, Expression, Iterator } from './ast.ts';
import type { Source } from './source.ts';
import { parsePath } from './terms.ts';
import { parseSimpleTest, parseTest } from './unary-tests.ts';

/** Any expression: a choice, a loop, a quantifier, or something of lower rank. */
export function parseExpression(source: Source): Expression | undefined {
  return source.once('expression', () => {
    const { text, at } = source;
    if (text.startsWith('if', at)) {
      const choice = source.attempt(() => parseIf(source));
      if (choice) return choice;
    }
    if (text.startsWith('for', at)) {
      const loop = source.attempt(() => parseFor(source));
      if (loop) return loop;
    }
    if (text.startsWith('some', at) || text.startsWith('every', at)) {
      const quantified = source.attempt(() => parseQuantified(source));
      if (quantified) return quantified;
    }
    return parseLogic(source, 'or', () => parseLogic(source, 'and', () => parseComparison(source)));
  });
}

function parseIf(source: Source): Expression | undefined {
  source.take('if');
  const condition = source.afterBlanks(() => parseExpression(source));
  if (!condition || !source.takeToken('then')) return undefined;
  const yes = source.afterBlanks(() => parseExpression(source));
  if (!yes || !source.takeToken('else')) return undefined;
  const no = source.afterBlanks(() => parseExpression(source));
  return no && { kind: 'if', condition, yes, no };
}

function parseFor(source: Source): Expression | undefined {
  source.take('for');
  const iterators = source.list(() => parseIterator(source), 1);
  if (!iterators || !source.takeToken('return')) return undefined;
  const body = source.afterBlanks(() => parseExpression(source));
  return body && { kind: 'for', iterators, body };
}

function parseQuantified(source: Source): Expression | undefined {
  const kind = source.takeOneOf('some', 'every');
  const iterators = source.list(() => parseIterator(source), 1);
  if (!kind || !iterators || !source.takeToken('satisfies')) return undefined;
  const body = source.afterBlanks(() => parseExpression(source));
  return body && { kind, iterators, body };
}

function parseIterator(source: Source): Iterator | undefined {
  return source.attempt(() => {
    const name = source.name();
    if (name === undefined || !source.takeToken('in')) return undefined;
    source.skip();
    const numbers = source.attempt(() => {
      const from = parseSum(source);
      if (!from || !source.takeToken('..')) return undefined;
      const to = source.afterBlanks(() => parseSum(source));
      return to && { kind: 'numbers' as const, from, to };
    });
    const over = numbers ?? parsePath(source);
    return over && { name, over };
  });
}

function parseLogic(
  source: Source,
  kind: 'and' | 'or',
  parseOperand: () => Expression | undefined,
): Expression | undefined {
  let left = parseOperand();
  while (left) {
    const right: Expression | undefined = source.attempt(() =>
      source.takeToken(kind) ? source.afterBlanks(parseOperand) : undefined,
    );
    if (!right) break;
    left = { kind, left, right };
  }
  return left;
}

function parseComparison(source: Source): Expression | undefined {
  return source.once('comparison', () => {
    const left = parseSum(source);
    if (!left) {
      const test = parseSimpleTest(source);
      return test && { kind: 'test', test };
    }
    return source.attempt(() => source.afterBlanks(() => parseComparedTo(source, left))) ?? left;
  });
}

const OPERATOR = /<=|>=|<|>|!=|=/y;

/** What may follow the left side. Each alternative begins where the one before it did. */
function parseComparedTo(source: Source, left: Expression): Expression | undefined {
  return (
    source.attempt(() => parseOperator(source, left)) ??
    source.attempt(() => parseBetween(source, left)) ??
    source.attempt(() => parseInstanceOf(source, left)) ??
    source.attempt(() => parseIn(source, left))
  );
}

function parseOperator(source: Source, left: Expression): Expression | undefined {
  const { at } = source;
  const operator = source.match(OPERATOR, 'a comparison')?.[0];
  const right = operator === undefined ? undefined : source.afterBlanks(() => parseSum(source));
  if (!right) return undefined;
  if (operator === '!=') return { kind: 'not', of: { kind: 'comparison', operator: '=', left, right, at } };
  return { kind: 'comparison', operator: operator as ComparisonOperator, left, right, at };
}

function parseBetween(source: Source, value: Expression): Expression | undefined {
  const { at } = source;
  if (!source.take('between')) return undefined;
  const low = source.afterBlanks(() => parseSum(source));
  if (!low || !source.takeToken('and')) return undefined;
  const high = source.afterBlanks(() => parseSum(source));
  if (!high) return undefined;
  const compare = (operator: ComparisonOperator, right: Expression): Expression => ({
    kind: 'comparison',
    operator,
    left: value,
    right,
    at,
  });
  return { kind: 'and', left: compare('>=', low), right: compare('<=', high) };
}

function parseInstanceOf(source: Source, of: Expression): Expression | undefined {
  if (!source.take('instance') || !source.takeToken('of')) return undefined;
  source.skip();
  const type =
    source.takeOneOf('years and months duration', 'days and time duration', 'date and time', 'function') ??
    parseQualifiedName(source)?.join('.');
  return type === undefined ? undefined : { kind: 'instance of', of, type };
}

function parseIn(source: Source, value: Expression): Expression | undefined {
  if (!source.take('in')) return undefined;
  source.skip();
  const tests = source.attempt(() => {
    const listed = source.take('(') ? source.list(() => parseTest(source), 1) : undefined;
    return listed && source.takeToken(')') ? listed : undefined;
  });
  const [only, ...others] = tests ?? [];
  if (tests && only) return { kind: 'in', value, test: others.length === 0 ? only : { kind: 'any', tests } };
  const test = parseTest(source);
  return test && { kind: 'in', value, test };
}

/** Sums, of products, of powers, of negations. */
export function parseSum(source: Source): Expression | undefined {
  return source.once('sum', () =>
    parseBinary(source, ['+', '-'], () => parseBinary(source, ['*', '/'], () => parsePower(source))),
  );
}

function parsePower(source: Source): Expression | undefined {
  return parseBinary(source, ['**'], () => parseNegation(source));
}

function parseBinary(
  source: Source,
  operators: readonly ('+' | '-' | '*' | '/' | '**')[],
  parseOperand: () => Expression | undefined,
): Expression | undefined {
  let left = parseOperand();
  while (left) {
    const start = source.at;
    source.skip();
    const { at } = source;
    const operator = source.takeOneOf(...operators);
    const right: Expression | undefined = operator && source.afterBlanks(parseOperand);
    if (!operator || !right) {
      source.at = start;
      break;
    }
    left = { kind: 'arithmetic', operator, left, right, at };
  }
  return left;
}

function parseNegation(source: Source): Expression | undefined {
  const negated = source.attempt(() => (source.take('-') ? source.afterBlanks(() => parsePath(source)) : undefined));
  return negated ? { kind: 'negation', of: negated } : parsePath(source);
}

/** `a.b.c`, as the name of a type or the owner of a function. */
export function parseQualifiedName(source: Source): readonly string[] | undefined {
  const part = () => (source.take('time offset') ? 'time offset' : source.name());
  const first = part();
  if (first === undefined) return undefined;
  const names = [first];
  for (;;) {
    const next = source.attempt(() => (source.takeToken('.') ? source.afterBlanks(part) : undefined));
    if (next === undefined) return names;
    names.push(next);
  }
}
