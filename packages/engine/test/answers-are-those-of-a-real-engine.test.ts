import { type EngineServer, startEngineServer } from '@camunda-sqs-connector/engine';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deployProcess, endEvent, flow, request, serviceTask } from './api.ts';

let server: EngineServer;
beforeAll(async () => {
  server = await startEngineServer();
  await deployProcess(server, 'p', serviceTask('t') + flow('f', 's', 't') + flow('g', 't', 'e') + endEvent);
});
afterAll(() => server.stop());

const UNKNOWN = '2251799813999999';
const job = (body: object) => ({ type: 'none', worker: 'w', timeout: 60_000, maxJobsToActivate: 1, ...body });

/** Recorded on Zeebe 8.6.0. */
const REFUSALS: readonly (readonly [
  method: string,
  path: string,
  body: unknown,
  status: number,
  title: string,
  detail: string,
])[] = [
  ['POST', '/jobs/activation', job({ type: undefined }), 400, 'INVALID_ARGUMENT', 'No type provided.'],
  ['POST', '/jobs/activation', job({ timeout: undefined }), 400, 'INVALID_ARGUMENT', 'No timeout provided.'],
  [
    'POST',
    '/jobs/activation',
    job({ maxJobsToActivate: undefined }),
    400,
    'INVALID_ARGUMENT',
    'No maxJobsToActivate provided.',
  ],
  [
    'POST',
    '/jobs/activation',
    job({ timeout: -5 }),
    400,
    'INVALID_ARGUMENT',
    "The value for timeout is '-5' but must be greater than 0.",
  ],
  ['POST', '/jobs/activation', job({ fetchVariable: 'a' }), 400, 'Bad Request', 'Failed to read request'],
  ['POST', '/jobs/activation', '{', 400, 'Bad Request', 'Failed to read request'],
  [
    'POST',
    `/jobs/${UNKNOWN}/completion`,
    {},
    404,
    'NOT_FOUND',
    `Command 'COMPLETE' rejected with code 'NOT_FOUND': Expected to complete job with key '${UNKNOWN}', but no such job was found`,
  ],
  [
    'POST',
    `/jobs/${UNKNOWN}/failure`,
    { retries: 1 },
    404,
    'NOT_FOUND',
    `Command 'FAIL' rejected with code 'NOT_FOUND': Expected to fail job with key '${UNKNOWN}', but no such job was found`,
  ],
  [
    'POST',
    `/jobs/${UNKNOWN}/error`,
    { errorCode: 'X' },
    404,
    'NOT_FOUND',
    `Command 'THROW_ERROR' rejected with code 'NOT_FOUND': Expected to throw an error for job with key '${UNKNOWN}', but no such job was found`,
  ],
  ['POST', `/jobs/${UNKNOWN}/error`, {}, 400, 'INVALID_ARGUMENT', 'No errorCode provided.'],
  ['POST', `/jobs/${UNKNOWN}/error`, { errorCode: '' }, 400, 'INVALID_ARGUMENT', 'No errorCode provided.'],
  ['POST', `/jobs/${UNKNOWN}/completion`, { variables: [] }, 400, 'Bad Request', 'Failed to read request'],
  ['POST', `/jobs/${UNKNOWN}/completion`, { variables: 'x' }, 400, 'Bad Request', 'Failed to read request'],
  [
    'PATCH',
    `/jobs/${UNKNOWN}`,
    { changeset: { timeout: 1 } },
    404,
    'NOT_FOUND',
    `Command 'UPDATE' rejected with code 'NOT_FOUND': Expected to update job with key '${UNKNOWN}', but no such job was found`,
  ],
  [
    'PATCH',
    `/jobs/${UNKNOWN}`,
    { timeout: 1 },
    400,
    'INVALID_ARGUMENT',
    'At least one of [retries, timeout] is required.',
  ],
  [
    'POST',
    '/process-instances',
    { processDefinitionId: 'nope' },
    404,
    'NOT_FOUND',
    "Command 'CREATE' rejected with code 'NOT_FOUND': Expected to find process definition with process ID 'nope', but none found",
  ],
  [
    'POST',
    '/process-instances',
    { x: 1 },
    400,
    'INVALID_ARGUMENT',
    'At least one of [processDefinitionId, processDefinitionKey] is required.',
  ],
  ['POST', '/deployments', new FormData(), 400, 'Bad Request', "Required part 'resources' is not present."],
];

