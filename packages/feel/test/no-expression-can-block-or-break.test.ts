import { compile, type Evaluation, type RunOptions } from '@camunda-sqs-connector/feel';
import { parseJson } from '@camunda-sqs-connector/feel/json';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

function run(
  text: string,
  context: Parameters<typeof isObject>[0] = {},
  options: Partial<RunOptions> = {},
): Evaluation {
  const program = compile(text);
  if (program.kind === 'parseFailure') throw new Error(program.message);
  return program.run(isObject(context) ? context : {}, { side: 'connector', zone: 'Z', ...options });
}
const isObject = (value: Record<string, never>) => value;
const resultOf = (text: string) => {
  const result = run(text);
  return result.kind === 'value' ? result.value : result;
};

describe('an expression that explodes ends as a failure:', () => {
  test.each([
    ['a loop over a long range', 'for i in 1..1000000000 return i'],
    ['loops in loops', 'count(for a in 1..2000, b in 1..2000 return 1)'],
    ['a function that calls itself', '{f: function(x) f(x), r: f(1)}.r.x + {g: function(h) h(h), r: g(g)}.r'],
    [
      'a text that doubles',
      `{a0: "0123456789"${Array.from({ length: 30 }, (_, n) => `, a${n + 1}: a${n} + a${n}`).join('')}}`,
    ],
    ['a pattern that backtracks', 'matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "(a+)+$")'],
    ['a partial result that is copied', 'for i in 1..100000 return count(partial)'],
  ])('%s', (_name, text) => {
    const result = run(text);
    // A function does not see itself here: then the value is null, which is an end as well.
    if (result.kind === 'value') expect(JSON.stringify(result.value).length).toBeLessThan(1000);
    else expect(result.message).toMatch(/^failed to evaluate expression/);
  });
});

test('a loop that does not ask for its partial result is linear', () => {
  expect(resultOf('count(for i in 1..300000 return i)')).toBe(300_000);
});

test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('%s is a plain name', (name) => {
  expect(resultOf(name)).toBeNull();
  expect(resultOf(`{a: 1}.${name}`)).toBeNull();
  expect(JSON.stringify(resultOf(`{"${name}": 1}`))).toBe(`{"${name}":1}`);
});

test('a quotient has 34 digits, rounded half to even, or those of a longer number that is divided', () => {
  expect(resultOf('string(1000000000000000000000000000000000 / 7)')).toBe('142857142857142857142857142857142.9');
  expect(resultOf('string(10000000000000000000000000000000001 / 7)')).toBe('1428571428571428571428571428571428.7');
  expect(resultOf('string(1 / 3)')).toBe(`0.${'3'.repeat(34)}`);
});

test('years beyond four digits and regular expressions of Java', () => {
  expect(resultOf('date("12024-02-29") + duration("P1Y")')).toBe('+12025-02-28');
  expect(resultOf('replace("a1b22", "(?<n>\\\\d+)", "<$1>")')).toBe('a<1>b<22>');
  expect(resultOf('matches("x-y", "[a-z&&[^y]]-\\\\p{Lower}")')).toBe(true);
});

test('whatever the text, nothing but the two failures comes out', () => {
  const pieces = fc.constantFrom(
    'a',
    'if',
    ' then ',
    ' else ',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    ':',
    ',',
    '.',
    '..',
    '"',
    '`',
    '+',
    '-',
    '*',
    '/',
    '**',
    '1',
    '0.5',
    '=',
    '<',
    'in ',
    'for x ',
    'return ',
    '@"P1D"',
    'date(',
    'function(x) ',
    '?',
    '\\',
    '//',
    '/*',
    'null',
    'not(',
    '𝒳',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 25 }), (parts) => {
      const program = compile(parts.join(''));
      if (program.kind === 'program')
        expect(['value', 'evaluationFailure']).toContain(
          program.run({ a: [1, 'x'] }, { side: 'zeebe-8.8', zone: 'Z' }).kind,
        );
      else expect(program.line).toBeGreaterThan(0);
    }),
    { numRuns: 2000, seed: 4711 },
  );
});

test('nesting is refused, not overflowed', () => {
  for (const [open, close] of [
    ['(', ')'],
    ['[', ']'],
    ['{a:', '}'],
    ['-(', ')'],
    ['not(', ')'],
  ] as const) {
    expect(compile(`${open.repeat(5000)}1${close.repeat(5000)}`).kind).toBe('parseFailure');
  }
});

test('a whole number keeps its digits in and out, and a context that is not touched is not copied', () => {
  const context = parseJson('{"n": 9007199254740993, "o": {"deep": [1, {"x": "y"}]}}') as Record<string, never>;
  const program = compile('= {n: n, o: o}');
  if (program.kind !== 'program') throw new Error(program.message);
  const result = program.run(context, { side: 'connector' });
  if (result.kind !== 'value') throw new Error(result.message);
  const { n, o } = result.value as { n: unknown; o: unknown };
  expect(String(n)).toBe('9007199254740993');
  expect(o).toBe(context['o']);
});

test('a parse failure tells where, and shows it', () => {
  const failure = compile('= {a: 1,\n b: 2 +* 3}');
  expect(failure).toMatchObject({ kind: 'parseFailure', line: 2 });
  if (failure.kind === 'parseFailure') expect(failure.marked).toContain('\n');
});
