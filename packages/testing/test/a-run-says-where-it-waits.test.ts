import { startTestbed, type Testbed } from '@camunda-sqs-connector/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { INPUTS, taskModel } from '../../../e2e/model.ts';
import { whereItWaits } from '../src/where-it-waits.ts';
import { callOf, jobOf, message, messageEvent, process, timerEvent, userTask, userTaskAnd } from './process.ts';

let testbed: Testbed;
let noteFailure = () => {};
beforeAll(async () => {
  testbed = await startTestbed({
    secrets: { ACCESS_KEY: 'a', SECRET_KEY: 's' },
    intercept: () => ({ kind: 'error', code: 'QueueDoesNotExist', status: 400, message: 'not yet' }),
    engineListener: (record) => record.kind === 'job' && record.event === 'FAILED' && noteFailure(),
  });
  await testbed.deploy('called.bpmn', process('called', userTask));
});
afterAll(() => testbed.stop());

const forTwoAtAJoin = `<bpmn:parallelGateway id="element"/>
  <bpmn:sequenceFlow id="f3" sourceRef="element" targetRef="task"/><bpmn:userTask id="task"><bpmn:extensionElements><zeebe:userTask/></bpmn:extensionElements></bpmn:userTask>
  <bpmn:sequenceFlow id="f4" sourceRef="task" targetRef="join"/>
  <bpmn:sequenceFlow id="f5" sourceRef="element" targetRef="join"/><bpmn:parallelGateway id="join"/>
  <bpmn:sequenceFlow id="f6" sourceRef="join" targetRef="end"/>`;

test.each([
  ['for-a-person', process('for-a-person', userTask), ['element: for a person']],
  ['for-a-timer', process('for-a-timer', timerEvent('PT1H')), ['element: for a timer']],
  ['for-a-message', process('for-a-message', messageEvent, message), ['element: for a message']],
  ['for-a-worker', process('for-a-worker', jobOf('mine')), ['element: for a worker that takes its job of type mine']],
  ['for-two', process('for-two', userTaskAnd('timeDuration', 'PT1H')), ['element: for a person, or for a timer']],
  ['in-a-call', process('in-a-call', callOf('called')), ['element: for a person']],
  ['at-a-join', process('at-a-join', forTwoAtAJoin), ['at-a-join: for another flow into join', 'task: for a person']],
])('%s', async (id, xml, places) => {
  await testbed.deploy(`${id}.bpmn`, xml);
  const run = testbed.run(id, '{}', { timeoutMs: 300 });
  await expect(run).rejects.toThrow(`The instance of ${id} has not ended within 300 ms. It waits at\n`);
  for (const place of places) await expect(run).rejects.toThrow(place);
});

test('for the next try of its job, with the reason why the last one failed', async () => {
  const id = 'for-the-next-try';
  await testbed.deploy(`${id}.bpmn`, taskModel(INPUTS, { retryBackoff: 'PT1H' }, '3', id));
  const { engine } = testbed.engine;
  const failed = new Promise<void>((resolve) => {
    noteFailure = resolve;
  });
  const definition = engine.definitions.latest(id);
  if (!definition) throw new Error(`${id} is not deployed`);
  const instance = engine.create(definition, {}, Date.now());
  await failed;
  expect(whereItWaits(instance, engine.jobs)).toMatch(
    /^ {2}send: for the next try of its job, which failed \(retries left: 2\): .*not yet/,
  );
});
