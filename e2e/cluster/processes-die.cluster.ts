import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { INPUTS, taskModel } from '../model.ts';
import { until } from '../until.ts';
import { EngineApi } from '../worlds/engine-api.ts';
import { SqsQueues } from '../worlds/sqs-queues.ts';
import { SETTINGS } from '../worlds/world.ts';
import { probesOf, startConnectorProcess } from './connector-process.ts';
import { forEachNumber } from './load.ts';
import type { OwnProcess } from './own-process.ts';
import { fetchPrograms } from './programs/fetch-programs.ts';
import { Records } from './records.ts';
import { startZeebe, type Zeebe } from './zeebe.ts';

/** Half of them to a FIFO queue with an id from the model, half to a standard queue. */
const INSTANCES = 5000;
const AT_ONCE = 32;
/** Jobs of a worker that was killed come back after this. */
const JOB_TIMEOUT_MS = 10_000;
const PATIENCE_MS = 120_000;

let zeebe: Zeebe;
let connector: OwnProcess | undefined;
let api: EngineApi;
let queues: SqsQueues;
let records: Records;

const start = (address = zeebe.address) =>
  startConnectorProcess({
    ...SETTINGS,
    CAMUNDA_REST_ADDRESS: address,
    AWS_ENDPOINT_URL_SQS: inject('cluster').endpoint,
    CAMUNDA_WORKER_TIMEOUT: String(JOB_TIMEOUT_MS),
    CAMUNDA_WORKER_MAX_CONCURRENT_JOBS: '200',
    SQS_CONNECTOR_LOG_LEVEL: 'info',
    SQS_CONNECTOR_HTTP_PORT: '0',
  });

beforeAll(async () => {
  zeebe = await startZeebe(fetchPrograms(), { beforeStart: startTooEarly });
  api = new EngineApi(zeebe.address);
  queues = new SqsQueues(inject('cluster').endpoint);
  records = new Records(zeebe.records);
});
afterAll(async () => {
  await connector?.stop(20_000);
  await zeebe?.stop();
});

/** Waits until the worker says that it is ready, or that it is not. @returns the reason that its body gives */
function readiness(worker: OwnProcess, status: 200 | 503): Promise<string> {
  return until(`readiness ${status}`, 60_000, async () => {
    const answer = await fetch(`${await probesOf(worker)}/actuator/health/readiness`);
    const body = await answer.text();
    return answer.status === status && body;
  });
}

/** What the readiness of a worker says that has asked a broker in vain that does not run yet. */
let reasonBefore: string;

async function startTooEarly(address: string): Promise<void> {
  connector = await start(address);
  await connector.said(/no jobs from the engine/, 20_000);
  reasonBefore = await readiness(connector, 503);
}

/** The connector of the test before, or a new one. */
async function atWork(): Promise<OwnProcess> {
  connector ??= await start();
  return connector;
}

const completed = (count: number) =>
  until(`${count} completed instances`, PATIENCE_MS, () => records.tally().completed >= count, 200);

test('a worker that starts before its broker works as soon as that is there', async () => {
  expect(reasonBefore).toContain(`The engine at ${zeebe.address} has not answered since the start`);
  const worker = await atWork();
  await readiness(worker, 200);
  await queues.create('early');
  const inputs = { ...INPUTS, 'queue.url': 'https://sqs.eu-central-1.amazonaws.com/123456789012/early' };
  await api.deploy(taskModel(inputs, {}, '3', 'early'));
  await api.start('early', '{}');
  await completed(1);
  worker.signal('SIGKILL');
  await worker.ended;
  connector = undefined;
});

test(
  `${INSTANCES} instances complete although the broker is killed and restarted, and the worker is killed with its hands full`,
  async () => {
    await queues.create('under-load.fifo');
    await queues.create('under-load');
    const url = (queue: string) => `https://sqs.eu-central-1.amazonaws.com/123456789012/${queue}`;
    const fifo = {
      ...INPUTS,
      'queue.url': url('under-load.fifo'),
      'queue.type': 'fifo',
      'queue.messageBody': '=n',
      'queue.messageGroupId': '="group-" + string(modulo(n, 20))',
      'queue.messageDeduplicationId': '="order-" + string(n)',
    };
    const standard = { ...INPUTS, 'queue.url': url('under-load'), 'queue.messageBody': '=n' };
    await api.deploy(taskModel(fifo, {}, '3', 'to-fifo'));
    await api.deploy(taskModel(standard, {}, '3', 'to-standard'));
    await forEachNumber(INSTANCES, AT_ONCE, async (n) => {
      await api.start(n % 2 ? 'to-fifo' : 'to-standard', `{"n":${n}}`);
    });

    const before = records.tally().completed;
    const first = await atWork();
    await completed(before + INSTANCES * 0.2);
    await zeebe.kill();
    await zeebe.restart();
    await completed(before + INSTANCES * 0.5);
    first.signal('SIGKILL');
    await first.ended;
    connector = await start();
    await completed(before + INSTANCES);

    expect(records.tally()).toEqual({ completed: before + INSTANCES, incidents: [] });
    const numbers = Array.from({ length: INSTANCES }, (_, n) => n);
    const inOrder = (a: number, b: number) => a - b;
    const once = (await queues.drain('under-load.fifo')).map(({ body }) => Number(body));
    expect(once.sort(inOrder)).toEqual(numbers.filter((n) => n % 2 === 1));
    const atLeastOnce = (await queues.drain('under-load')).map(({ body }) => Number(body));
    expect([...new Set(atLeastOnce)].sort(inOrder)).toEqual(numbers.filter((n) => n % 2 === 0));
    console.log(`duplicates on the standard queue: ${atLeastOnce.length - INSTANCES / 2} of ${INSTANCES / 2}`);
  },
  PATIENCE_MS * 3,
);

test('a frozen broker is waited for: not ready meanwhile, and the work goes on when it thaws', async () => {
  const worker = await atWork();
  const before = records.tally().completed;
  await queues.create('frozen');
  const inputs = { ...INPUTS, 'queue.url': 'https://sqs.eu-central-1.amazonaws.com/123456789012/frozen' };
  await api.deploy(taskModel(inputs, {}, '3', 'frozen'));
  await forEachNumber(200, AT_ONCE, async () => {
    await api.start('frozen', '{}');
  });
  await readiness(worker, 200);
  zeebe.freeze();
  const reason = await readiness(worker, 503).finally(() => zeebe.thaw());
  expect(reason).toContain(`The engine at ${zeebe.address} has not answered a request for jobs for`);
  await readiness(worker, 200);
  await completed(before + 200);
}, 200_000);

test('SIGTERM under load: what is in work is finished, nothing is lost, and the exit code is 0', async () => {
  const worker = await atWork();
  const before = records.tally().completed;
  await queues.create('stopped');
  const inputs = {
    ...INPUTS,
    'queue.url': 'https://sqs.eu-central-1.amazonaws.com/123456789012/stopped',
    'queue.messageBody': '=n',
  };
  await api.deploy(taskModel(inputs, {}, '3', 'stopped'));
  await forEachNumber(1000, AT_ONCE, async (n) => {
    await api.start('stopped', `{"n":${n}}`);
    if (n === 700) worker.signal('SIGTERM');
  });
  expect(await worker.ended).toBe(0);
  expect(worker.output()).toMatch(/"stopped"/);
  connector = await start();
  await completed(before + 1000);
  const bodies = (await queues.drain('stopped')).map(({ body }) => Number(body));
  // Whoever is asked to stop leaves no doubt behind: each message is there once.
  expect(bodies.sort((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, n) => n));
}, 200_000);
