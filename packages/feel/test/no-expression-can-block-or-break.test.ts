import { compile, type Evaluation, type RunOptions } from '@camunda-sqs-connector/feel';
import { parseJson, stringifyJson } from '@camunda-sqs-connector/feel/json';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { builtins } from '../src/builtins/index.ts';

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

test('whatever functions are given, on whatever side, nothing but a value or a failure comes out', () => {
  const leaf = fc.constantFrom(
    ...[
      'null',
      'true',
      '0',
      '-1.5',
      '1000000000',
      '"a"',
      '""',
      '[]',
      '[1, null, "x"]',
      '{}',
      '{a: 1}',
      'x',
      'l',
      'c.d',
    ],
    ...['@"P1D"', '@"P1Y2M"', '@"2024-02-29"', '@"10:00:00@Europe/Berlin"', '@"2024-03-31T02:30:00@Europe/Berlin"'],
    ...['[1..5]', 'function(x) x', 'function(x, y) x < y', 'number("1e400")'],
  );
  const operator = fc.constantFrom('+', '-', '*', '/', '**', '=', '<', '!=', 'in', 'and', 'or');
  const { expression } = fc.letrec<{ expression: string }>((tie) => ({
    expression: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      fc.tuple(tie('expression'), operator, tie('expression')).map(([a, op, b]) => `((${a}) ${op} (${b}))`),
      fc
        .tuple(fc.constantFrom(...builtins.keys()), fc.array(tie('expression'), { maxLength: 4 }))
        .map(([name, args]) => `${name}(${args.join(', ')})`),
      fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `(${a})[${b}]`),
      fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `for i in (${a}) return ${b}`),
    ),
  }));
  const sides = fc.constantFrom('connector' as const, 'zeebe-8.8' as const, 'zeebe-8.6' as const);
  fc.assert(
    fc.property(expression, sides, (text, side) => {
      const program = compile(text);
      if (program.kind === 'parseFailure') return;
      const budget = { steps: 100_000, size: 100_000 };
      const result = program.run({ x: 1.5, l: [1, 'a', null], c: { d: {} } }, { side, zone: 'Z', budget });
      expect(['value', 'evaluationFailure'], text).toContain(result.kind);
      if (result.kind === 'value') expect(() => stringifyJson(result.value)).not.toThrow();
    }),
    { numRuns: 5000, seed: 4717 },
  );
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
