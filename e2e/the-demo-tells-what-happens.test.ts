import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const DEMO = fileURLToPath(new URL('../packages/studio/bin/demo.mjs', import.meta.url));
const demo = (...args: string[]) => spawnSync(process.execPath, [DEMO, ...args], { encoding: 'utf8', timeout: 15_000 });

test('it prints the message and the id, and exits 0', () => {
  const { stdout, stderr, status } = demo();
  expect(status).toBe(0);
  expect(stderr).toBe('');
  const id = /id {10}(\S+)/.exec(stdout)?.[1] ?? 'none';
  expect(stdout).toContain(`createdMessageID = "${id}"`);
  expect(stdout).toContain('"coffee ☕"');
});

test.each([
  ['a file that is not there', ['--model', 'nope.bpmn'], /nope\.bpmn cannot be read/],
  ['variables that are no object', ['--variables', '[1]'], /--variables expects a JSON object/],
  ['a secret without a value', ['--secret', 'A'], /--secret expects NAME=VALUE/],
  ['an unknown option', ['--modle', 'x'], /--modle/],
  ['a file that is no model', ['--model', DEMO], /The demo stops/],
  [
    'a process that ends in an incident',
    ['--variables', '{}'],
    /Incident JOB_NO_RETRIES[\s\S]*queue\.messageBody: Validation failed\. Original message: must not be null/,
  ],
])('%s is told in one message, with exit code 1', (_name, args, message) => {
  const { stderr, status } = demo(...args);
  expect(status).toBe(1);
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/\n\s+at /);
});
