import { readFileSync } from 'node:fs';
import { isSameResult, parseCases, runCase } from '@camunda-sqs-connector/feel/cases';
import { describe, expect, test } from 'vitest';
import { connectorFunctions } from './connector-functions.ts';

/** `rules.jsonl` pins the corners of single rules; its results are those of feel-engine 1.21.0. */
const text = ['feel.jsonl', 'rules.jsonl']
  .map((file) => readFileSync(new URL(`cases/${file}`, import.meta.url), 'utf8'))
  .join('\n');
/** Known to differ, each with its reason in docs/feel.md. */
const DIFFERENCES: Readonly<Record<string, readonly string[]>> = {
  'zeebe-8.8': ['', '=', '= string(e20)'],
};

describe.each(['connector', 'zeebe-8.8', 'zeebe-8.6'] as const)('on the side %s', (side) => {
  const cases = parseCases(text, side);
  const known = DIFFERENCES[side] ?? [];

  test.each([...new Set(cases.map(({ category }) => category))])('%s', (category) => {
    const wrong = cases
      .filter((one) => one.category === category && !known.includes(one.expression.trim()))
      .map((one) => ({ one, actual: runCase(one, side, connectorFunctions) }))
      .filter(({ one, actual }) => !isSameResult(actual, one.expected))
      .map(({ one, actual }) => ({ expression: one.expression, expected: one.expected, actual }));
    expect(wrong).toEqual([]);
  });

  test('what is listed as different is', () => {
    const same = cases
      .filter(({ expression }) => known.includes(expression.trim()))
      .filter((one) => isSameResult(runCase(one, side, connectorFunctions), one.expected));
    expect(same.map(({ expression }) => expression)).toEqual([]);
  });
});
