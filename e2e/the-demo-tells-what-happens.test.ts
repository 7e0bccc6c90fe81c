import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { INPUTS, taskModel } from './model.ts';

const REPOSITORY = fileURLToPath(new URL('..', import.meta.url));
const DEMO = join(REPOSITORY, 'packages/studio/bin/demo.mjs');
const folder = mkdtempSync(join(tmpdir(), 'demo-'));
afterAll(() => rmSync(folder, { recursive: true }));
const demo = (...args: string[]) => spawnSync(process.execPath, [DEMO, ...args], { encoding: 'utf8', timeout: 15_000 });

test('it prints the message and the id, and exits 0', () => {
  const { stdout, stderr, status } = demo();
  expect(status).toBe(0);
  expect(stderr).toBe('');
  const id = /id {10}(\S+)/.exec(stdout)?.[1] ?? 'none';
  expect(stdout).toContain(`createdMessageID = "${id}"`);
  expect(stdout).toContain('"coffee ☕"');
});

test('it runs in a folder whose name URLs escape', () => {
  const elsewhere = join(folder, 'a b #% é');
  symlinkSync(REPOSITORY, elsewhere, 'junction');
  const keep = ['--preserve-symlinks', '--preserve-symlinks-main'];
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [...keep, join(elsewhere, 'packages/studio/bin/demo.mjs')],
    { encoding: 'utf8', timeout: 15_000 },
  );
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  expect(stdout).toContain('createdMessageID');
});

test('it tells of messages that leave together', () => {
  const loop =
    '<bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=[1, 2, 3, 4, 5]"/></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>';
  const model = join(folder, 'loop.bpmn');
  writeFileSync(model, taskModel(INPUTS).replace('</bpmn:serviceTask>', `${loop}</bpmn:serviceTask>`));
  const { stdout, status } = demo('--model', model, '--secret', 'ACCESS_KEY=a', '--secret', 'SECRET_KEY=s');
  expect(status).toBe(0);
  const told = [...stdout.matchAll(/It sends (a message|(\d+) messages in one request) to \S+\/orders:/g)];
  expect(told.map(([, , count = 1]) => Number(count)).reduce((all, count) => all + count)).toBe(5);
  expect(told.length).toBeLessThan(5);
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
