import {
  type ActivatedJob,
  ConnectorError,
  defineConnector,
  EngineError,
  environmentSecrets,
  handleJob,
} from '@camunda-sqs-connector/runtime';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { fakeJob } from './fake-job.ts';
import { virtualWorld } from './virtual-world.ts';
import { type Line, startWatchedWorker } from './watched-worker.ts';

const FACTS = {
  jobKey: '2251799813685283',
  processInstanceKey: '2251799813685270',
  processDefinitionId: 'order',
  elementId: 'send',
  tenantId: '<default>',
};

/** The lines of one job, with a connector that may fail. */
async function linesOf(
  parts: Partial<ActivatedJob>,
  { error, refusals = [] }: { error?: ConnectorError; refusals?: EngineError[] } = {},
): Promise<readonly Line[]> {
  const connector = defineConnector({
    name: 'Test',
    type: 't',
    input: z.object({ body: z.string() }),
    fetchVariables: [],
    configurationPaths: ['key'],
    confidentialPaths: ['key'],
    execute: async () => {
      if (error) throw error;
      return { id: 'canary-response' };
    },
    summary: () => 'it was sent',
  });
  const surroundings = {
    world: virtualWorld(),
    secrets: environmentSecrets({ SECRET_KEY: 'canary-secret' }, 'SECRET_'),
    secretsInMessages: [],
    updateTimeout: async () => {},
  };
  const watched = await startWatchedWorker({
    handle: (job, deadline) => handleJob(connector, job, deadline, surroundings),
    refusals,
  });
  const variables = { body: 'canary-body', key: '{{secrets.KEY}}' };
  await watched.answerPoll([fakeJob({ variables, ...parts })]);
  await watched.engine.until(() => watched.engine.answers.length > 0);
  await watched.stop();
  return watched.lines;
}

const failure = (loggable: boolean) =>
  new ConnectorError('BROKEN', { retry: 'fewer', type: 'x', loggable }, `refused${loggable ? '' : ' canary-data'}`);

test.each<[string, Partial<ActivatedJob>, Parameters<typeof linesOf>[1], object]>([
  ['completed', {}, {}, { level: 'info', message: 'job completed' }],
  [
    'failed, with an error that is the operator’s',
    {},
    { error: failure(true) },
    { level: 'warn', message: 'job failed', retries: 2, code: 'BROKEN', reason: 'refused' },
  ],
  [
    'failed, with an error that may quote data',
    {},
    { error: failure(false) },
    { level: 'warn', message: 'job failed', retries: 2, code: 'BROKEN' },
  ],
  [
    'failed, as the model wants it',
    { customHeaders: { errorExpression: '=jobError("canary-text")' } },
    { error: failure(false) },
    { level: 'warn', message: 'job failed', retries: 0 },
  ],
  [
    'ended with a BPMN error',
    { customHeaders: { errorExpression: '=bpmnError("canary-code", "canary-text")' } },
    { error: failure(false) },
    { level: 'info', message: 'BPMN error thrown' },
  ],
  [
    'failed for its result expression',
    { customHeaders: { resultExpression: '="canary-expression"' } },
    {},
    { level: 'warn', message: 'job failed', retries: 0, code: 'INVALID_RESULT', done: 'it was sent' },
  ],
  [
    'failed for a wrong header',
    { customHeaders: { retryBackoff: 'canary-header' } },
    {},
    { level: 'warn', message: 'job failed', retries: 0, code: 'INVALID_RETRY_BACKOFF' },
  ],
  [
    'done, but whose result the engine cannot store',
    {},
    { refusals: [new EngineError('tooLarge', 'EXCEEDED_BATCH_RECORD_SIZE')] },
    { level: 'warn', message: 'job failed', retries: 0, code: 'ANSWER_TOO_LARGE', done: 'it was sent' },
  ],
  [
    'gone',
    {},
    { refusals: [new EngineError('conflict', 'the job has an incident')] },
    {
      level: 'warn',
      message: 'the engine does not take an answer to the job',
      reason: 'the job has an incident',
    },
  ],
])(
  'a job that is %s has one line with all that finds it, and nothing of what it holds',
  async (_name, parts, how, line) => {
    const lines = await linesOf(parts, how);
    expect(JSON.stringify(lines)).not.toContain('canary');
    expect(lines).toEqual([{ ...FACTS, ...line }]);
  },
);

test('an outage is told once for each of its causes, and once when it is over, with how long it was', async () => {
  const { engine, world, lines, answerPoll, stop } = await startWatchedWorker();
  for (let failures = 1; failures <= 20; failures++) {
    await engine.until(() => engine.polls.length === failures);
    await answerPoll(new EngineError(failures > 10 ? 'unauthorized' : 'busy', `reason ${failures}`));
    await new Promise(setImmediate);
    world.pass(5000);
  }
  await engine.until(() => engine.polls.length === 21);
  await answerPoll([]);
  expect(lines.filter(({ level }) => level !== 'debug')).toEqual([
    { level: 'warn', message: 'no jobs from the engine, asking again', error: 'busy', reason: 'reason 1', failures: 1 },
    {
      level: 'warn',
      message: 'no jobs from the engine, asking again',
      error: 'unauthorized',
      reason: 'reason 11',
      failures: 11,
    },
    { level: 'info', message: 'the engine answers again', outageMs: 100_000, failures: 20 },
  ]);
  await stop();
});