test.each(REFUSALS)(
  '%s %s with %j is refused as by a real engine',
  async (method, path, body, status, title, detail) => {
    const answer = await request(server, method, path, body);
    expect({ status: answer.status, title: answer.content['title'], detail: answer.content['detail'] }).toEqual({
      status,
      title,
      detail,
    });
  },
);

test.each([
  ['GET', '/jobs/activation', undefined, 405],
  ['POST', '/nope', {}, 404],
  ['POST', '/jobs/abc/completion', {}, 400],
  ['POST', '/jobs/99999999999999999999/completion', {}, 400],
] as const)('%s %s is answered by its status', async (method, path, body, status) => {
  expect((await request(server, method, path, body)).status).toBe(status);
});

describe('a job', () => {
  async function activated() {
    await request(server, 'POST', '/process-instances', { processDefinitionId: 'p', variables: { a: 1, b: 2 } });
    const { content } = await request(
      server,
      'POST',
      '/jobs/activation',
      job({ type: 't', fetchVariable: ['b', 'missing'] }),
    );
    const [first] = content['jobs'] as readonly Record<string, unknown>[];
    return first ?? {};
  }

  test('comes with the fields of 8.8', async () => {
    const found = await activated();
    expect(found).toEqual({
      kind: 'BPMN_ELEMENT',
      listenerEventType: 'UNSPECIFIED',
      jobKey: expect.stringMatching(/^\d{16}$/),
      type: 't',
      processInstanceKey: expect.stringMatching(/^\d{16}$/),
      processDefinitionId: 'p',
      processDefinitionVersion: 1,
      processDefinitionKey: expect.stringMatching(/^\d{16}$/),
      elementId: 't',
      elementInstanceKey: expect.stringMatching(/^\d{16}$/),
      customHeaders: {},
      worker: 'w',
      retries: 3,
      deadline: expect.any(Number),
      variables: { b: 2 },
      tenantId: '<default>',
    });
  });

  test('with an incident cannot be answered, and can after the incident is resolved', async () => {
    const { jobKey, processInstanceKey } = await activated();
    await request(server, 'POST', `/jobs/${jobKey}/failure`, { retries: 0, errorMessage: 'no' });
    const refused = await request(server, 'POST', `/jobs/${jobKey}/completion`, {});
    expect(refused.status).toBe(409);
    expect(refused.content['detail']).toBe(
      `Command 'COMPLETE' rejected with code 'INVALID_STATE': Expected to complete job with key '${jobKey}', but it is in state 'FAILED'`,
    );
    const { content } = await request(server, 'POST', '/incidents/search', { filter: { processInstanceKey } });
    const [incident] = content['items'] as readonly Record<string, unknown>[];
    expect(incident).toMatchObject({
      errorType: 'JOB_NO_RETRIES',
      errorMessage: 'no',
      elementId: 't',
      jobKey,
      state: 'ACTIVE',
    });
    await request(server, 'PATCH', `/jobs/${jobKey}`, { changeset: { retries: 1 } });
    expect((await request(server, 'POST', `/incidents/${incident?.['incidentKey']}/resolution`, {})).status).toBe(204);
    expect((await request(server, 'POST', `/jobs/${jobKey}/completion`, {})).status).toBe(204);
  });

  test('with a result too large for the engine’s log is refused, as is a request above 4 MiB', async () => {
    const { jobKey } = await activated();
    const complete = (bytes: number) =>
      request(server, 'POST', `/jobs/${jobKey}/completion`, { variables: { x: 'x'.repeat(bytes) } });
    expect((await complete(3_000_000)).content['title']).toBe('EXCEEDED_BATCH_RECORD_SIZE');
    expect((await complete(5_000_000)).content['title']).toBe('MALFORMED_REQUEST');
    expect((await complete(1_048_576)).status).toBe(204);
  });
});

