import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { startEngineServer } from '@camunda-sqs-connector/engine';
import { expect, onTestFinished, test } from 'vitest';
import { startScriptedServer } from '../packages/runtime/test/scripted-server.ts';

const path = (relative: string) => fileURLToPath(new URL(`../${relative}`, import.meta.url));
const CLI = path('packages/connector/bin/camunda-sqs-connector.mjs');
const MODELS = 'packages/connector/test/models';

/** Runs Node without anything that this machine knows of AWS. */
async function node(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const home = mkdtempSync(`${tmpdir()}/home-`);
  onTestFinished(() => rmSync(home, { recursive: true }));
  const env = { PATH: '', HOME: home, AWS_EC2_METADATA_DISABLED: 'true', ...environment };
  const child = spawn(process.execPath, args, { env, cwd: path('.') });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk;
  });
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { status, stdout, stderr };
}

const doctor = (args: readonly string[], environment?: Readonly<Record<string, string>>) =>
  node([CLI, 'doctor', ...args], environment);

test.each(['8.8', '8.6'] as const)(
  'an installation on Camunda %s that works ends with 0, and SQS hears nothing of it',
  async (behaviour) => {
    const engine = await startEngineServer({ behaviour });
    const sqs = await startScriptedServer(() => ({ status: 500 }));
    const { status, stdout, stderr } = await doctor([], {
      CAMUNDA_REST_ADDRESS: engine.address,
      AWS_ENDPOINT_URL_SQS: sqs.address.origin,
      AWS_ACCESS_KEY_ID: 'AKIAMACHINE1234',
      AWS_SECRET_ACCESS_KEY: 'canary',
      SECRET_KEY: 'canary',
    });
    await engine.stop();
    await sqs.stop();
    expect(stdout.split('\n').map((line) => line.split(':', 1)[0])).toEqual([
      'ok     worker',
      // Zeebe 8.6.0 may forget a job, and the embedded engine says that it is one.
      behaviour === '8.6' ? 'note   engine' : 'ok     engine',
      'ok     targets',
      'ok     credentials',
      'ok     secrets',
      '',
    ]);
    expect(stdout).toContain(`Camunda ${behaviour}.0, 1 broker, 1 of 1 partition healthy`);
    expect(stdout).toContain('***********1234');
    expect(stdout + stderr).not.toMatch(/canary|AKIA/);
    expect({ status, stderr, asked: sqs.asked }).toEqual({ status: 0, stderr: '', asked: [] });
  },
);

test('a dead engine ends with 1, says the way out, and hides nothing else', async () => {
  const engine = await startEngineServer();
  await engine.stop();
  const { status, stdout } = await doctor([], { CAMUNDA_REST_ADDRESS: engine.address });
  expect(status).toBe(1);
  expect(stdout).toMatch(/^wrong {2}engine: .*ECONNREFUSED.*Start the engine, or correct CAMUNDA_REST_ADDRESS/m);
  expect(stdout).toMatch(/^note {3}credentials: models must bring keys/m);
  expect(stdout).toMatch(/^ok {5}targets: /m);
});

test('findings are told by file and line, counted, and end with 1 where there is an error', async () => {
  const files = ['planted/several-tasks-of-many-kinds', 'clean/template-13', 'planted/error-code-of-old'];
  const names = files.map((file) => `${MODELS}/${file}.bpmn`);
  const { status, stdout, stderr } = await doctor(['--model', ...names]);
  const lines = stdout.trimEnd().split('\n');
  expect(lines.at(-1)).toBe('3 files, 6 tasks, 3 errors, 1 warning');
  expect(lines.slice(0, -1).map((line) => line.split(' ').slice(0, 3).join(' '))).toEqual([
    `${names[0]}:13: note: first:`,
    `${names[0]}:13: error: first:`,
    `${names[0]}:24: error: second:`,
    `${names[0]}:57: note: end:`,
    `${names[0]}:72: error: end:`,
    `${names[2]}:20: warning: send:`,
  ]);
  expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
});

test.each<[string, readonly string[], number, RegExp]>([
  [
    'warnings alone',
    ['--model', `${MODELS}/planted/error-code-of-old.bpmn`],
    0,
    /1 file, 1 task, 0 errors, 1 warning\n$/,
  ],
  [
    'notes are not counted',
    ['--model', `${MODELS}/planted/variables-of-a-job-error.bpmn`],
    0,
    /: note: send: .*\n1 file, 1 task, 0 errors, 0 warnings\n$/s,
  ],
  [
    '--model before each',
    ['--model', `${MODELS}/clean/template-2.bpmn`, `--model=${MODELS}/clean/template-3.bpmn`],
    0,
    /^2 files, 2 tasks, 0 errors, 0 warnings\n$/,
  ],
  [
    'a file that is not there',
    ['--model', 'nowhere.bpmn', `${MODELS}/clean/template-2.bpmn`],
    1,
    /^nowhere\.bpmn:1: error: there is no such file.*\n2 files, 1 task, 1 error, 0 warnings\n$/,
  ],
  ['a folder', ['--model', 'packages'], 1, /^packages:1: error: is a folder/],
  ['no XML', ['--model', 'package.json'], 1, /^package\.json:1: error: is no well-formed XML/],
])('models: %s', async (_name, args, status, expected) => {
  const ended = await doctor(args);
  expect(ended).toEqual({ status, stdout: expect.stringMatching(expected), stderr: '' });
});

test.each<[readonly string[], Readonly<Record<string, string>>, number, RegExp]>([
  [['model.bpmn'], {}, 2, /takes models after --model, but got: model\.bpmn/],
  [['--model'], {}, 2, /--model/],
  [['--modell', 'x'], {}, 2, /--modell/],
  [[], { CAMUNDA_REST_ADDRESS: 'nonsense' }, 1, /The settings are wrong:\nCAMUNDA_REST_ADDRESS=nonsense/],
  [['--model', 'x.bpmn'], { CAMUNDA_REST_ADDRESS: 'nonsense' }, 1, /The settings are wrong/],
])('doctor %j with %j ends with %i', async (args, environment, status, expected) => {
  const ended = await doctor(args, environment);
  expect(ended).toEqual({ status, stdout: '', stderr: expect.stringMatching(expected) });
});

test('what reads models is loaded for models alone', async () => {
  const modules = ['cli/main', 'cli/run', 'doctor/installation/check-installation', 'doctor/check-models'];
  const script = `
    import { createRequire } from 'node:module';
    const { cache } = createRequire(import.meta.url);
    for (const name of ${JSON.stringify(modules)}) {
      await import(${JSON.stringify(path('packages/connector/dist'))} + '/' + name + '.js');
      console.log(name, Object.keys(cache).some((file) => file.includes('saxes')));
    }`;
  const { stdout, stderr } = await node(['--input-type=module', '--eval', script]);
  expect(stdout.trim().split('\n'), stderr).toEqual(modules.map((name) => `${name} ${name === 'doctor/check-models'}`));
});
