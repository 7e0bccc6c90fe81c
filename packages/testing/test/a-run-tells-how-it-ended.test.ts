import { type LogFields, startTestbed, type Testbed } from '@camunda-sqs-connector/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { INPUTS, taskModel } from '../../../e2e/model.ts';
import { callOf, process, userTask } from './process.ts';

let testbed: Testbed;
const lines: { readonly message: string; readonly fields: LogFields }[] = [];
beforeAll(async () => {
  const note = (message: string, fields: LogFields = {}) => lines.push({ message, fields });
  testbed = await startTestbed({
    secrets: { ACCESS_KEY: 'a', SECRET_KEY: 's' },
    log: { debug: note, info: note, warn: note, error: note },
    engineListener(record) {
      const isWaiting = record.kind === 'element' && record.event === 'ACTIVATED';
      if (isWaiting && record.instance.definition.model.id === 'cancelled') setImmediate(cancelAll);
    },
  });
});
afterAll(() => testbed.stop());

async function cancelAll(): Promise<void> {
  for (const { key, parent, state } of testbed.engine.engine.instances.values()) {
    const path = `/v2/process-instances/${key}/cancellation`;
    if (!parent && state === 'ACTIVATED') await fetch(`${testbed.engine.address}${path}`, { method: 'POST' });
  }
}

test('completed, with its variables as JSON; the connector’s log was told', async () => {
  await testbed.deploy('journey.bpmn', taskModel(INPUTS, { resultVariable: 'sent' }));
  const ending = await testbed.run('journey', '{"n": 12345678901234567890}');
  const [message] = testbed.queue.peek('orders');
  expect(ending).toMatchObject({ kind: 'completed' });
  const variables = ending.kind === 'completed' ? ending.variables : new Map<string, string>();
  expect(variables.get('n')).toBe('12345678901234567890');
  expect(variables.get('sent')).toContain(`"messageId":"${message?.messageId}"`);
  expect(lines).toContainEqual({ message: 'job completed', fields: expect.objectContaining({ elementId: 'send' }) });
});

test('terminated, where somebody cancelled it', async () => {
  await testbed.deploy('cancelled.bpmn', process('cancelled', userTask));
  expect(await testbed.run('cancelled')).toEqual({ kind: 'terminated' });
});

test('an incident, in a called process too', async () => {
  const { 'queue.messageBody': _body, ...incomplete } = INPUTS;
  await testbed.deploy('inner.bpmn', taskModel(incomplete, {}, '1', 'inner'));
  await testbed.deploy('outer.bpmn', process('outer', callOf('inner')));
  expect(await testbed.run('outer')).toEqual({
    kind: 'incident',
    elementId: 'send',
    errorType: 'JOB_NO_RETRIES',
    errorMessage: expect.stringContaining('queue.messageBody'),
  });
});
