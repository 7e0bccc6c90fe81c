import { createSendRequestSchema } from '../src/request/schema.ts';
import type { SendRequest } from '../src/request/send-request.ts';

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

export function requestOf(...parts: Parameters<typeof inputs>): SendRequest {
  return schema.parse(inputs(...parts));
}
