import { startTestbed } from '@camunda-sqs-connector/testing';
import { expect, test } from 'vitest';
import { INPUTS, taskModel } from './model.ts';

const FIFO = {
  ...INPUTS,
  'queue.url': 'https://sqs.eu-central-1.amazonaws.com/123456789012/orders.fifo',
  'queue.type': 'fifo',
  'queue.messageGroupId': 'g',
};
const HEADERS = { resultExpression: '={sent: response.messageId}' };

test.each([
  ['deduplicated by the job', { 'queue.deduplication': 'job' }],
  ['of a model for the official connector', {}],
])('%s: the answer is lost until the job fails, and its next execution gets the same message', async (_name, more) => {
  let lost = 0;
  const ids = new Set<unknown>();
  const bed = await startTestbed({
    secrets: { ACCESS_KEY: 'A', SECRET_KEY: 's' },
    environment: { AWS_MAX_ATTEMPTS: '1' },
    intercept: ({ input: { MessageDeduplicationId: id } }) => {
      if (id === undefined) return undefined;
      ids.add(id);
      return lost++ < 2 ? { kind: 'resetAfter' } : undefined;
    },
  });
  try {
    await bed.deploy('journey.bpmn', taskModel({ ...FIFO, ...more }, HEADERS, '3'));
    const ending = await bed.run('journey');
    const messages = bed.queue.peek('orders.fifo');
    expect(lost).toBe(3);
    expect(ids.size).toBe(1);
    expect(messages).toHaveLength(1);
    expect(ending).toMatchObject({ kind: 'completed' });
    expect(ending.kind === 'completed' && ending.variables.get('sent')).toBe(JSON.stringify(messages[0]?.messageId));
  } finally {
    await bed.stop();
  }
});
