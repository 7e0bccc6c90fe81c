import { monitorEventLoopDelay } from 'node:perf_hooks';
import { startTestbed } from '@camunda-sqs-connector/testing';
import { expect, test } from 'vitest';
import { INPUTS, taskModel } from './model.ts';

const JOB_TIMEOUT_MS = 30_000;
/** The machine that tests may be busy; the bound that the expressions' budget aims at is a second. */
const LONGEST_DELAY_MS = 8000;
const GROWING = `{c0: {x: 1}, ${Array.from({ length: 30 }, (_, level) => `c${level + 1}: {x: c${level}, y: c${level}}`).join(', ')}}`;

/** What each hostile job brings: its result expression, and its message body. */
const HOSTILE: readonly { readonly expression: string; readonly payload: unknown }[] = [
  { expression: '={a: for i in 1..1000000000 return i}', payload: 'x' },
  { expression: `=${GROWING}`, payload: 'x' },
  { expression: `={a: matches("${'a'.repeat(40)}!", "(a+)+$")}`, payload: 'x' },
  { expression: '={a: for i in 1..100000 return 7 ** 999999999}', payload: 'x' },
  { expression: '={a: 1}', payload: 'x'.repeat(3_900_000) },
  { expression: '={a: 1}', payload: '{{secrets.'.repeat(300_000) },
  { expression: '={a: 1}', payload: Array.from({ length: 200_000 }, (_, index) => ({ index })) },
];
const ORDINARY_RUNS = 5;
const PATIENTLY = { timeoutMs: 100_000 };

test('ordinary jobs complete in their time while hostile ones are in work, on one worker', async () => {
  const testbed = await startTestbed({
    secrets: { ACCESS_KEY: 'a', SECRET_KEY: 's' },
    environment: { CAMUNDA_WORKER_TIMEOUT: String(JOB_TIMEOUT_MS) },
  });
  const delay = monitorEventLoopDelay({ resolution: 10 });
  try {
    await testbed.deploy('ordinary.bpmn', taskModel(INPUTS, {}, '1', 'ordinary'));
    for (const [index, { expression }] of HOSTILE.entries()) {
      const inputs = { ...INPUTS, 'queue.messageBody': '=payload' };
      const model = taskModel(inputs, { resultExpression: expression }, '1', `hostile-${index}`);
      await testbed.deploy(`hostile-${index}.bpmn`, model);
    }
    delay.enable();
    const hostile = HOSTILE.map(({ payload }, index) =>
      testbed.run(`hostile-${index}`, JSON.stringify({ payload }), PATIENTLY),
    );
    const ordinary = Array.from({ length: ORDINARY_RUNS }, async () => {
      const started = performance.now();
      const { kind } = await testbed.run('ordinary', '{}', PATIENTLY);
      return { kind, isInTime: performance.now() - started < JOB_TIMEOUT_MS };
    });
    expect(await Promise.all(ordinary)).toEqual(Array(ORDINARY_RUNS).fill({ kind: 'completed', isInTime: true }));
    for (const { kind } of await Promise.all(hostile)) expect(['completed', 'incident']).toContain(kind);
    delay.disable();
    expect(delay.max / 1e6).toBeLessThan(LONGEST_DELAY_MS);
  } finally {
    await testbed.stop();
  }
}, 120_000);
