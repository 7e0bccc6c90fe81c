import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { HOSTILE } from './hostile-expressions.ts';

interface End {
  readonly kind: string;
  readonly length: number;
  readonly warnings: number;
}

/** Far less than what Node may take by itself, and far more than a harmless expression needs. */
const HEAP_MIB = 160;
let ends: Readonly<Record<string, End>> = {};
let status: number | null = null;

beforeAll(() => {
  const script = fileURLToPath(new URL('run-in-small-memory.mjs', import.meta.url));
  const args = [`--max-old-space-size=${HEAP_MIB}`, script];
  const child = spawnSync(process.execPath, args, {
    input: JSON.stringify(HOSTILE),
    encoding: 'utf8',
    timeout: 120_000,
  });
  status = child.status;
  ends = status === 0 ? JSON.parse(child.stdout) : {};
}, 130_000);

test('a process with a small heap survives all of them', () => {
  expect(status).toBe(0);
});

/** What a process can hold: see the budget's size. */
const LONGEST = 5_000_000;

test.each(Object.keys(HOSTILE))('%s', (name) => {
  const { kind, length, warnings } = ends[name] ?? { kind: 'nothing', length: 0, warnings: 0 };
  expect(['value', 'evaluationFailure', 'parseFailure']).toContain(kind);
  if (kind === 'value') expect(length).toBeLessThan(LONGEST);
  // A failure shows the expression, of long ones the beginning.
  else expect(length).toBeLessThan(11_000);
  expect(warnings).toBeLessThan(100_000);
});
