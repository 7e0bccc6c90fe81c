import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { startEngineServer } from '@camunda-sqs-connector/engine';
import { startQueueServer } from '@camunda-sqs-connector/queue';
import { afterAll, expect, test, vi } from 'vitest';
import { makeFolder } from '../packages/runtime/test/certificates.ts';
import { INPUTS, taskModel } from './model.ts';

const CLI = fileURLToPath(new URL('../packages/connector/bin/camunda-sqs-connector.mjs', import.meta.url));

// A job's time is five seconds at least, and the doctor waits for ten.
vi.setConfig({ testTimeout: 60_000 });

/** A machine whose credentials come from a command that waits for input, which never comes. */
const folder = makeFolder();
const command = `"${process.execPath}" -e "process.stdin.resume()"`;
const MACHINE = {
  PATH: process.env['PATH'] ?? '',
  AWS_CONFIG_FILE: folder.write('config', `[default]\ncredential_process = ${command}\n`),
  AWS_SHARED_CREDENTIALS_FILE: folder.path('none'),
  AWS_EC2_METADATA_DISABLED: 'true',
  SQS_CONNECTOR_HTTP_PORT: '0',
};
const children: ChildProcess[] = [];
afterAll(() => {
  // Those that did not end by themselves.
  for (const child of children) child.kill('SIGKILL');
  folder.remove();
});

function start(command: 'run' | 'doctor', environment: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [CLI, command], { env: { ...MACHINE, ...environment } });
  children.push(child);
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => {
    printed += chunk;
  });
  const ended = new Promise<{ status: number | null; printed: string }>((resolve) => {
    child.once('exit', (status) => resolve({ status, printed }));
  });
  return { child, ended };
}

test.concurrent('a job that waits for it fails in its time, its slot is free again, and a stop ends the process', async () => {
  const queue = await startQueueServer({ createQueuesOnDemand: true });
  const engine = await startEngineServer();
  const post = async (path: string, body: FormData | object) => {
    const isForm = body instanceof FormData;
    const headers = isForm ? {} : { headers: { 'content-type': 'application/json' } };
    const answer = await fetch(`${engine.address}/v2/${path}`, {
      method: 'POST',
      ...headers,
      body: isForm ? body : JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(await answer.text());
    return (await answer.json()) as { items?: readonly { errorMessage: string }[] };
  };
  const { 'authentication.accessKey': _key, 'authentication.secretKey': _secret, ...others } = INPUTS;
  const waiting = { ...others, 'authentication.type': 'defaultCredentialsChain' };
  const form = new FormData();
  form.append('resources', new Blob([taskModel(waiting, {}, '1', 'waiting')]), 'waiting.bpmn');
  form.append('resources', new Blob([taskModel(INPUTS, {}, '1', 'other')]), 'other.bpmn');
  await post('deployments', form);
  await post('process-instances', { processDefinitionId: 'waiting' });
  const { child, ended } = start('run', {
    CAMUNDA_REST_ADDRESS: engine.address,
    CAMUNDA_WORKER_MAX_CONCURRENT_JOBS: '1',
    CAMUNDA_WORKER_TIMEOUT: '5000',
    AWS_ENDPOINT_URL_SQS: queue.endpoint,
    SECRET_ACCESS_KEY: 'AKIAEXAMPLE',
    SECRET_SECRET_KEY: 'secret',
  });
  await post('process-instances', { processDefinitionId: 'other', awaitCompletion: true, requestTimeout: 60_000 });
  expect(queue.peek('orders')).toHaveLength(1);
  const { items = [] } = await post('incidents/search', {});
  expect(items.map(({ errorMessage }) => errorMessage)).toEqual([
    expect.stringMatching(/credentials chain gave no answer within \d+ ms\. Look at what it asks/),
  ]);
  child.kill('SIGTERM');
  // The engine answers the waiting poll, so that the worker need not wait for its length.
  await engine.stop();
  // The command is still there, and must not keep the process.
  expect((await ended).status).toBe(0);
  await queue.stop();
});

test.concurrent('the doctor says so, and ends', async () => {
  const engine = await startEngineServer();
  const { status, printed } = await start('doctor', { CAMUNDA_REST_ADDRESS: engine.address }).ended;
  await engine.stop();
  expect(printed).toMatch(/^note {3}credentials: .*it did not answer within 10 seconds\.$/m);
  expect(status).toBe(0);
});
