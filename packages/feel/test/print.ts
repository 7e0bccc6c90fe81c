import type { Arguments, ContextEntry, Expression, Iterator, UnaryTest } from '../src/syntax/ast.ts';

/** An expression as text that parses to the same again. Every part stands in parentheses, so that ranks do not matter. */
export function print(expression: Expression): string {
  switch (expression.kind) {
    case 'null':
      return 'null';
    case 'boolean':
      return String(expression.value);
    case 'string':
      return `"${expression.raw}"`;
    case 'number':
      return expression.text;
    case 'temporal':
      return expression.maker === '@' ? `@"${expression.text}"` : `${expression.maker}("${expression.text}")`;
    case 'list':
      return `[${expression.items.map(inner).join(', ')}]`;
    case 'context':
      return `{${expression.entries.map(entry).join(', ')}}`;
    case 'range':
      return range(expression);
    case 'name':
      return names(expression.names);
    case 'input':
      return '?';
    case 'path':
      return `${inner(expression.of)}.${name(expression.name)}`;
    case 'filter':
      return `${inner(expression.of)}[${print(expression.by)}]`;
    case 'if':
      return `if ${inner(expression.condition)} then ${inner(expression.yes)} else ${inner(expression.no)}`;
    case 'for':
      return `for ${iterators(expression.iterators)} return ${inner(expression.body)}`;
    case 'some':
    case 'every':
      return `${expression.kind} ${iterators(expression.iterators)} satisfies ${inner(expression.body)}`;
    case 'and':
    case 'or':
      return `${inner(expression.left)} ${expression.kind} ${inner(expression.right)}`;
    case 'not':
      return expression.of.kind === 'comparison'
        ? `${inner(expression.of.left)} != ${inner(expression.of.right)}`
        : inner(expression.of);
    case 'comparison':
    case 'arithmetic':
      return `${inner(expression.left)} ${expression.operator} ${inner(expression.right)}`;
    case 'negation':
      return `-${inner(expression.of)}`;
    case 'instance of':
      return `${inner(expression.of)} instance of ${expression.type}`;
    case 'in':
      return `${inner(expression.value)} in ${test(expression.test)}`;
    case 'test':
      return test(expression.test);
    case 'function':
      return `function(${expression.parameters.join(', ')}) ${inner(expression.body)}`;
    case 'call':
      return `${expression.owner ? `${names(expression.owner)}.` : ''}${callee(expression.name)}(${given(expression.arguments)})`;
  }
}

const ATOMS = new Set<Expression['kind']>([
  'null',
  'boolean',
  'string',
  'number',
  'list',
  'context',
  'range',
  'name',
  'temporal',
]);

function inner(expression: Expression): string {
  return ATOMS.has(expression.kind) ? print(expression) : `(${print(expression)})`;
}

const RESERVED = /^(?:null|true|false|function|in|return|then|else|satisfies|and|or)$/;

function name(text: string): string {
  const isPlain = /^[A-Za-z_][A-Za-z0-9_]*$/.test(text) && !RESERVED.test(text);
  return text === 'time offset' || isPlain ? text : `\`${text}\``;
}

function names(parts: readonly string[]): string {
  return parts.map(name).join('.');
}

/** Names of functions have blanks, and no backticks around them. */
function callee(text: string): string {
  return /^[\w ]+$/.test(text) ? text : `\`${text}\``;
}

function entry({ name: key, value }: ContextEntry): string {
  return `"${key}": ${inner(value)}`;
}

function iterators(all: readonly Iterator[]): string {
  return all
    .map(
      ({ name: key, over }) =>
        `${name(key)} in ${over.kind === 'numbers' ? `${inner(over.from)}..${inner(over.to)}` : inner(over)}`,
    )
    .join(', ');
}

function given(args: Arguments): string {
  if (args.kind === 'positional') return args.values.map(inner).join(', ');
  return args.values.map(({ name: key, value }) => `${callee(key)}: ${inner(value)}`).join(', ');
}

function range({ start, end, includesStart, includesEnd }: Extract<Expression, { kind: 'range' }>): string {
  return `${includesStart ? '[' : '('}${inner(start)}..${inner(end)}${includesEnd ? ']' : ')'}`;
}

function test(one: UnaryTest): string {
  switch (one.kind) {
    case 'compare':
      return `${one.operator} ${inner(one.with)}`;
    case 'within':
      return range(one.range);
    case 'equals':
      return inner(one.value);
    case 'matches':
      return `(${print(one.expression)})`;
    case 'any':
      return `(${one.tests.map(test).join(', ')})`;
  }
}
