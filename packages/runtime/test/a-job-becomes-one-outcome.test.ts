import {
  type ActivatedJob,
  ConnectorError,
  defineConnector,
  EngineError,
  environmentSecrets,
  type Handled,
  handleJob,
} from '@camunda-sqs-connector/runtime';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { fakeJob } from './fake-job.ts';

const world = { now: () => 0, wallClock: () => 1_795_000_000_000, sleep: async () => {}, random: () => 0.5 };

/** A connector that notes what it is asked to send. */
function recordingConnector(answer: () => { id: string } = () => ({ id: 'm-1' })) {
  const sent: { to: string; body: unknown }[] = [];
  const connector = defineConnector({
    name: 'Test',
    type: 'test',
    input: z.object({
      to: z.string({ error: 'Must be `String`: a text' }),
      key: z.string().optional(),
      body: z.unknown(),
    }),
    fetchVariables: ['to', 'key', 'body'],
    configurationPaths: ['to', 'key'],
    confidentialPaths: ['key'],
    execute: async ({ to, body }) => {
      sent.push({ to, body });
      return answer();
    },
    summary: ({ id }) => `message ${id} was sent`,
  });
  return { connector, sent };
}

async function handle(job: Partial<ActivatedJob>, answer?: () => { id: string }, secretsInMessages: string[] = []) {
  const { connector, sent } = recordingConnector(answer);
  const secrets = environmentSecrets(
    { SECRET_KEY: 's3cr3t/value', SECRET_A: 'va', SECRET_REC: '{{secrets.A}}' },
    'SECRET_',
  );
  const surroundings = { world, secrets, secretsInMessages, updateTimeout: async () => {} };
  const outcome = await handleJob(connector, fakeJob(job), 60_000, surroundings);
  return { outcome, sent };
}

function failed(outcome: Handled) {
  if (outcome.kind !== 'failed') throw new Error(`expected a failure, but the job was ${outcome.kind}`);
  return outcome;
}

const variables = { to: 'here', body: 'x' };
const refuse = () => {
  throw new ConnectorError('NoQueue', { retry: 'fewer', type: 'sdk.NoQueueException' }, 'no such queue');
};

describe('a job that succeeds', () => {
  test.each([
    ['nothing asked', {}, {}],
    ['a result variable', { resultVariable: 'res' }, { res: { id: 'm-1' } }],
    ['a result expression', { resultExpression: '= {"createdMessageID": response.id}' }, { createdMessageID: 'm-1' }],
    ['a result expression on a field', { resultExpression: '={x: id}' }, { x: 'm-1' }],
    ['both', { resultVariable: 'res', resultExpression: '={x: id}' }, { res: { id: 'm-1' }, x: 'm-1' }],
    ['a blank variable', { resultVariable: ' ' }, {}],
    ['an expression that gives null', { resultExpression: '= null' }, {}],
    ['ignoreError', { resultVariable: 'res', errorExpression: '= ignoreError({ok: true})' }, { ok: true }],
  ])('completes with %s', async (_name, customHeaders, expected) => {
    const { outcome } = await handle({ variables, customHeaders });
    expect(outcome).toEqual({ kind: 'completed', variables: expected, done: 'message m-1 was sent' });
  });

  test('can be turned into a BPMN error by its error expression', async () => {
    const customHeaders = {
      errorExpression: '= if response.id = "m-1" then bpmnError("TAKEN", "already", {n: 1}) else null',
    };
    const { outcome } = await handle({ variables, customHeaders });
    expect(outcome).toEqual({
      kind: 'bpmnError',
      code: 'TAKEN',
      message: 'already',
      variables: { n: 1 },
      done: 'message m-1 was sent',
    });
  });
});

describe('nothing is sent, and no retries are left, where the job itself is wrong:', () => {
  test.each([
    [
      'a result expression that does not parse',
      { customHeaders: { resultExpression: '= a +* 1' } },
      /Result expression/,
    ],
    ['an error expression that does not parse', { customHeaders: { errorExpression: '= a +* 1' } }, /Error expression/],
    [
      'a backoff that is no duration',
      { customHeaders: { retryBackoff: 'abc' } },
      /Failed to parse retry backoff header.*abc/,
    ],
    ['a timeout that is no duration', { customHeaders: { jobTimeout: 'soon' } }, /Failed to parse job timeout header/],
    ['a timeout of nothing', { customHeaders: { jobTimeout: 'PT0S' } }, /positive duration/],
    [
      'an input that is missing',
      { variables: { body: 'x' } },
      /^Json object contains an invalid field: to\. It Must be `String`: a text$/,
    ],
    [
      'a secret that does not exist',
      { variables: { to: '{{secrets.NOPE}}' } },
      /Secret with name 'NOPE' is not available.*SECRET_NOPE/,
    ],
    [
      'a known secret in the message',
      { variables: { to: 'x', body: ['a', '{{secrets.KEY}}'] } },
      /body\[1\].*SQS_CONNECTOR_SECRETS_IN_MESSAGES/,
    ],
  ])('%s', async (_name, job, message) => {
    const { outcome, sent } = await handle({ variables, ...job });
    expect(sent).toEqual([]);
    expect(failed(outcome).retries).toBe(0);
    expect(failed(outcome).message).toMatch(message);
  });
});

