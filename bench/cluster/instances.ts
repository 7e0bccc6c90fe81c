import { INPUTS, taskModel } from '../../e2e/model.ts';

/** What differs between instances. */
export interface Messages {
  /** Of the body, in bytes. */
  readonly bodyBytes: number;
  /** To how many queues they go, with credentials of their own for each. */
  readonly queues: number;
}

/** What the figures are of unless a row says otherwise. */
export const ORDINARY: Messages = { bodyBytes: 358, queues: 1 };

/** A process that sends one message. URL, keys and body come from the instance's variables. */
export function modelOf(id: string): string {
  const inputs = {
    ...INPUTS,
    'authentication.accessKey': '=accessKey',
    'authentication.secretKey': '=secretKey',
    'queue.url': '=queueUrl',
    'queue.messageBody': '=order',
    'queue.messageAttributes':
      '={priority: {StringValue: "high", DataType: "String"}, source: {StringValue: "web shop", DataType: "String"}}',
  };
  return taskModel(inputs, { resultExpression: '={messageId: response.messageId}' }, '1', id, id);
}

/** The variables of an instance, as JSON. No body is like another. */
export function variablesOf(number: number, { bodyBytes, queues }: Messages): string {
  const order = { order: number, customer: 'C-4711', remark: '' };
  const remark = 'x'.repeat(Math.max(0, bodyBytes - JSON.stringify(order).length));
  const queue = number % queues;
  return JSON.stringify({
    order: { ...order, remark },
    queueUrl: `https://sqs.eu-central-1.amazonaws.com/123456789012/orders-${queue}`,
    accessKey: `AKIAEXAMPLE${String(queue).padStart(9, '0')}`,
    secretKey: `example-secret-key-of-queue-${queue}`,
  });
}
