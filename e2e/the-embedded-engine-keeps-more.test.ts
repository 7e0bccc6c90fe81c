import { startEngineServer } from '@camunda-sqs-connector/engine';
import { startTestbed, type Testbed } from '@camunda-sqs-connector/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { INPUTS, taskModel } from './model.ts';
import { EngineApi } from './worlds/engine-api.ts';

let testbed: Testbed;
beforeEach(async () => {
  testbed = await startTestbed({ secrets: { ACCESS_KEY: 'AKIA', SECRET_KEY: 'very-secret' } });
});
afterEach(() => testbed.stop());

/** Zeebe stores numbers in 64 bits. */
test('a 20-digit integer of a process variable reaches the queue digit by digit', async () => {
  const { 'queue.url': url, 'queue.messageBody': _body, ...inputs } = INPUTS;
  await testbed.deploy('journey.bpmn', taskModel(inputs));
  await testbed.run('journey', `{"queue":{"url":"${url}","messageBody":{"n":12345678901234567890,"m":1.0}}}`);
  expect(testbed.queue.peek('orders').map(({ body }) => body)).toEqual(['{"n":12345678901234567890,"m":1.0}']);
});

test('a model with an element that the engine does not know is refused by name', async () => {
  const xml = taskModel(INPUTS).replaceAll('bpmn:serviceTask', 'bpmn:transaction');
  await expect(testbed.deploy('journey.bpmn', xml)).rejects.toThrow(
    /Element: send[\s\S]*Elements of type 'Transaction' are currently not supported/,
  );
});

test('an input without a source is null since 8.8, and 8.6 refuses it', async () => {
  const xml = taskModel({ ...INPUTS, 'queue.messageGroupId': '' });
  await testbed.deploy('journey.bpmn', xml);
  expect(await testbed.run('journey')).toMatchObject({ kind: 'completed' });
  const older = await startEngineServer({ behaviour: '8.6' });
  await expect(new EngineApi(older.address).deploy(xml)).rejects.toThrow(
    /ioMapping > input[\s\S]*Expected expression but not found/,
  );
  await older.stop();
});
