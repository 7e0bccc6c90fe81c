import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { INPUTS, taskModel } from '../model.ts';
import { EngineApi } from '../worlds/engine-api.ts';
import { SqsQueues } from '../worlds/sqs-queues.ts';
import { SETTINGS } from '../worlds/world.ts';
import { startConnectorProcess } from './connector-process.ts';
import type { OwnProcess } from './own-process.ts';
import { fetchPrograms } from './programs/fetch-programs.ts';
import { Records } from './records.ts';
import { startZeebe, type Zeebe } from './zeebe.ts';

const INSTANCES = 16;

let zeebe: Zeebe;
let connector: OwnProcess;
beforeAll(async () => {
  zeebe = await startZeebe(fetchPrograms(), { partitions: 4 });
  connector = await startConnectorProcess({
    ...SETTINGS,
    CAMUNDA_REST_ADDRESS: zeebe.address,
    AWS_ENDPOINT_URL_SQS: inject('cluster').endpoint,
    SQS_CONNECTOR_HTTP_PORT: '0',
  });
});
afterAll(async () => {
  await connector?.stop(20_000);
  await zeebe?.stop();
});

test('jobs of every partition are done, those with keys beyond 2^53 too', async () => {
  const api = new EngineApi(zeebe.address);
  const queues = new SqsQueues(inject('cluster').endpoint);
  const records = new Records(zeebe.records);
  await queues.create('partitions');
  const url = 'https://sqs.eu-central-1.amazonaws.com/123456789012/partitions';
  await api.deploy(taskModel({ ...INPUTS, 'queue.url': url, 'queue.messageBody': '=n' }, {}, '1', 'partitions'));
  const numbers = Array.from({ length: INSTANCES }, (_, n) => n);
  const keys = await Promise.all(numbers.map((n) => api.start('partitions', `{"n":${n}}`)));
  for (const key of keys) expect((await records.outcomeOf(key)).kind).toBe('completed');
  const jobKeys = keys.flatMap((key) => records.jobsOf(key).map((job) => job.key));
  expect(jobKeys.some((key) => !Number.isSafeInteger(Number(key)))).toBe(true);
  expect(new Set(keys.map((key) => BigInt(key) >> 51n)).size).toBe(4);
  const bodies = (await queues.drain('partitions')).map(({ body }) => Number(body));
  expect(bodies.sort((a, b) => a - b)).toEqual(numbers);
});
