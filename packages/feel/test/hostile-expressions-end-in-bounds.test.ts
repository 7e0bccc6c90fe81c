import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { compile } from '@camunda-sqs-connector/feel';
import { describe, expect, test } from 'vitest';
import { hostileExpressions } from './hostile-expressions.ts';

const OUTCOMES = ['value', 'evaluationFailure', 'parseFailure'];
const SMALL = { steps: 30_000, depth: 200, size: 400_000 };
const LONGEST = 1_000_000;

describe('within a small budget an expression ends as a failure or as a small value:', () => {
  test.each(hostileExpressions)('$name', ({ expression }) => {
    const program = compile(expression);
    const outcome =
      program.kind === 'program' ? program.run({}, { side: 'connector', zone: 'Z', budget: SMALL }) : program;
    expect(OUTCOMES).toContain(outcome.kind);
    expect(JSON.stringify(outcome).length).toBeLessThan(LONGEST);
  });
});

test('with the budgets that are the default, all of them end in a process with a heap of 200 MB', async () => {
  const script = fileURLToPath(new URL('run-in-little-memory.mjs', import.meta.url));
  const child = spawn(process.execPath, ['--max-old-space-size=200', script], { stdio: 'pipe' });
  const [outcomes, errors] = [text(child.stdout), text(child.stderr)];
  child.stdin.end(JSON.stringify(hostileExpressions.map(({ expression }) => expression)));
  const [code] = (await once(child, 'close')) as [number | null];
  expect({ code, errors: await errors }).toEqual({ code: 0, errors: '' });
  const kinds = (await outcomes).trim().split('\n');
  expect(kinds).toHaveLength(hostileExpressions.length);
  expect(kinds.filter((kind) => !OUTCOMES.includes(kind))).toEqual([]);
}, 300_000);