test('in the way of 8.6 keys are numbers with all their digits, and a job’s key is called key', async () => {
  const fourthPartition = await startEngineServer({ behaviour: '8.6', firstKey: 9_007_199_254_740_993n });
  try {
    await deployProcess(fourthPartition, 'p', serviceTask('t') + flow('f', 's', 't') + flow('g', 't', 'e') + endEvent);
    await request(fourthPartition, 'POST', '/process-instances', { processDefinitionId: 'p' });
    const { text } = await request(fourthPartition, 'POST', '/jobs/activation', job({ type: 't' }));
    const [, key] = /"key":(\d+)/.exec(text) ?? [];
    expect(BigInt(key ?? 0)).toBeGreaterThan(9_007_199_254_740_993n);
    expect(text).not.toContain('jobKey');
    expect((await request(fourthPartition, 'POST', `/jobs/${key}/completion`, {})).status).toBe(204);
  } finally {
    await fourthPartition.stop();
  }
});

test('a process that waits for a message goes on when it is published', async () => {
  const wait =
    '<bpmn:intermediateCatchEvent id="m"><bpmn:messageEventDefinition messageRef="M"/></bpmn:intermediateCatchEvent>';
  const message =
    '<bpmn:message id="M" name="paid"><bpmn:extensionElements><zeebe:subscription correlationKey="=id"/></bpmn:extensionElements></bpmn:message>';
  await deployProcess(server, 'waits', wait + flow('f', 's', 'm') + flow('g', 'm', 'e') + endEvent, message);
  const done = request(server, 'POST', '/process-instances', {
    processDefinitionId: 'waits',
    variables: { id: 7 },
    awaitCompletion: true,
  });
  const published = { name: 'paid', correlationKey: '7', timeToLive: 60_000, variables: { amount: 3 } };
  expect((await request(server, 'POST', '/messages/publication', published)).content['messageKey']).toMatch(/^\d+$/);
  expect((await done).content['variables']).toEqual({ id: 7, amount: 3 });
});

test('a timer fires by the clock', async () => {
  const timer =
    '<bpmn:intermediateCatchEvent id="m"><bpmn:timerEventDefinition><bpmn:timeDuration>PT0.05S</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>';
  await deployProcess(server, 'timer', timer + flow('f', 's', 'm') + flow('g', 'm', 'e') + endEvent);
  const { status } = await request(server, 'POST', '/process-instances', {
    processDefinitionId: 'timer',
    awaitCompletion: true,
  });
  expect(status).toBe(200);
});

test('a clock that was moved fires the timers that are due, and ends the requests whose time is over', async () => {
  let skippedMs = 0;
  const moved = await startEngineServer({ clock: () => Date.now() + skippedMs });
  const timer =
    '<bpmn:intermediateCatchEvent id="m"><bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>';
  await deployProcess(moved, 'timer', timer + flow('f', 's', 'm') + flow('g', 'm', 'e') + endEvent);
  const { content } = await request(moved, 'POST', '/process-instances', { processDefinitionId: 'timer' });
  const jobs = request(moved, 'POST', '/jobs/activation', job({ requestTimeout: 1_800_000 }));
  // Answered after the request for jobs has come.
  await request(moved, 'GET', '/topology');
  skippedMs = 1_800_000;
  moved.advance();
  expect((await jobs).content).toEqual({ jobs: [] });
  const instance = moved.engine.instances.get(String(content['processInstanceKey']));
  expect(instance?.state).toBe('ACTIVATED');
  skippedMs = 3_600_000;
  moved.advance();
  expect(instance?.state).toBe('COMPLETED');
  await moved.stop();
});

test('a web page cannot reach it, neither by its origin nor by another name for loopback', async () => {
  const ask = (headers: Record<string, string>) => request(server, 'GET', '/topology', undefined, headers);
  expect((await ask({ origin: 'http://evil.example' })).status).toBe(403);
  expect((await ask({ host: 'evil.example' })).status).toBe(403);
  expect((await ask({})).status).toBe(200);
});
