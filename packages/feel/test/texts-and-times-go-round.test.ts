import { readFileSync } from 'node:fs';
import { compile } from '@camunda-sqs-connector/feel';
import { parseCases } from '@camunda-sqs-connector/feel/cases';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isFailure, parse } from '../src/syntax/parse.ts';
import { print } from './print.ts';

const text = readFileSync(new URL('cases/feel.jsonl', import.meta.url), 'utf8');

test('an expression that is printed and parsed again means the same', () => {
  let count = 0;
  for (const { expression, context } of parseCases(text, 'connector')) {
    const parsed = parse(expression.trim().replace(/^=/, '').trim());
    if (isFailure(parsed)) continue;
    const printed = print(parsed);
    const [once, again] = [expression, printed].map((source) => {
      const program = compile(source);
      if (program.kind === 'parseFailure') return program.message;
      const result = program.run(context, { side: 'connector', zone: 'Z', clock: () => 0, random: () => 0.5 });
      return result.kind === 'value' ? result.value : 'failure';
    });
    expect([printed, again]).toEqual([printed, once]);
    count++;
  }
  expect(count).toBeGreaterThan(1800);
});

const resultOf = (expression: string) => {
  const program = compile(expression);
  if (program.kind === 'parseFailure') throw new Error(program.message);
  const result = program.run({}, { side: 'connector', zone: 'Z' });
  return result.kind === 'value' ? result.value : result;
};
const seconds = fc.integer({ min: -60_000_000_000, max: 250_000_000_000 });
const iso = (value: number) => new Date(value * 1000).toISOString().replace('.000Z', 'Z');

test('moments are read, moved and written as JavaScript’s own calendar does', () => {
  fc.assert(
    fc.property(seconds, fc.integer({ min: 0, max: 400_000_000 }), (start, span) => {
      expect(resultOf(`date and time("${iso(start)}")`)).toBe(iso(start));
      expect(resultOf(`date and time("${iso(start)}") + duration("PT${span}S")`)).toBe(iso(start + span));
      expect(
        resultOf(`date and time("${iso(start + span)}") - date and time("${iso(start)}") = duration("PT${span}S")`),
      ).toBe(true);
      expect(resultOf(`string(date("${iso(start).slice(0, 10)}"))`)).toBe(iso(start).slice(0, 10));
    }),
    { numRuns: 300, seed: 4713 },
  );
});