describe('secrets', () => {
  test.each([
    ['{{secrets.A}}', 'va'],
    ['{{ secrets.A }}/{{secrets.A}}', 'va/va'],
    ['secrets.A', 'va'],
    ['see secrets.A here', 'see va here'],
    ['see file secrets.txt', 'see file secrets.txt'],
    ['mysecrets.A', 'mysecrets.A'],
    ['{{secrets.REC}}', '{{secrets.A}}'],
  ])('%s configures as %s', async (to, expected) => {
    const { sent } = await handle({ variables: { to, body: 'x' } });
    expect(sent).toEqual([{ to: expected, body: 'x' }]);
  });

  test('stay placeholders in a message where no such secret exists, and are allowed by name', async () => {
    const body = '{{secrets.NOPE}} {{secrets.A}}';
    const { sent } = await handle({ variables: { to: 'x', body } }, undefined, ['A']);
    expect(sent).toEqual([{ to: 'x', body: '{{secrets.NOPE}} va' }]);
  });

  test.each(['s3cr3t/value', 's3cr3t%2Fvalue', Buffer.from('s3cr3t/value').toString('base64')])(
    'never leave in a failure: %s',
    async (quoted) => {
      const { outcome } = await handle({ variables: { to: 'x', key: '{{secrets.KEY}}', body: 1 } }, () => {
        throw new Error(`the server says: ${quoted}`);
      });
      expect(JSON.stringify(outcome)).not.toContain(quoted);
      expect(failed(outcome).message).toBe('the server says: ***');
    },
  );
});

describe('a job whose work fails', () => {
  test('loses one retry, waits as the model says, and tells what happened', async () => {
    const { outcome } = await handle({ variables, customHeaders: { retryBackoff: 'PT30S' } }, refuse);
    const error = { type: 'sdk.NoQueueException', message: 'no such queue', code: 'NoQueue' };
    expect(outcome).toEqual({
      kind: 'failed',
      message: 'no such queue',
      retries: 2,
      told: { code: 'NoQueue' },
      backoffMs: 30_000,
      variables: { error },
    });
  });

  test('becomes the BPMN error that its error expression gives', async () => {
    const customHeaders = {
      errorExpression: '= if error.code = "NoQueue" then bpmnError("NO_QUEUE", error.message) else null',
    };
    const { outcome } = await handle({ variables, customHeaders }, refuse);
    expect(outcome).toEqual({ kind: 'bpmnError', code: 'NO_QUEUE', message: 'no such queue', variables: {} });
  });

  test('becomes the job error that its error expression gives, with its variables', async () => {
    const customHeaders = {
      retryBackoff: 'PT30S',
      errorExpression: '= jobError("again", {v: 1}, job.retries - 1, @"PT1S")',
    };
    const { outcome } = await handle({ variables, customHeaders }, refuse);
    expect(outcome).toEqual({
      kind: 'failed',
      message: 'again',
      retries: 2,
      backoffMs: 1000,
      variables: { v: 1, error: 'again' },
    });
  });

  test('never goes below zero retries', async () => {
    const { outcome } = await handle({ variables, retries: 0 }, refuse);
    expect(failed(outcome).retries).toBe(0);
  });
});

