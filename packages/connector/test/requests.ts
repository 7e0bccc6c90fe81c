import { createSendRequestSchema } from '../src/request/schema.ts';
import type { Message } from '../src/request/send-request.ts';

/** The inputs of a task that is filled in completely; a test replaces what it is about. */
export function inputs(queue: Record<string, unknown> = {}, rest: Record<string, unknown> = {}) {
  return {
    authentication: { type: 'credentials', accessKey: 'AKIAEXAMPLE', secretKey: 'secret' },
    configuration: { region: 'eu-central-1' },
    queue: {
      url: 'https://sqs.eu-central-1.amazonaws.com/123456789012/orders',
      type: 'standard',
      messageBody: 'hello',
      ...queue,
    },
    ...rest,
  };
}

export const schema = createSendRequestSchema({ defaultChainAllowed: true });

/** A message as it goes to SQS, where nothing is left to be decided by the job. */
export function requestOf(...parts: Parameters<typeof inputs>): Message {
  const request = schema.parse(inputs(...parts));
  const { queue } = request;
  if (queue.kind === 'standard') return { ...request, queue };
  const { deduplication } = queue;
  return {
    ...request,
    queue: { ...queue, deduplication: deduplication.kind === 'id' ? deduplication : { kind: 'queue' } },
  };
}
