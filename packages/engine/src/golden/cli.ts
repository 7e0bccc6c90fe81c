import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringifyJson } from '@camunda-sqs-connector/feel/json';
import { goldenCases } from './cases.ts';
import { judge, type Pending } from './pending.ts';

const PENDING_FILE = 'pending.json';
const MOST_CHARACTERS = 400;

/** Runs all cases of a folder and prints how they differ. @returns the exit code */
export async function runGolden(folder: string, print: (line: string) => void): Promise<number> {
  const cases = await goldenCases(folder);
  const pending = await readPending(folder);
  const counts = { passed: 0, pending: 0, failed: 0 };
  for (const golden of cases) {
    const verdict = await judge(golden, pending);
    counts[verdict.kind === 'noLongerPending' ? 'failed' : verdict.kind]++;
    if (verdict.kind === 'noLongerPending') {
      print(`FAILED ${golden.name}\n  It is listed in ${PENDING_FILE}, but it passes: take it off the list.`);
    }
    if (verdict.kind !== 'failed') continue;
    print(`FAILED ${golden.name}`);
    for (const { what, golden: theirs, actual } of verdict.differences) {
      print(`  ${what}\n    golden: ${shortened(theirs)}\n    actual: ${shortened(actual)}`);
    }
  }
  const unknown = Object.keys(pending).filter((name) => !cases.some((golden) => golden.name === name));
  for (const name of unknown) print(`FAILED ${name}\n  It is listed in ${PENDING_FILE}, but there is no such case.`);
  print(`${counts.pending} pending`);
  print(`${counts.passed} passed, ${counts.failed + unknown.length} failed`);
  return counts.failed + unknown.length === 0 ? 0 : 1;
}

/** The list lies beside the cases; a folder without one has none. */
export async function readPending(folder: string): Promise<Pending> {
  const text = await readFile(join(folder, PENDING_FILE), 'utf8').catch(() => '{}');
  return JSON.parse(text) as Pending;
}

function shortened(value: Parameters<typeof stringifyJson>[0] | undefined): string {
  const text = value === undefined ? 'nothing' : stringifyJson(value);
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
}
