import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { INPUTS, taskModel } from '../model.ts';
import { BATCH_CASES } from '../proxy/batch-cases.ts';
import { FAULTS, type Fault } from '../proxy/faults.ts';
import { sendInBatches } from '../proxy/send-in-batches.ts';
import { type SqsProxy, startSqsProxy } from '../proxy/sqs-proxy.ts';
import { EngineApi } from '../worlds/engine-api.ts';
import { SqsQueues } from '../worlds/sqs-queues.ts';
import { startConnectorProcess } from './connector-process.ts';
import type { OwnProcess } from './own-process.ts';
import { Records } from './records.ts';

const JOB_TYPE = 'test:sqs-goes-wrong';
/** Short, so that a test need not wait for a job's whole time. */
const JOB_TIMEOUT_MS = 6000;

let proxy: SqsProxy;
let connector: OwnProcess;
let api: EngineApi;
let queues: SqsQueues;
let records: Records;
let number = 0;

beforeAll(async () => {
  const cluster = inject('cluster');
  proxy = await startSqsProxy({ upstream: cluster.endpoint, keys: { AKIAFAULTS: 'canary-secret-key' } });
  connector = await startConnectorProcess({
    CAMUNDA_REST_ADDRESS: cluster.address,
    AWS_ENDPOINT_URL_SQS: proxy.endpoint,
    SECRET_ACCESS_KEY: 'AKIAFAULTS',
    SECRET_SECRET_KEY: 'canary-secret-key',
    CONNECTOR_AWS_SQS_OUTBOUND_TYPE: JOB_TYPE,
    CAMUNDA_WORKER_TIMEOUT: String(JOB_TIMEOUT_MS),
    SQS_CONNECTOR_LOG_LEVEL: 'debug',
    SQS_CONNECTOR_HTTP_PORT: '0',
  });
  api = new EngineApi(cluster.address);
  queues = new SqsQueues(cluster.endpoint);
  records = new Records(cluster.records);
});
afterAll(async () => {
  await connector.stop(20_000);
  await proxy.stop();
});

interface Run {
  readonly faults: readonly (readonly [fault: Fault, times?: number])[];
  readonly retries?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly fifo?: boolean;
}

/** A process that sends one message while SQS goes wrong. */
async function run({ faults, retries = '1', headers = {}, fifo = false }: Run) {
  const id = `sqs-fault-${++number}`;
  const queue = fifo ? `${id}.fifo` : id;
  await queues.create(queue);
  for (const [fault, times] of faults) proxy.faults.add(queue, fault, times);
  const inputs = {
    ...INPUTS,
    'queue.url': `https://sqs.eu-central-1.amazonaws.com/123456789012/${queue}`,
    ...(fifo && { 'queue.type': 'fifo', 'queue.messageGroupId': 'g', 'queue.messageDeduplicationId': 'the-same' }),
  };
  await api.deploy(taskModel(inputs, headers, retries, id, JOB_TYPE));
  const key = await api.start(id, '{}');
  const outcome = await records.outcomeOf(key);
  const messages = await queues.drain(queue);
  const text = outcome.kind === 'incident' ? outcome.errorMessage : '';
  expect(JSON.stringify([outcome.failures, text])).not.toContain('canary');
  return { outcome, text, messages, requests: proxy.requests(queue), jobs: records.jobsOf(key) };
}

describe('what passes is tried again inside the job’s time, and the process completes:', () => {
  test.concurrent.each<[string, Fault, number]>([
    ['throttling', FAULTS.throttling, 1],
    ['an internal error', FAULTS.internal, 1],
    ['a gateway’s 503 in HTML', FAULTS.unavailable, 1],
    ['a connection that is reset before the request', { kind: 'resetBefore' }, 1],
    ['a slow answer', { kind: 'latency', ms: 500 }, 1],
    // At least once: on a standard queue nothing tells the second message from the first.
    ['a lost answer', { kind: 'resetAfter' }, 2],
    ['half an answer', { kind: 'truncated' }, 2],
  ])('%s', async (_name, fault, messages) => {
    const done = await run({ faults: [[fault, 1]] });
    expect(done.outcome.kind).toBe('completed');
    expect(done.outcome.failures).toEqual([]);
    expect(done.messages).toHaveLength(messages);
    expect(done.requests.map(({ fault: kind }) => kind)).toEqual(
      fault.kind === 'latency' ? ['latency'] : [fault.kind, undefined],
    );
  });

  test.concurrent('a lost answer makes one message on a FIFO queue, whose deduplication id is the same', async () => {
    const done = await run({ faults: [[{ kind: 'resetAfter' }, 1]], fifo: true });
    expect(done.outcome.kind).toBe('completed');
    expect(done.messages).toHaveLength(1);
    expect(done.requests).toHaveLength(2);
  });

  test.concurrent('several faults one after the other', async () => {
    const done = await run({
      faults: [
        [FAULTS.throttling, 2],
        [{ kind: 'resetBefore' }, 1],
        [FAULTS.internal, 1],
      ],
    });
    expect(done.outcome.kind).toBe('completed');
    expect(done.messages).toHaveLength(1);
    expect(done.requests).toHaveLength(5);
  });
});

