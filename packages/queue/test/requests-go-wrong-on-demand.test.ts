import { type Fault, startQueueServer } from '@camunda-sqs-connector/queue';
import { afterEach, beforeEach, expect, test } from 'vitest';

let server: Awaited<ReturnType<typeof startQueueServer>>;
let fault: Fault | undefined;
beforeEach(async () => {
  server = await startQueueServer({
    intercept: ({ action, queueName }) => (action === 'SendMessage' && queueName === 'orders' ? fault : undefined),
  });
  server.createQueue('orders');
});
afterEach(() => server.stop());

async function send(): Promise<{ status: number; text: string } | 'broken'> {
  const headers = { 'x-amz-target': 'AmazonSQS.SendMessage' };
  const body = JSON.stringify({ QueueUrl: 'http://x/1/orders', MessageBody: 'x' });
  try {
    const response = await fetch(server.endpoint, { method: 'POST', headers, body });
    return { status: response.status, text: await response.text() };
  } catch {
    return 'broken';
  }
}

test.each<[string, Fault, unknown, number]>([
  [
    'an error of SQS',
    { kind: 'error', code: 'RequestThrottled', status: 400, message: 'slow down' },
    { status: 400, text: expect.stringContaining('#RequestThrottled') },
    0,
  ],
  ['a connection that breaks before', { kind: 'resetBefore' }, 'broken', 0],
  ['a connection that breaks after', { kind: 'resetAfter' }, 'broken', 1],
  ['another answer', { kind: 'answer', status: 502, type: 'text/html', body: '<p>' }, { status: 502, text: '<p>' }, 1],
  [
    'a delay',
    { kind: 'delay', until: Promise.resolve() },
    { status: 200, text: expect.stringContaining('MessageId') },
    1,
  ],
])('%s', async (_name, wanted, answer, messages) => {
  fault = wanted;
  expect(await send()).toEqual(answer);
  expect(server.peek('orders')).toHaveLength(messages);
});
