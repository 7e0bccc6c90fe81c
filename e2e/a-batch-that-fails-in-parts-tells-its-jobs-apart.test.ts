import { startEngineServer } from '@camunda-sqs-connector/engine';
import { startQueueServer } from '@camunda-sqs-connector/queue';
import { parseSettings, startConnector } from 'camunda-sqs-connector';
import { afterAll, beforeAll, test } from 'vitest';
import { BATCH_CASES } from './proxy/batch-cases.ts';
import { type BatchWorld, sendInBatches } from './proxy/send-in-batches.ts';
import { startSqsProxy } from './proxy/sqs-proxy.ts';
import { Watch } from './worlds/watch.ts';

const KEYS = { AKIABATCH: 'canary-secret-key' };

let world: BatchWorld;
let stop: () => Promise<void>;
beforeAll(async () => {
  const watch = new Watch();
  const engine = await startEngineServer({ listener: (record) => watch.note(record) });
  const queue = await startQueueServer();
  const proxy = await startSqsProxy({ upstream: queue.endpoint, keys: KEYS });
  const connector = await startConnector({
    settings: parseSettings({ CAMUNDA_REST_ADDRESS: engine.address, AWS_ENDPOINT_URL_SQS: proxy.endpoint }),
    environment: { SECRET_ACCESS_KEY: 'AKIABATCH', SECRET_SECRET_KEY: KEYS.AKIABATCH },
    log: { debug() {}, info() {}, warn() {}, error() {} },
    pollMs: 500,
  });
  world = {
    address: engine.address,
    endpoint: queue.endpoint,
    proxy,
    jobType: 'io.camunda:aws-sqs:1',
    outcomeOf: (key) => watch.outcomeOf(key),
  };
  stop = async () => {
    await Promise.all([connector.stop(), engine.stop()]);
    await proxy.stop();
    await queue.stop();
  };
});
afterAll(() => stop());

test.each(BATCH_CASES.map((one, index) => ({ ...one, id: `batch-${index}` })))('$name', async ({ id, ...one }) => {
  await sendInBatches(world, one, id);
});