describe('what stays becomes an incident that says what it is and what to do:', () => {
  const incident = (name: string, fault: Fault, text: RegExp, messages = 0) => ({ name, fault, text, messages });
  test.concurrent.each([
    incident('throttling', FAULTS.throttling, /Rate exceeded.*Error Code: RequestThrottled/),
    incident('refused credentials', FAULTS.accessDenied, /not authorized.*sqs:SendMessage.*Error Code: AccessDenied/),
    incident(
      'an unknown access key',
      { kind: 'awsError', status: 403, code: 'InvalidClientTokenId', message: 'The security token is invalid.' },
      /AWS does not know the access key.*InvalidClientTokenId/,
    ),
    incident(
      'another region',
      { kind: 'awsError', status: 400, code: 'QueueDoesNotExist', message: 'The specified queue does not exist.' },
      /configuration\.region is the queue’s region/,
    ),
    incident('an internal error', FAULTS.internal, /InternalFailure/),
    incident('a gateway’s 503 in HTML', FAULTS.unavailable, /503/),
    incident('connections that are reset', { kind: 'resetBefore' }, /could not be asked: .*(reset|closed|ECONNRESET)/),
    incident('a server that hangs', { kind: 'hang' }, /could not be asked: it did not answer within \d+ ms/),
    incident('a page instead of an answer', FAULTS.html, /not as SQS does/),
    incident('an empty answer', FAULTS.empty, /not as SQS does/),
    incident('a wrong MD5', { kind: 'wrongMd5' }, /confirms message \S+ with another checksum/, 1),
  ])('$name', async ({ fault, text, messages }) => {
    const done = await run({ faults: [[fault]] });
    expect(done.text).toMatch(text);
    expect(done.outcome.failures).toHaveLength(1);
    expect(done.messages).toHaveLength(messages);
  });

  test.concurrent('the job ends before its time does: nobody else gets it meanwhile', async () => {
    const done = await run({ faults: [[{ kind: 'hang' }]] });
    const intents = done.jobs.map(({ intent }) => intent);
    expect(intents).toEqual(['CREATED', 'FAILED']);
    const [created, failed] = done.jobs;
    expect(Number(failed?.timestamp) - Number(created?.timestamp)).toBeLessThan(JOB_TIMEOUT_MS);
  });
});

test.concurrent('what AWS refuses is tried as often as the model says, with its pause', async () => {
  const done = await run({ faults: [[FAULTS.accessDenied]], retries: '3', headers: { retryBackoff: 'PT0.5S' } });
  expect(done.outcome.failures.map(({ retries }) => retries)).toEqual([2, 1, 0]);
  const [first, second, third] = done.outcome.failures.map(({ at }) => at);
  expect(Number(second) - Number(first)).toBeGreaterThanOrEqual(500);
  expect(Number(third) - Number(second)).toBeGreaterThanOrEqual(500);
  expect(done.requests).toHaveLength(3);
});

test.concurrent('a jobTimeout is asked of the engine before the send, and a send that takes longer than the worker’s timeout has it', async () => {
  const slow = { kind: 'latency', ms: JOB_TIMEOUT_MS + 1000 } as const;
  const done = await run({ faults: [[slow, 1]], headers: { jobTimeout: 'PT1M' } });
  expect(done.outcome).toMatchObject({ kind: 'completed', failures: [] });
  expect(done.messages).toHaveLength(1);
  expect(done.jobs.map(({ intent }) => intent)).toEqual(['CREATED', 'UPDATED', 'COMPLETED']);
});

describe('a request with several messages of which a part goes wrong:', () => {
  test.concurrent.each(BATCH_CASES.map((one, index) => ({ ...one, id: `sqs-batch-fault-${index}` })))(
    '$name',
    async ({ id, ...one }) => {
      const { address, endpoint } = inject('cluster');
      const outcomeOf = (key: string) => records.outcomeOf(key);
      await sendInBatches({ address, endpoint, proxy, jobType: JOB_TYPE, outcomeOf }, one, id);
    },
  );
});

test('every request was signed for its host, and no secret key was in the clear or in the log', () => {
  expect(proxy.violations()).toEqual([]);
  expect(proxy.requests().length).toBeGreaterThan(30);
  expect(connector.output()).not.toContain('canary');
});
