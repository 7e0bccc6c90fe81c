import { readFileSync } from 'node:fs';
import {
  createRestEngineClient,
  type Outcome,
  realWorld,
  silentLog,
  startWorker,
  type WorkerEvent,
} from '@camunda-sqs-connector/runtime';
import { expect, test } from 'vitest';
import { parseJson } from '../../feel/src/json/index.ts';
import { answerOf, startHostileServer } from './fuzz/hostile-server.ts';
import type { Recipe } from './fuzz/recipe.ts';

const TYPE = 'io.camunda:aws-sqs:1';
const activation = {
  type: TYPE,
  worker: 'w',
  maxJobs: 3,
  timeoutMs: 60_000,
  requestTimeoutMs: 100,
  fetchVariables: [],
  tenantIds: [],
};
/** A command waits ten seconds for an answer that drips. */
const DRAIN_MS = 40_000;
/** After all the others: a job that is well. */
const GOOD = {
  jobs: [
    {
      jobKey: '4711',
      type: TYPE,
      processInstanceKey: '2',
      processDefinitionId: 'p',
      processDefinitionKey: '3',
      elementId: 'e',
      elementInstanceKey: '4',
      retries: 3,
    },
  ],
};

test('after every broken answer it still asks, and works on the job that comes at last', async () => {
  const text = readFileSync(new URL('corpus/engine.json', import.meta.url), 'utf8');
  const inputs = (parseJson(text) as unknown as readonly { readonly input: Recipe }[]).map(({ input }) => input);
  const answers = [...inputs, { body: GOOD }].map(answerOf);
  const server = await startHostileServer();
  const client = createRestEngineClient({ address: server.address, answerMarginMs: 300 });
  let polls = 0;
  const failed: string[] = [];
  const handled: string[] = [];
  let ended = () => {};
  const last = new Promise<void>((resolve) => {
    ended = resolve;
  });
  const observe = (event: WorkerEvent) => {
    if (event.kind === 'polling') server.set(answers[Math.min(polls++, answers.length - 1)] ?? answerOf(null));
    if (event.kind === 'pollFailed') failed.push(event.reason);
    if (event.kind === 'jobEnded' && event.job.key === '4711') ended();
  };
  const worker = startWorker({
    client,
    handle: async ({ key }): Promise<Outcome> => {
      handled.push(key);
      return { kind: 'completed', variables: {} };
    },
    activation,
    drainMs: DRAIN_MS,
    world: { ...realWorld, sleep: (ms, signal) => realWorld.sleep(ms === DRAIN_MS ? ms : 1, signal) },
    log: silentLog,
    observe,
  });
  await last;
  expect(polls).toBeGreaterThanOrEqual(answers.length);
  expect(failed.length).toBeGreaterThan(8);
  expect(failed.filter((reason) => reason.length > 500)).toEqual([]);
  expect(handled).toContain('4711');
  expect(await worker.stop()).toEqual({ unfinished: 0 });
  await server.stop();
  await client.close();
}, 60_000);
