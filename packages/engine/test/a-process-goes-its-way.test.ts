import { type EngineServer, startEngineServer } from '@camunda-sqs-connector/engine';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { deployProcess, endEvent, flow, request, serviceTask } from './api.ts';

let server: EngineServer;
beforeEach(async () => {
  server = await startEngineServer();
});
afterEach(() => server.stop());

/** The parts of the engine's answers that the tests look at; each answer holds some of them. */
interface Content {
  readonly processInstanceKey: string;
  readonly detail: string;
  readonly jobs: readonly { readonly jobKey: string; readonly variables: Readonly<Record<string, unknown>> }[];
  readonly items: readonly { readonly state?: string; readonly value?: string }[];
}

async function post(path: string, body: unknown): Promise<{ status: number; content: Content }> {
  const { status, content } = await request(server, 'POST', path, body);
  return { status, content: content as Partial<Content> as Content };
}

const deploy = (elements: string) => deployProcess(server, 'p', elements);

const activate = (type: string) =>
  post('/jobs/activation', { type, maxJobsToActivate: 1, timeout: 1000, requestTimeout: 2000 });
const create = (variables: object) => post('/process-instances', { processDefinitionId: 'p', variables });
async function stateOf(instance: { content: Content }) {
  const { processInstanceKey } = instance.content;
  const { content } = await post('/process-instances/search', { filter: { processInstanceKey } });
  return content.items[0]?.state;
}

test('inputs build a fresh object, and results go to the process', async () => {
  await deploy(
    serviceTask(
      'a',
      '<zeebe:ioMapping><zeebe:input source="=x" target="queue.url"/><zeebe:input source="text" target="queue.kind"/></zeebe:ioMapping>',
    ) +
      flow('f', 's', 'a') +
      flow('g', 'a', 'e') +
      endEvent,
  );
  const instance = await create({ x: 1, queue: { url: 'outer', other: true } });
  const [job] = (await activate('a')).content.jobs;
  expect(job?.variables.queue).toEqual({ url: 1, kind: 'text' });
  expect((await post(`/jobs/${job?.jobKey}/completion`, { variables: { y: 2 } })).status).toBe(204);
  expect(await stateOf(instance)).toBe('COMPLETED');
  const { content } = await post('/variables/search', { filter: { name: 'y' } });
  expect(content.items.map(({ value }) => value)).toEqual(['2']);
  expect((await post(`/jobs/${job?.jobKey}/completion`, {})).status).toBe(404);
});

test('a request for jobs that waits is answered as soon as there is one', async () => {
  await deploy(serviceTask('a') + flow('f', 's', 'a') + flow('g', 'a', 'e') + endEvent);
  const waiting = activate('a');
  await create({});
  expect((await waiting).content.jobs).toHaveLength(1);
});

test('an exclusive gateway takes the flow whose condition is true', async () => {
  const gateway = '<bpmn:exclusiveGateway id="g" default="d"/>';
  await deploy(
    gateway +
      serviceTask('a') +
      serviceTask('b') +
      flow('f', 's', 'g') +
      flow('c', 'g', 'a', '=n &gt; 1') +
      flow('d', 'g', 'b') +
      flow('x', 'a', 'e') +
      flow('y', 'b', 'e') +
      endEvent,
  );
  await create({ n: 2 });
  expect((await activate('a')).content.jobs).toHaveLength(1);
  await create({ n: 1 });
  expect((await activate('b')).content.jobs).toHaveLength(1);
});

test('a parallel gateway waits for all its branches', async () => {
  const gateways = '<bpmn:parallelGateway id="g"/><bpmn:parallelGateway id="j"/>';
  await deploy(
    gateways +
      serviceTask('a') +
      serviceTask('b') +
      flow('f', 's', 'g') +
      flow('p1', 'g', 'a') +
      flow('p2', 'g', 'b') +
      flow('p3', 'a', 'j') +
      flow('p4', 'b', 'j') +
      flow('p5', 'j', 'e') +
      endEvent,
  );
  const instance = await create({});
  for (const [type, state] of [
    ['a', 'ACTIVE'],
    ['b', 'COMPLETED'],
  ] as const) {
    const [job] = (await activate(type)).content.jobs;
    await post(`/jobs/${job?.jobKey}/completion`, {});
    expect(await stateOf(instance)).toBe(state);
  }
});

test('an expression that does not parse is refused with the element’s name', async () => {
  const { status, content } = await deploy(
    serviceTask('a', '<zeebe:ioMapping><zeebe:input source="=1 +* 2" target="x"/></zeebe:ioMapping>') +
      flow('f', 's', 'a') +
      endEvent,
  );
  expect(status).toBe(400);
  expect(content.detail).toMatch(/Element: a[\s\S]*failed to parse expression/);
});
