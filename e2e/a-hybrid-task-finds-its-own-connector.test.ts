import { startTestbed } from '@camunda-sqs-connector/testing';
import { expect, test } from 'vitest';
import { write } from './generations/generation.ts';
import { PUBLISHED } from './generations/published.ts';
import { taskModel } from './model.ts';

test.each([PUBLISHED.hybrid10, PUBLISHED.hybrid13])('$name, with a job type of its own', async (generation) => {
  const testbed = await startTestbed({
    secrets: { ACCESS_KEY: 'AKIA', SECRET_KEY: 'very-secret' },
    environment: { CONNECTOR_AWS_SQS_OUTBOUND_TYPE: 'orders-on-premises' },
  });
  try {
    const task = write(generation, {
      type: 'orders-on-premises',
      'authentication.accessKey': '{{secrets.ACCESS_KEY}}',
      'authentication.secretKey': '{{secrets.SECRET_KEY}}',
      'queue.url': 'https://sqs.eu-central-1.amazonaws.com/123456789012/orders',
      'configuration.region': 'eu-central-1',
      'queue.messageBody': '="hello"',
    });
    await testbed.deploy('journey.bpmn', taskModel(task.inputs, task.headers, '1', 'journey', task.jobType));
    expect(await testbed.run('journey')).toMatchObject({ kind: 'completed' });
    expect(testbed.queue.peek('orders').map(({ body }) => body)).toEqual(['hello']);
  } finally {
    await testbed.stop();
  }
});
