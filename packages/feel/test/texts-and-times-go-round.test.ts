import { readFileSync } from 'node:fs';
import { compile } from '@camunda-sqs-connector/feel';
import { parseCases } from '@camunda-sqs-connector/feel/cases';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isFailure, parse } from '../src/syntax/parse.ts';
import { dateOf, daysOf } from '../src/temporal/calendar.ts';
import { formatDate } from '../src/temporal/format.ts';
import { print } from './print.ts';

const files = ['cases/feel.jsonl', 'cases/rules.jsonl'];
const text = files.map((file) => readFileSync(new URL(file, import.meta.url), 'utf8')).join('\n');

test('an expression that is printed and parsed again means the same', () => {
  let count = 0;
  for (const { expression, context } of parseCases(text, 'connector')) {
    const parsed = parse(expression.trim().replace(/^=/, '').trim());
    if (isFailure(parsed)) continue;
    const printed = print(parsed);
    const parsedAgain = parse(printed);
    expect(isFailure(parsedAgain) ? parsedAgain.message : print(parsedAgain)).toBe(printed);
    const [once, again] = [expression, printed].map((source) => {
      const program = compile(source);
      if (program.kind === 'parseFailure') return program.message;
      const result = program.run(context, { side: 'connector', zone: 'Z', clock: () => 0, random: () => 0.5 });
      return result.kind === 'value' ? result.value : 'failure';
    });
    expect([printed, again]).toEqual([printed, once]);
    count++;
  }
  expect(count).toBeGreaterThan(3500);
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

const DAY = 86_400;
const days = fc.integer({ min: -365_243_219_162, max: 365_241_780_471 });
const nanos = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 999_999_999 }));
const places = fc.constantFrom('', 'Z', '+01:00', '-11:30', '+18:00', '@Europe/Berlin', '@America/St_Johns', '@UTC');
const two = (value: number) => String(value).padStart(2, '0');

const times = fc.tuple(fc.integer({ min: 0, max: DAY - 1 }), nanos, places).map(([second, below, place]) => {
  const fraction = below === 0 ? '' : `.${String(below).padStart(9, '0').replace(/0+$/, '')}`;
  return `${two(Math.floor(second / 3600))}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)}${fraction}${place}`;
});
const durations = fc.oneof(
  fc.tuple(fc.integer({ min: 0, max: 9999 }), fc.integer({ min: 0, max: 11 })).map(([y, m]) => `P${y}Y${m}M`),
  fc.tuple(fc.nat(99_999), fc.nat(23), fc.nat(59), fc.nat(59)).map(([d, h, m, s]) => `-P${d}DT${h}H${m}M${s}S`),
);

test('dates are written, read, and moved there and back in all of Java’s calendar', () => {
  fc.assert(
    fc.property(days, fc.integer({ min: -500_000, max: 500_000 }), (day, distance) => {
      const date = `date("${formatDate(day).replace('+', '')}")`;
      expect(resultOf(`string(${date})`)).toBe(formatDate(day));
      fc.pre(Math.abs(day) < 365_000_000_000);
      const there = `${date} + duration("P1D") * ${distance}`;
      expect(resultOf(there)).toBe(formatDate(day + distance));
      expect(resultOf(`${there} - duration("P1D") * ${distance} = ${date}`)).toBe(true);
    }),
    { numRuns: 300, seed: 4714 },
  );
});

test('times, date-times and durations that are written are read again', () => {
  fc.assert(
    fc.property(times, durations, (time, duration) => {
      expect(resultOf(`string(time("${time}"))`)).toBe(time);
      for (const value of [`time("${time}")`, `duration("${duration}")`, `date and time("2024-07-01T${time}")`]) {
        const maker = value.slice(0, value.indexOf('('));
        expect(resultOf(`${maker}(string(${value})) = ${value}`), value).toBe(true);
      }
    }),
    { numRuns: 300, seed: 4715 },
  );
});

/** Around the ends of February and of the year, in years that may be leap years. */
const ends = fc
  .tuple(
    fc.integer({ min: -2000, max: 2000 }),
    fc.constantFrom(1, 100),
    fc.constantFrom(0, 59, 60, 365),
    fc.integer({ min: -1, max: 1 }),
  )
  .map(([count, years, day, shift]) => Date.UTC(2000 + count * years, 0, 1) / 86_400_000 + day + shift);

test('calendar days are counted as JavaScript counts them', () => {
  fc.assert(
    fc.property(fc.oneof(fc.integer({ min: -90_000_000, max: 90_000_000 }), ends), (day) => {
      const date = new Date(day * DAY * 1000);
      const [year, month, ofMonth] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
      expect(dateOf(day)).toEqual({ year, month, day: ofMonth });
      expect(daysOf(year, month, ofMonth)).toBe(day);
    }),
    { numRuns: 2000, seed: 4716 },
  );
});
