import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { goldenCases } from '../src/golden/cases.ts';
import { readPending } from '../src/golden/cli.ts';
import { judge } from '../src/golden/pending.ts';

// Traces of Zeebe 8.6.0: outcome, variables of every scope, jobs, incidents, and the order of all events.
const folder = fileURLToPath(new URL('cases/golden', import.meta.url));
const cases = await goldenCases(folder);
const pending = await readPending(folder);

describe('a process runs as it does on a real Zeebe', () => {
  test.each(cases)('$name', async (golden) => {
    const verdict = await judge(golden, pending);
    expect(verdict.kind === 'pending' ? { kind: 'passed' } : verdict).toEqual({ kind: 'passed' });
  });

  test('each pending case exists', () => {
    const names = cases.map(({ name }) => name);
    expect(Object.keys(pending).filter((name) => !names.includes(name))).toEqual([]);
  });
});
