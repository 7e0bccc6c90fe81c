import { type EngineServer, startEngineServer } from '@camunda-sqs-connector/engine';
import { createCamundaClient } from '@camunda8/orchestration-cluster-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endEvent, flow, serviceTask } from './api.ts';

type Operation = (input?: unknown, options?: unknown) => Promise<never>;

let server: EngineServer;
let client: Readonly<Record<string, Operation>>;
beforeAll(async () => {
  server = await startEngineServer();
  // Strict: an answer that the schemas of 8.8 don't allow is an error.
  const config = {
    CAMUNDA_REST_ADDRESS: server.address,
    CAMUNDA_AUTH_STRATEGY: 'NONE',
    CAMUNDA_SDK_VALIDATION: 'req:strict,res:strict',
  } as const;
  client = createCamundaClient({ config }) as unknown as typeof client;
});
afterAll(() => server.stop());

const call = async (operation: string, input?: unknown): Promise<Record<string, never>> =>
  (await client[operation]?.(input, { consistency: { waitUpToMs: 0 } })) as unknown as Record<string, never>;

const xml = `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t"><bpmn:process id="p" isExecutable="true"><bpmn:startEvent id="s"/>${flow('f', 's', 't')}${serviceTask('t')}${flow('g', 't', 'e')}${endEvent}</bpmn:process></bpmn:definitions>`;
const activation = { type: 't', worker: 'w', timeout: 60_000, maxJobsToActivate: 1, requestTimeout: -1 };

test('a process is deployed, started, worked on, searched and completed with answers that its schemas allow', async () => {
  await call('getTopology');
  await call('createDeployment', { resources: [new File([xml], 'p.bpmn', { type: 'application/xml' })] });
  const { processInstanceKey } = await call('createProcessInstance', { processDefinitionId: 'p', variables: { a: 1 } });
  const filter = { processInstanceKey };

  const first = (await call('activateJobs', activation)) as unknown as { jobs: { jobKey: string }[] };
  const jobKey = first.jobs[0]?.jobKey;
  await call('failJob', { jobKey, retries: 2, errorMessage: 'once' });
  expect(await call('searchJobs', { filter })).toMatchObject({
    items: [{ jobKey, errorMessage: 'once', hasFailedWithRetriesLeft: true, worker: 'w' }],
  });
  await call('activateJobs', activation);
  await call('failJob', { jobKey, retries: 0, errorMessage: 'for good' });
  const incidents = await call('searchIncidents', { filter });
  expect(incidents).toMatchObject({ items: [{ errorMessage: 'for good', jobKey }] });
  const [incident] = incidents['items'] as unknown as [{ incidentKey: string }];
  await call('updateJob', { jobKey, changeset: { retries: 1 } });
  await call('resolveIncident', { incidentKey: incident.incidentKey });
  await call('activateJobs', activation);
  await call('updateJob', { jobKey, changeset: { timeout: 120_000 } });
  await call('completeJob', { jobKey, variables: { b: 'x' } });

  expect(await call('searchVariables', { filter })).toMatchObject({ items: [{ name: 'a' }, { name: 'b' }] });
  expect(await call('searchElementInstances', { filter })).toMatchObject({ items: [{}, {}, {}] });
  expect(await call('searchProcessInstances', { filter })).toMatchObject({ items: [{ state: 'COMPLETED' }] });
  await call('broadcastSignal', { signalName: 's' });
});
