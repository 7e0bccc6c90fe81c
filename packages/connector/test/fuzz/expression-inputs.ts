import { below, type Chance, oneOf } from './random.ts';
import { SPECIAL_NAMES } from './verdict.ts';

const LEAVES = [
  'null',
  'true',
  '0',
  '-1.5',
  '1e3',
  '1000000000',
  '"a"',
  '""',
  '[]',
  '{}',
  'response',
  'response.messageId',
  'error.code',
  'job.retries',
  'x',
  '1..1000000',
  '@"P1D"',
  '@"2024-02-29"',
  '@"10:00:00@Europe/Berlin"',
  'number("1e99999")',
  'bpmnError("c")',
  'jobError("m", {}, 1e999, @"P99999999D")',
  'jobError("m", {}, 3)',
  'ignoreError({a: 1})',
  'backoff(1000000)',
  '"\\uD800"',
  '`',
  '//',
  '?',
  ...SPECIAL_NAMES,
];
const OPERATORS = ['+', '-', '*', '/', '**', '=', '<', '!=', ' in ', ' and ', ' or ', ' instance of ', ' between '];
const FUNCTIONS = [
  'count',
  'string',
  'string join',
  'flatten',
  'concatenate',
  'distinct values',
  'sort',
  'split',
  'replace',
  'matches',
  'to json',
  'from json',
  'get entries',
  'context merge',
  'duration',
  'date and time',
  'decimal',
  'max',
  'mode',
  'partition',
  'repeat',
  'bpmnError',
  'assert',
];

/** An expression by the grammar, or nearly, with much nesting and repetition. */
export function expressionOf(chance: Chance, depth = 5): string {
  const inner = () => expressionOf(chance, depth - 1);
  if (depth <= 0) return oneOf(chance, LEAVES);
  switch (below(chance, 14)) {
    case 0:
      return `(${inner()})${oneOf(chance, OPERATORS)}(${inner()})`;
    case 1:
      return `for i in ${chance() < 0.5 ? `1..${oneOf(chance, [10, 1000, 1_000_000])}` : inner()} return ${inner()}`;
    case 2:
      return `${chance() < 0.5 ? 'some' : 'every'} i in ${inner()} satisfies ${inner()}`;
    case 3:
      return `if ${inner()} then ${inner()} else ${inner()}`;
    case 4:
      return `[${inner()}, ${inner()}]`;
    case 5:
      return `{a: ${inner()}, b: ${chance() < 0.5 ? '[a, a]' : inner()}, "${oneOf(chance, SPECIAL_NAMES)}": ${inner()}}`;
    case 6:
      return `(${inner()})[${inner()}]`;
    case 7:
    case 8:
      return `${oneOf(chance, FUNCTIONS)}(${Array.from({ length: below(chance, 4) }, inner).join(', ')})`;
    case 9:
      return `{f: function(x) ${inner()}, r: f(${inner()})}`;
    case 10:
      return `matches(${inner()}, "${patternOf(chance)}")`;
    case 11:
      return growing(chance, inner());
    case 12:
      return chance() < 0.8 ? inner() : nested(chance, inner());
    default:
      return oneOf(chance, LEAVES);
  }
}

function patternOf(chance: Chance): string {
  const part = () =>
    oneOf(chance, ['a', '.', '(a+)+', '(a|aa)*', '[^b]*', '\\\\w{1,1000}', '(x*)*', '$', '^', '(', '(?:a{50}){50}']);
  return Array.from({ length: 1 + below(chance, 5) }, part).join('');
}

/** Each entry holds the one before it twice. */
function growing(chance: Chance, seed: string): string {
  const grow = oneOf(chance, [
    (n: number) => `[a${n}, a${n}]`,
    (n: number) => `a${n} + a${n}`,
    (n: number) => `a${n} * a${n}`,
  ]);
  return `{a0: ${seed}, ${Array.from({ length: 30 }, (_, level) => `a${level + 1}: ${grow(level)}`).join(', ')}}`;
}

function nested(chance: Chance, inside: string): string {
  const [open, close] = oneOf(chance, [
    ['(', ')'],
    ['[', ']'],
    ['{a: ', '}'],
    ['-(', ')'],
    ['not(', ')'],
    ['if true then ', ' else 0'],
    ['1 + ', ''],
  ] as const);
  const levels = oneOf(chance, [10, 100, 2000]);
  return open.repeat(levels) + inside + close.repeat(levels);
}
