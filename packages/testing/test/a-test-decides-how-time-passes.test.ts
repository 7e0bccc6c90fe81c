import { startTestbed, type TestbedOptions } from '@camunda-sqs-connector/testing';
import { expect, onTestFinished, test } from 'vitest';
import { INPUTS, taskModel } from '../../../e2e/model.ts';
import { process, timerEvent, userTaskAnd } from './process.ts';

const SECRETS = { ACCESS_KEY: 'a', SECRET_KEY: 's' };
const HOUR_MS = 3_600_000;

async function start(options: TestbedOptions) {
  const testbed = await startTestbed({ secrets: SECRETS, ...options });
  onTestFinished(() => testbed.stop());
  return testbed;
}

/** The queue refuses each first message of a queue. */
const refuseFirst = () => {
  let requests = 0;
  const refusal = { kind: 'error', code: 'QueueDoesNotExist', status: 400, message: 'not yet' } as const;
  return () => (requests++ === 0 ? refusal : undefined);
};

test('skipWaits: the pause before a retry takes no time, and the job runs again', async () => {
  const testbed = await start({ skipWaits: true, intercept: refuseFirst() });
  await testbed.deploy('journey.bpmn', taskModel(INPUTS, { retryBackoff: 'PT30S' }, '3'));
  expect(await testbed.run('journey')).toMatchObject({ kind: 'completed' });
  expect(testbed.queue.peek('orders')).toHaveLength(1);
});

test('skipWaits: so do timers, beside a person too', async () => {
  const testbed = await start({ skipWaits: true });
  await testbed.deploy('timer.bpmn', process('timer', timerEvent('P1Y')));
  await testbed.deploy('person.bpmn', process('person', userTaskAnd('timeDuration', 'P30D')));
  expect(await testbed.run('timer')).toMatchObject({ kind: 'completed' });
  expect(await testbed.run('person')).toMatchObject({ kind: 'completed' });
});

test('skipWaits: a timer that comes for ever does not outlast the run', async () => {
  const testbed = await start({ skipWaits: true });
  await testbed.deploy('cycle.bpmn', process('cycle', userTaskAnd('timeCycle', 'R/P1D')));
  await expect(testbed.run('cycle', '{}', { timeoutMs: 200 })).rejects.toThrow('element: for a person, or for a timer');
});

test('passTime: what is due happens, and nothing before', async () => {
  const testbed = await start({
    engineListener(record) {
      if (record.kind === 'element' && record.instance.element.id === 'element') happened.push(record.event);
    },
  });
  const happened: string[] = [];
  await testbed.deploy('timer.bpmn', process('timer', timerEvent('PT1H')));
  const ending = testbed.run('timer');
  await expect.poll(() => happened).toContain('ACTIVATED');
  testbed.passTime(HOUR_MS - 60_000);
  expect(happened).not.toContain('COMPLETED');
  testbed.passTime(60_000);
  expect(happened).toContain('COMPLETED');
  expect(await ending).toMatchObject({ kind: 'completed' });
});

test('passTime: the queue’s clock goes along, so that a FIFO message is forgotten after five minutes', async () => {
  const testbed = await start({});
  const fifo = { ...INPUTS, 'queue.url': 'https://sqs.eu-central-1.amazonaws.com/123456789012/orders.fifo' };
  const inputs = { ...fifo, 'queue.type': 'fifo', 'queue.messageGroupId': 'g', 'queue.messageDeduplicationId': 'one' };
  await testbed.deploy('journey.bpmn', taskModel(inputs));
  const sent = async () => {
    await testbed.run('journey');
    return testbed.queue.peek('orders.fifo').length;
  };
  expect(await sent()).toBe(1);
  expect(await sent()).toBe(1);
  testbed.passTime(5 * 60_000);
  expect(await sent()).toBe(2);
});
