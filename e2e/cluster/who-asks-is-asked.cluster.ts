import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { INPUTS, taskModel } from '../model.ts';
import { until } from '../until.ts';
import { EngineApi } from '../worlds/engine-api.ts';
import { SqsQueues } from '../worlds/sqs-queues.ts';
import { SETTINGS } from '../worlds/world.ts';
import { probesOf, startConnectorProcess } from './connector-process.ts';
import { type Gatekeeper, startGatekeeper } from './gatekeeper.ts';
import type { OwnProcess } from './own-process.ts';
import { Records } from './records.ts';

const WITHOUT_CREDENTIALS = {
  CAMUNDA_AUTH_STRATEGY: 'none',
  CAMUNDA_OAUTH_URL: '',
  CAMUNDA_CLIENT_ID: '',
  CAMUNDA_CLIENT_SECRET: '',
};
const CLIENT = { clientId: 'worker', clientSecret: 'canary-client-secret' };

let gatekeeper: Gatekeeper;
let api: EngineApi;
let records: Records;
let connector: OwnProcess | undefined;
let number = 0;
/** Of each test its own: workers are killed, and the engine may still hand a job to a poll of theirs. */
const jobType = () => `test:who-asks-${number}`;

/** With the settings of a client that the gatekeeper lets in, but for the changes. */
async function start(changes: Readonly<Record<string, string>> = {}): Promise<OwnProcess> {
  const { endpoint } = inject('cluster');
  connector = await startConnectorProcess({
    ...SETTINGS,
    CAMUNDA_REST_ADDRESS: gatekeeper.address,
    CAMUNDA_OAUTH_URL: gatekeeper.tokenUrl,
    CAMUNDA_CLIENT_ID: CLIENT.clientId,
    CAMUNDA_CLIENT_SECRET: CLIENT.clientSecret,
    AWS_ENDPOINT_URL_SQS: endpoint,
    CONNECTOR_AWS_SQS_OUTBOUND_TYPE: jobType(),
    ...changes,
  });
  return connector;
}

beforeAll(async () => {
  const cluster = inject('cluster');
  gatekeeper = await startGatekeeper({ upstream: cluster.address, ...CLIENT });
  api = new EngineApi(cluster.address);
  records = new Records(cluster.records);
  await new SqsQueues(cluster.endpoint).create('orders');
});
beforeEach(() => {
  number++;
});
afterEach(async () => {
  // Whatever a test is about: neither log nor output ever holds the client's secret or a token.
  expect(connector?.output()).not.toMatch(/canary|token-\d/);
  connector?.signal('SIGKILL');
  await connector?.ended;
  connector = undefined;
});
afterAll(() => gatekeeper?.stop());

/** @returns the key of a new instance with a job for this test's workers */
async function startInstance(): Promise<string> {
  const id = `who-asks-${number}`;
  await api.deploy(taskModel(INPUTS, {}, '1', id, jobType()));
  return api.start(id, '{}');
}

async function readiness(worker: OwnProcess) {
  const answer = await fetch(`${await probesOf(worker)}/actuator/health/readiness`);
  return { status: answer.status, body: await answer.text() };
}

const isReady = (worker: OwnProcess) =>
  until('readiness', 30_000, async () => (await readiness(worker)).status === 200);

/** Waits until the worker has asked in vain. @returns what its readiness says of that */
async function reasonOf(worker: OwnProcess): Promise<string> {
  await worker.said(/no jobs from the engine/, 30_000);
  const { status, body } = await readiness(worker);
  expect(status).toBe(503);
  return body;
}

test('a client with its secret works; when its token ends before its time, it fetches another, and no job fails', async () => {
  const worker = await start();
  await isReady(worker);
  expect(await records.outcomeOf(await startInstance())).toMatchObject({ kind: 'completed' });
  const before = gatekeeper.asked.given;
  gatekeeper.withdrawTokens();
  const after = await records.outcomeOf(await startInstance());
  expect(after).toMatchObject({ kind: 'completed', failures: [] });
  expect(gatekeeper.turnedAway()).toBeGreaterThan(0);
  expect(gatekeeper.asked.given - before).toBe(1);
});

test('a wrong client secret: not ready, the reason names token server and cause, and the job waits unharmed', async () => {
  const worker = await start({ CAMUNDA_CLIENT_SECRET: 'canary-wrong' });
  const body = await reasonOf(worker);
  expect(body).toContain(gatekeeper.tokenUrl);
  expect(body).toMatch(/invalid_client|401/);
  const key = await startInstance();
  const created = await until('the job', 30_000, () => records.jobsOf(key)[0]);
  expect(created.intent).toBe('CREATED');
  worker.signal('SIGKILL');
  await worker.ended;
  expect(records.jobsOf(key)).toHaveLength(1);
  await isReady(await start());
  expect(await records.outcomeOf(key)).toMatchObject({ kind: 'completed', failures: [] });
});

test('no credentials where some are demanded: not ready, and the reason says so', async () => {
  const worker = await start(WITHOUT_CREDENTIALS);
  const body = await reasonOf(worker);
  expect(body).toMatch(/401|Unauthorized|credentials/i);
});

test('a wrong address: not ready, and the reason names it', async () => {
  const worker = await start({ CAMUNDA_REST_ADDRESS: 'http://127.0.0.1:9' });
  const body = await reasonOf(worker);
  expect(body).toContain('http://127.0.0.1:9');
  expect(body).toContain('ECONNREFUSED');
});

test('the address of another server: not ready, and the reason says that it is no engine', async () => {
  const worker = await start({ ...WITHOUT_CREDENTIALS, CAMUNDA_REST_ADDRESS: inject('cluster').endpoint });
  const body = await reasonOf(worker);
  expect(body).toContain(inject('cluster').endpoint);
});
