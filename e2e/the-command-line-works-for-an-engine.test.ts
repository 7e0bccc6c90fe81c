import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { startEngineServer } from '@camunda-sqs-connector/engine';
import { startQueueServer } from '@camunda-sqs-connector/queue';
import { expect, test } from 'vitest';
import { INPUTS, taskModel } from './model.ts';

const path = (relative: string) => fileURLToPath(new URL(`../${relative}`, import.meta.url));
const CLI = path('packages/connector/bin/camunda-sqs-connector.mjs');
const VERSION = JSON.parse(readFileSync(path('packages/connector/package.json'), 'utf8')).version;

test('run sends the message of a job, keeps body and secrets out of its log, and ends with 0 on SIGTERM', async () => {
  const queue = await startQueueServer({ createQueuesOnDemand: true });
  const engine = await startEngineServer();
  const env = {
    PATH: process.env['PATH'] ?? '',
    CAMUNDA_REST_ADDRESS: engine.address,
    AWS_ENDPOINT_URL_SQS: queue.endpoint,
    SQS_CONNECTOR_HTTP_PORT: '0',
    SECRET_AWS_ACCESS_KEY: 'canary-access',
    SECRET_AWS_SECRET_KEY: 'canary-secret',
    SQS_CONNECTOR_LOG_LEVEL: 'debug',
    CAMUNDA_CLIENT_PREFERRESTOVERGRPC: 'false',
  };
  const child = spawn(process.execPath, [CLI, 'run'], { env });
  let log = '';
  child.stdout.on('data', (chunk: Buffer) => {
    log += chunk;
  });
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const form = new FormData();
  form.append('resources', new Blob([readFileSync(new URL('../examples/order.bpmn', import.meta.url))]), 'order.bpmn');
  await fetch(`${engine.address}/v2/deployments`, { method: 'POST', body: form });
  const body = JSON.stringify({
    processDefinitionId: 'order',
    awaitCompletion: true,
    variables: { order: 'canary-body' },
  });
  const created = await fetch(`${engine.address}/v2/process-instances`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  const { variables } = (await created.json()) as { variables: { createdMessageID: string } };
  expect(queue.peek('orders').map(({ messageId }) => messageId)).toEqual([variables.createdMessageID]);
  child.kill('SIGTERM');
  // The engine answers the waiting poll, so that the worker need not wait for its length.
  await engine.stop();
  expect(await exit).toBe(0);
  expect(log).toContain('job completed');
  expect(log).toMatch(/CAMUNDA_CLIENT_PREFERRESTOVERGRPC.*REST is always used.*no effect here/);
  expect(log).toMatch(new RegExp(`"version":"${VERSION}".*working for the engine`));
  expect(log).not.toMatch(/canary/);
  await queue.stop();
});

test('run signs with what its machine provides, where the model asks for the default credentials chain', async () => {
  const credentials = { AKIAMACHINE: { secretAccessKey: 'machine-secret', sessionToken: 'machine-token' } };
  const queue = await startQueueServer({ createQueuesOnDemand: true, credentials });
  const engine = await startEngineServer();
  const env = {
    PATH: process.env['PATH'] ?? '',
    CAMUNDA_REST_ADDRESS: engine.address,
    AWS_ENDPOINT_URL_SQS: queue.endpoint,
    SQS_CONNECTOR_HTTP_PORT: '0',
    AWS_ACCESS_KEY_ID: 'AKIAMACHINE',
    AWS_SECRET_ACCESS_KEY: 'machine-secret',
    AWS_SESSION_TOKEN: 'machine-token',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
  const child = spawn(process.execPath, [CLI, 'run'], { env });
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const { 'authentication.accessKey': _key, 'authentication.secretKey': _secret, ...inputs } = INPUTS;
  const xml = taskModel({ ...inputs, 'authentication.type': 'defaultCredentialsChain' });
  const form = new FormData();
  form.append('resources', new Blob([xml]), 'journey.bpmn');
  await fetch(`${engine.address}/v2/deployments`, { method: 'POST', body: form });
  const body = JSON.stringify({ processDefinitionId: 'journey', awaitCompletion: true });
  const headers = { 'content-type': 'application/json' };
  const { status } = await fetch(`${engine.address}/v2/process-instances`, { method: 'POST', headers, body });
  expect(status).toBe(200);
  expect(queue.peek('orders')).toHaveLength(1);
  child.kill('SIGTERM');
  await engine.stop();
  expect(await exit).toBe(0);
  await queue.stop();
});

test.each([
  [['run'], { CAMUNDA_REST_ADDRESS: 'nonsense' }, 1, /CAMUNDA_REST_ADDRESS=nonsense is not allowed/],
  [['rnu'], {}, 2, /there is no command 'rnu'/],
  [['run', '--x'], {}, 2, /takes no arguments/],
  [['template', '--x'], {}, 2, /'template' has no option --x/],
  [['run'], { AWS_CA_BUNDLE: CLI }, 1, /AWS_CA_BUNDLE cannot be used: .* holds no certificate in PEM/],
  [['run'], { CAMUNDA_MTLS_CA_PATH: CLI }, 1, /CAMUNDA_MTLS_CA_PATH cannot be used/],
  [['run'], { HTTPS_PROXY: 'http://us%er:pw@h:1' }, 1, /HTTPS_PROXY=http:\/\/\*\*\*@h:1 is not allowed/],
  [
    ['run'],
    { SQS_CONNECTOR_HTTP_PROT: '0' },
    1,
    /SQS_CONNECTOR_HTTP_PROT is no setting. Did you mean SQS_CONNECTOR_HTTP_PORT/,
  ],
])('%j with %j ends with %i', (args, environment, status, message) => {
  // A worker that starts nevertheless would run for ever.
  const bounded = { encoding: 'utf8', timeout: 15_000 } as const;
  const ended = spawnSync(process.execPath, [CLI, ...args], { env: { PATH: '', ...environment }, ...bounded });
  expect(ended.status).toBe(status);
  expect(ended.stderr).toMatch(message);
});

test.each([
  ['help'],
  ['--help'],
  ['-h'],
  ['run', '--help'],
  ['run', '-h'],
  ['doctor', '--help'],
  ['doctor', '--model', 'x.bpmn', '-h'],
  ['template', '--help'],
])('%s %s prints the help', (...args) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/camunda-sqs-connector run .*until it is stopped/);
});

