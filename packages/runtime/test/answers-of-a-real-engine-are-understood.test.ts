import { readFileSync } from 'node:fs';
import {
  createRestEngineClient,
  EngineError,
  type JobKey,
  type RestEngineClient,
} from '@camunda-sqs-connector/runtime';
import { expect, test } from 'vitest';
import { type Scripted, startScriptedServer } from './scripted-server.ts';

interface Recorded extends Scripted {
  readonly name: string;
}
const RECORDED: readonly Recorded[] = readFileSync(new URL('cases/answers-of-zeebe-8.6.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));

const job = '2251799813685283' as JobKey;
const activation = {
  type: 'bench',
  worker: 'w',
  maxJobs: 32,
  timeoutMs: 60_000,
  requestTimeoutMs: 500,
  fetchVariables: [],
  tenantIds: [],
};
/** What a client asks for, by how a recorded answer's name begins. */
const ASKING: Readonly<Record<string, (client: RestEngineClient) => Promise<unknown>>> = {
  activate: (client) => client.activate(activation),
  flood: (client) => client.activate(activation),
  complete: (client) => client.complete(job, {}),
  fail: (client) => client.fail(job, { retries: 1, errorMessage: 'm', variables: {} }),
  error: (client) => client.throwError(job, { errorCode: 'c', variables: {} }),
  update: (client) => client.updateTimeout(job, 1000),
  not: (client) => client.complete(job, {}),
};

async function askedFor(name: string, answer: Scripted): Promise<unknown> {
  const server = await startScriptedServer(() => answer);
  const client = createRestEngineClient({ address: server.address });
  try {
    return await (ASKING[name.split('-')[0] ?? ''] as (client: RestEngineClient) => Promise<unknown>)(client);
  } catch (error) {
    return error;
  } finally {
    await client.close();
    await server.stop();
  }
}

/** `undefined`: it is a success. What the kinds lead to, the tests of the worker show. */
const UNDERSTOOD: Readonly<Record<string, EngineError['kind'] | undefined>> = {
  'activate-ok': undefined,
  'activate-4-partitions-keys-above-2e53': undefined,
  'activate-empty-requestTimeout-500': undefined,
  'activate-tenant-other': undefined,
  'activate-accept-vnd-string': 'refused',
  'activate-missing-type': 'refused',
  'activate-wrong-content-type': 'refused',
  'flood-activate-500-java_lang_RuntimeException': 'busy',
  'complete-ok': undefined,
  'complete-twice': 'notFound',
  'complete-unknown-key': 'notFound',
  'complete-unknown-partition': 'busy',
  'complete-key-zero': 'busy',
  'complete-in-failed-backoff-state': 'conflict',
  'complete-job-with-incident': 'conflict',
  'complete-payload-3MB': 'tooLarge',
  'complete-payload-4.2MB': 'tooLarge',
  'complete-payload-12MB': 'tooLarge',
  'complete-bad-json': 'refused',
  'fail-after-complete': 'notFound',
  'fail-ok-backoff': undefined,
  'error-after-complete': 'notFound',
  'error-missing-code': 'refused',
  'error-uncaught': undefined,
  'update-timeout': undefined,
  'update-timeout-after-timed-out': 'notFound',
  'update-unknown-key': 'notFound',
  // No word of a job: a wrong path, or a gateway in between whose target is away. The job may well be there.
  'not-found-path': 'busy',
};

test.each(RECORDED)('$name', async ({ name, ...answer }) => {
  const result = await askedFor(name, answer);
  expect(name in UNDERSTOOD).toBe(true);
  expect(result instanceof EngineError ? result.kind : undefined).toBe(UNDERSTOOD[name]);
  if (result instanceof EngineError) expect(result.message).toMatch(/^The engine refused to .+: \d{3}/);
});

test('keys beyond 2^53 that come as numbers keep every digit', async () => {
  const { name, ...answer } = RECORDED.find((one) => /2e53/.test(one.name)) as Recorded;
  const jobs = (await askedFor(name, answer)) as { key: string; processInstanceKey: string }[];
  const written = [...(answer.body ?? '').matchAll(/"key":(\d+)/g)].map(([, digits]) => digits);
  expect(jobs.map(({ key }) => key)).toEqual(written);
  expect(written.some((digits) => !Number.isSafeInteger(Number(digits)))).toBe(true);
});

test.each<[string, Scripted, EngineError['kind']]>([
  ['credentials are refused', { status: 401 }, 'unauthorized'],
  ['the client may not do it', { status: 403 }, 'unauthorized'],
  ['a proxy answers HTML', { status: 502, contentType: 'text/html', body: '<html>bad gateway</html>' }, 'busy'],
  ['a proxy answers HTML as if all were well', { status: 200, contentType: 'text/html', body: '<html>' }, 'busy'],
  ['the connection is cut', {}, 'busy'],
  ['the request is limited', { status: 429, body: '{"title":"RESOURCE_EXHAUSTED"}' }, 'busy'],
  ['the answer is no list of jobs', { status: 200, body: '{"items":[]}' }, 'refused'],
  ['a job has no key', { status: 200, body: '{"jobs":[{"type":"t"}]}' }, 'refused'],
])('an activation when %s', async (_name, answer, kind) => {
  const result = await askedFor('activate', answer);
  expect(result).toBeInstanceOf(EngineError);
  expect((result as EngineError).kind).toBe(kind);
});
