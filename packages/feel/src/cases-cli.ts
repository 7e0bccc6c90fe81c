import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { isSameResult, parseCases, runCase } from './cases.ts';
import { stringifyJson } from './json/index.ts';
import type { AddedFunction, Side } from './program.ts';

const SIDES: readonly Side[] = ['connector', 'zeebe-8.8', 'zeebe-8.6'];

/** Scores a file of cases by category. @param functions those of the connector's side. @returns the exit code */
export function scoreCases(
  args: readonly string[],
  functions: readonly AddedFunction[],
  print: (line: string) => void,
): number {
  const options = { side: { type: 'string' }, category: { type: 'string' }, list: { type: 'string' } } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const [file] = positionals;
  const side = SIDES.find((one) => one === (values.side ?? 'connector'));
  if (file === undefined || !side) {
    print(`Expected FILE.jsonl [--side ${SIDES.join('|')}] [--category X] [--list N]`);
    return 2;
  }
  const cases = parseCases(readFileSync(file, 'utf8'), side).filter(
    ({ category }) => values.category === undefined || category === values.category,
  );
  const scores = new Map<string, { passed: number; total: number }>();
  let left = Number(values.list ?? 0);
  for (const one of cases) {
    const actual = runCase(one, side, functions);
    const score = scores.get(one.category) ?? { passed: 0, total: 0 };
    scores.set(one.category, score);
    score.total++;
    if (isSameResult(actual, one.expected)) score.passed++;
    else if (left-- > 0)
      print(
        `${one.id} ${one.expression}\n  expected ${stringifyJson(one.expected)}\n  actual   ${stringifyJson(actual)}`,
      );
  }
  for (const [category, { passed, total }] of scores) print(`${category}: ${passed} / ${total}`);
  const passed = [...scores.values()].reduce((sum, score) => sum + score.passed, 0);
  print(`${passed} / ${cases.length}`);
  print(`${passed} passed, ${cases.length - passed} failed`);
  return passed === cases.length ? 0 : 1;
}