test.each(['version', '--version'])('%s prints the version', (arg) => {
  const { status, stdout } = spawnSync(process.execPath, [CLI, arg], { encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 0, stdout: `${VERSION}\n` });
});

test.each([
  ['SIGTERM', 'SIGINT'],
  ['SIGINT', 'SIGTERM'],
  ['SIGINT', 'SIGINT'],
] as const)('after %s, %s ends the process at once with 130', async (first, second) => {
  const engine = await startEngineServer();
  const env = { PATH: '', CAMUNDA_REST_ADDRESS: engine.address, SQS_CONNECTOR_HTTP_PORT: '0' };
  const child = spawn(process.execPath, [CLI, 'run'], { env });
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
  for await (const line of createInterface(child.stdout)) {
    if (line.includes('working for the engine')) child.kill(first);
    // It waits for its poll now.
    if (line.includes('stopping')) child.kill(second);
    expect(line).not.toContain('"stopped"');
  }
  expect(await exit).toBe(130);
  await engine.stop();
});

test('a start that fails after its port is open leaves nothing that keeps the process alive', () => {
  // A file that is gone since the settings were parsed.
  const script = `
    import { parseSettings, startConnector } from 'camunda-sqs-connector';
    const settings = { ...parseSettings({}), caBundlePath: '/gone.pem' };
    const log = { debug() {}, info() {}, warn() {}, error() {} };
    const http = { port: 0, contextPath: '' };
    await startConnector({ settings, environment: {}, log, http }).catch(({ message }) => console.log(message));`;
  const args = ['--input-type=module', '--eval', script];
  const ended = spawnSync(process.execPath, args, { cwd: path('.'), encoding: 'utf8', timeout: 20_000 });
  expect({ status: ended.status, stdout: ended.stdout }).toEqual({
    status: 0,
    stdout: 'The file /gone.pem cannot be read (ENOENT).\n',
  });
});
