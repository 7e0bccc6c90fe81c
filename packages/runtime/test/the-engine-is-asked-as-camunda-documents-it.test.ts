import { createRestEngineClient, type JobKey, type RestEngineClient } from '@camunda-sqs-connector/runtime';
import { createCamundaClient } from '@camunda8/orchestration-cluster-api';
import { expect, test } from 'vitest';
import { type Scripted, startScriptedServer } from './scripted-server.ts';

const job = '4503599627370510' as JobKey;
const activation = {
  type: 'io.camunda:aws-sqs:1',
  worker: 'w',
  maxJobs: 3,
  timeoutMs: 60_000,
  requestTimeoutMs: 10_000,
  fetchVariables: ['queue'],
  tenantIds: ['a', '<default>'],
};

/** Camunda's own client of 8.8, which drops what its schemas don't know and throws for what they don't allow. */
function officialClient(answer: Scripted) {
  const sent: { method: string; path: string; body: unknown }[] = [];
  const client = createCamundaClient({
    config: {
      CAMUNDA_REST_ADDRESS: 'http://127.0.0.1:1',
      CAMUNDA_AUTH_STRATEGY: 'NONE',
      CAMUNDA_SDK_VALIDATION: 'req:strict,res:strict',
    },
    fetch: async (input, init) => {
      const request = new Request(input, init);
      sent.push({ method: request.method, path: new URL(request.url).pathname, body: await request.json() });
      const headers = { 'content-type': 'application/json' };
      return new Response(answer.status === 204 ? null : (answer.body ?? ''), {
        status: answer.status ?? 500,
        headers,
      });
    },
  });
  return { client: client as unknown as Record<string, (input: unknown) => Promise<unknown>>, sent };
}

/** Camunda's client writes 64-bit numbers as texts. */
const asTexts = (body: unknown) =>
  JSON.parse(JSON.stringify(body), (_, value) => (typeof value === 'number' ? String(value) : value));

const COMMANDS: readonly (readonly [operation: string, send: (client: RestEngineClient) => Promise<unknown>])[] = [
  ['completeJob', (client) => client.complete(job, { response: { messageId: 'm' } })],
  [
    'failJob',
    (client) => client.fail(job, { retries: 2, errorMessage: 'm', retryBackoffMs: 5000, variables: { error: {} } }),
  ],
  ['throwJobError', (client) => client.throwError(job, { errorCode: 'C', errorMessage: 'm', variables: { a: 1 } })],
  ['updateJob', (client) => client.updateTimeout(job, 300_000)],
];

test.each(COMMANDS)('%s: method, path and every field are those of Camunda 8.8', async (operation, send) => {
  const server = await startScriptedServer(() => ({ status: 204 }));
  const client = createRestEngineClient({ address: server.address });
  await send(client);
  await client.close();
  await server.stop();
  const [asked] = server.asked;
  const body = JSON.parse(asked?.body ?? '');
  const official = officialClient({ status: 204 });
  await official.client[operation]?.({ jobKey: job, ...body });
  expect(official.sent.map(({ method, path }) => [method, path])).toEqual([[asked?.method, asked?.path]]);
  expect(asTexts(official.sent[0]?.body)).toEqual(asTexts(body));
});

test('an activation asks with the fields of Camunda 8.8, and reads an answer that Camunda’s own client takes', async () => {
  const handedOut = {
    jobKey: '9007199254740993',
    type: activation.type,
    processInstanceKey: '2251799813685270',
    processDefinitionId: 'order',
    processDefinitionVersion: 1,
    processDefinitionKey: '2251799813685250',
    elementId: 'send',
    elementInstanceKey: '2251799813685278',
    customHeaders: { resultVariable: 'response' },
    worker: 'w',
    retries: 3,
    deadline: 1795408079911,
    variables: { queue: { url: 'u', messageBody: { n: 1 } } },
    tenantId: '<default>',
    kind: 'BPMN_ELEMENT',
    listenerEventType: 'UNSPECIFIED',
    tags: [],
  };
  const answer = { status: 200, body: JSON.stringify({ jobs: [handedOut] }) };
  const server = await startScriptedServer(() => answer);
  const client = createRestEngineClient({ address: server.address });
  const jobs = await client.activate(activation);
  await client.close();
  await server.stop();
  const body = JSON.parse(server.asked[0]?.body ?? '');
  const official = officialClient(answer);
  const taken = (await official.client['activateJobs']?.(body)) as { jobs: { jobKey: string }[] };
  expect(official.sent).toMatchObject([{ method: 'POST', path: '/v2/jobs/activation' }]);
  expect(asTexts(official.sent[0]?.body)).toEqual(asTexts(body));
  expect(jobs).toMatchObject(taken.jobs.map(({ jobKey }) => ({ key: jobKey })));
  expect(jobs).toMatchObject([{ elementId: 'send', retries: 3, customHeaders: handedOut.customHeaders }]);
});
