import { compile, type RunOptions } from '@camunda-sqs-connector/feel';
import type { JsonObject } from '@camunda-sqs-connector/feel/json';
import { describe, expect, test } from 'vitest';

function run(text: string, options: Partial<RunOptions> = {}, context: JsonObject = {}) {
  const program = compile(text);
  return program.kind === 'program' ? program.run(context, { side: 'connector', zone: 'Z', ...options }) : program;
}

function resultOf(text: string, options: Partial<RunOptions> = {}, context: JsonObject = {}) {
  const result = run(text, options, context);
  return result.kind === 'value' ? result.value : result.kind;
}

describe('what surprises is as Camunda has it:', () => {
  test.each([
    ['numbers keep their scale', 'string(1.10)', '1.10'],
    ['numbers are decimals', '0.1 + 0.2', 0.3],
    ['a number has no exponent', '1e3', 'parseFailure'],
    ['whole numbers leave as integers, whatever their scale', '[1.0, 1000.00]', [1, 1000]],
    ['other numbers leave as doubles', '1 / 3', 1 / 3],
    ['null is not defined', 'is defined(null)', false],
    ['a text is as long as its UTF-16 units', 'string length("👍")', 2],
    ['a character code in a text is no escape', '"\\u0041"', '\\u0041'],
    ['a minus in a name subtracts', '{my: 5, var: 3, r: my-var}.r', 2],
    ['names with blanks stand in backticks', '{"a b": 1, r: `a b`}.r', 1],
    ['types of lists have no parameter', '[1] instance of list<number>', 'parseFailure'],
    ['a function is not called where it is written', '(function(x) x)(1)', 'parseFailure'],
    ['comparisons are not chained', '1 < 2 < 3', 'parseFailure'],
    ['arguments have the real names', 'substring(string: "abc", start position: 2)', 'bc'],
    ['other names lead to null', 'substring(text: "abc", from: 2)', null],
    ['only true is true', '[if "a" then 1 else 2, if null then 1 else 2, if 1 then 1 else 2]', [2, 2, 2]],
    ['what is unknown is null', '[a, a.b, f(1), {}.a, "a" + 1]', [null, null, null, null, null]],
    ['a failed assertion fails', 'assert(1, false)', 'evaluationFailure'],
    ['an exception in a function fails', 'substring("abc", 9)', 'evaluationFailure'],
  ])('%s', (_name, text, expected) => {
    expect(resultOf(text)).toEqual(expected);
  });

  test.each([
    ['connector', '2026-11-23T10:00:00+01:00', 'PT24H', '10:00+01:00'],
    ['zeebe-8.8', '2026-11-23T10:00:00+01:00[Europe/Berlin]', 'P1D', '10:00:00+01:00'],
  ] as const)('the side %s has its own way to write times', (side, zoned, day, time) => {
    const text = '[@"2026-11-23T10:00:00@Europe/Berlin", @"P1D", @"10:00:00+01:00"]';
    expect(resultOf(text, { side })).toEqual([zoned, day, time]);
  });
});

describe('no trap of an evaluator catches this one:', () => {
  test('a loop copies what it has so far only where it is asked for', () => {
    const budget = { size: 25_000 };
    expect(resultOf('count(for i in 1..10000 return i)', { budget })).toBe(10_000);
    expect(resultOf('count(for i in 1..10000 return count(partial))', { budget })).toBe('evaluationFailure');
    expect(resultOf('for i in 1..4 return count(partial)')).toEqual([0, 1, 2, 3]);
  });

  test('patterns are those of Java, not those of JavaScript', () => {
    expect(resultOf('matches("x-y", "[a-z&&[^y]]-\\\\p{Lower}")')).toBe(true);
    expect(resultOf('matches("aaa", "a++a")')).toBe(false);
    expect(resultOf('matches("ab", "(?i)A(?-i)b\\\\z")')).toBe(true);
    expect(resultOf('replace("a1b22", "(?<n>\\\\d+)", "<$1$0>")')).toBe('a<11>b<2222>');
    expect(resultOf('matches("a", "$[")')).toBeNull();
  });

  test('a quotient of long numbers has the digits of the longer one', () => {
    const long = `1${'0'.repeat(150)}`;
    expect(resultOf(`string(${long} / 7)`)).toBe(`${'142857'.repeat(25)}.1`);
    expect(resultOf('string(1 / 3)')).toBe(`0.${'3'.repeat(34)}`);
  });

  test('years have more than four digits, and are below zero', () => {
    expect(resultOf('date("12024-02-29") + duration("P1Y")')).toBe('+12025-02-28');
    expect(resultOf('date("-0001-03-01") - duration("P1D")')).toBe('-0001-02-28');
    expect(resultOf('date("999999999-12-31").year')).toBe(999_999_999);
    expect(resultOf('date("999999999-12-31") + duration("P1D")')).toBe('evaluationFailure');
  });

  test('loops end with the budget of steps', () => {
    expect(resultOf('count(for i in 1..1000 return i)', { budget: { steps: 3100 } })).toBe(1000);
    expect(resultOf('count(for i in 1..1000 return i)', { budget: { steps: 2900 } })).toBe('evaluationFailure');
  });

  test('recursion ends with the budget of depth', () => {
    const text = '{f: function(n, g) if n = 0 then 0 else g(n - 1, g), r: f(N, f)}.r';
    // A parameter that is a function is not called by its name: functions that call each other are nested here.
    const levels = Array.from({ length: 50 }, (_, n) => `f${n + 1}: function(x) f${n}(x)`).join(', ');
    const nested = `{f0: function(x) x, ${levels}, r: f50(7)}.r`;
    expect(resultOf(nested, { budget: { depth: 60 } })).toBe(7);
    expect(resultOf(nested, { budget: { depth: 40 } })).toBe('evaluationFailure');
    expect(resultOf(text.replace('N', '5'))).toBeNull();
  });
});
