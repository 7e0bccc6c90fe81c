import { startEngineServer } from '@camunda-sqs-connector/engine';
import { startQueueServer } from '@camunda-sqs-connector/queue';
import { expect, test } from 'vitest';
import { CRASH_SITES } from './crashes/crash-sites.ts';
import { surviveCrashes } from './crashes/survive-crashes.ts';
import { Watch } from './worlds/watch.ts';

/** More than two rounds of all steps. */
const CRASHES = 20;

test(`a FIFO queue gets each message once, although the worker is killed ${CRASHES} times, at every step of a job's way`, async () => {
  expect(CRASHES).toBeGreaterThan(2 * CRASH_SITES.length);
  const watch = new Watch();
  const engine = await startEngineServer({ listener: (record) => watch.note(record) });
  const queue = await startQueueServer();
  try {
    const { address } = engine;
    await surviveCrashes({ address, endpoint: queue.endpoint, outcomeOf: (key) => watch.outcomeOf(key) }, CRASHES);
  } finally {
    await engine.stop();
    await queue.stop();
  }
}, 120_000);