describe('what fails after the work was done is never repeated:', () => {
  test.each([
    ['no context', { resultExpression: '= 1 + 1' }],
    [
      'no context, and an error expression that wants a retry',
      { resultExpression: '= 1', errorExpression: '= jobError("x", {}, 5)' },
    ],
  ])('%s', async (_name, customHeaders) => {
    const { outcome, sent } = await handle({ variables, customHeaders });
    expect(sent).toHaveLength(1);
    expect(failed(outcome).retries).toBe(0);
  });

  test('not even a failure that nobody foresaw', async () => {
    const circular: { id: string; self?: unknown } = { id: 'm-1' };
    circular.self = circular;
    const { outcome, sent } = await handle({ variables, customHeaders: { resultVariable: 'res' } }, () => circular);
    expect(sent).toHaveLength(1);
    expect(failed(outcome)).toMatchObject({ retries: 0, variables: { error: { code: 'UNEXPECTED' } } });
  });

  test('the failure names the message', async () => {
    const { outcome } = await handle({ variables, customHeaders: { resultExpression: '= "text"' } });
    expect(failed(outcome).message).toMatch(/must return a JSON object, but got string/);
    expect(outcome).toMatchObject({ done: 'message m-1 was sent' });
  });

  test.each([
    ['asks for something that there is not', '{errorType: "nope"}'],
    ['gives no context', '5'],
  ])('an error expression that %s is not asked what to do about that', async (_name, wrong) => {
    const errorExpression = `=if error = null then ${wrong} else ignoreError({hidden: true})`;
    const { outcome, sent } = await handle({ variables, customHeaders: { errorExpression } });
    expect(sent).toHaveLength(1);
    expect(failed(outcome)).toMatchObject({
      retries: 0,
      done: 'message m-1 was sent',
      told: { code: 'INVALID_RESULT' },
    });
  });
});

describe('a header jobTimeout', () => {
  /** @param updated what the engine does when it is asked for more time: it takes so long, or refuses */
  async function claim(jobTimeout: string, updated: number | EngineError, leftMs = 60_000) {
    let now = 0;
    const deadlines: number[] = [];
    const { connector } = recordingConnector();
    const surroundings = {
      world: { ...world, now: () => now },
      secrets: environmentSecrets({}, ''),
      secretsInMessages: [],
      async updateTimeout() {
        if (updated instanceof EngineError) throw updated;
        now += updated;
      },
    };
    const watched = {
      ...connector,
      execute: async (_request: unknown, { deadline }: { deadline: number }) => {
        deadlines.push(deadline);
        return { id: 'm-1' };
      },
    };
    const outcome = await handleJob(
      watched,
      fakeJob({ variables, customHeaders: { jobTimeout } }),
      leftMs,
      surroundings,
    );
    return { outcome, deadlines };
  }

  test.each([
    ['gives the work its own time', 'PT5M', 20, 300_000],
    ['may be shorter than the worker’s', 'PT2S', 0, 2000],
    ['may be as short as a second', 'PT1S', 100, 1000],
    ['counts from before the engine was asked', 'PT10S', 3000, 10_000],
    [
      'that cannot be told to an engine that is busy leaves the time as it was',
      'PT5M',
      new EngineError('busy', 'leader'),
      60_000,
    ],
    ['that is shorter counts even then', 'PT5S', new EngineError('busy', 'leader'), 5000],
    ['so does one that is asked without a valid token', 'PT5M', new EngineError('unauthorized', '401'), 60_000],
  ] as const)('%s', async (_name, jobTimeout, updated, deadline) => {
    const { outcome, deadlines } = await claim(jobTimeout, updated);
    expect(outcome.kind).toBe('completed');
    expect(deadlines).toEqual([deadline]);
  });

  test.each([
    ['that is over before the work could start', 'PT2S', 1900, 'JOB_TIMEOUT_ELAPSED', /already elapsed/],
    ['that leaves no time for any work', 'PT0.5S', 0, 'JOB_TIMEOUT_ELAPSED', /already elapsed/],
    ['that the engine refuses', 'PT5M', new EngineError('refused', 'too long'), 'UNEXPECTED', /too long/],
  ] as const)('%s starts no work, and costs a retry', async (_name, jobTimeout, updated, code, message) => {
    const { outcome, deadlines } = await claim(jobTimeout, updated);
    expect(deadlines).toEqual([]);
    expect(failed(outcome)).toMatchObject({ retries: 2, told: { code }, message: expect.stringMatching(message) });
  });

  test.each(['notFound', 'conflict'] as const)(
    'of a job that is somebody else’s by now starts no work: %s',
    async (kind) => {
      const { outcome, deadlines } = await claim('PT5M', new EngineError(kind, 'gone'));
      expect(deadlines).toEqual([]);
      expect(outcome).toEqual({ kind: 'gone', reason: 'gone' });
    },
  );
});

test('a job that comes too late is given back untouched', async () => {
  const { connector, sent } = recordingConnector();
  const surroundings = {
    world,
    secrets: environmentSecrets({}, ''),
    secretsInMessages: [],
    updateTimeout: async () => {},
  };
  const outcome = await handleJob(connector, fakeJob({ variables }), 500, surroundings);
  expect(sent).toEqual([]);
  expect(failed(outcome).retries).toBe(3);
});
