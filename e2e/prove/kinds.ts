import { INPUTS, taskModel } from '../model.ts';

/** How a message is known again: not at all, by an id of the model's, by its job. */
export type Kind = 'standard' | 'ownId' | 'byJob';

/** So many FIFO groups that they hold each other up rarely. */
const GROUPS = 200;

const FIFO = {
  'queue.type': 'fifo',
  'queue.messageGroupId': `="group-" + string(modulo(n, ${GROUPS}))`,
};

interface KindOfJob {
  readonly queue: string;
  readonly inputs: Readonly<Record<string, string>>;
}

export const KINDS: Readonly<Record<Kind, KindOfJob>> = {
  standard: { queue: 'prove', inputs: {} },
  ownId: {
    queue: 'prove-own-id.fifo',
    inputs: { ...FIFO, 'queue.messageDeduplicationId': '="order-" + string(n)' },
  },
  byJob: { queue: 'prove-by-job.fifo', inputs: { ...FIFO, 'queue.deduplication': 'job' } },
};

export const KIND_NAMES = Object.keys(KINDS) as readonly Kind[];

/** Half of the numbers are for the standard queue, a quarter for each of the others. */
export function kindOf(n: number): Kind {
  return (['standard', 'ownId', 'standard', 'byJob'] as const)[n % 4] ?? 'standard';
}

export function isFifo(kind: Kind): boolean {
  return kind !== 'standard';
}

/** A process that sends its number, and keeps the message's id. It is tried as often as it takes: no fault here is one to end by. */
export function modelOf(kind: Kind): string {
  const { queue, inputs } = KINDS[kind];
  const all = {
    ...INPUTS,
    'queue.url': `https://sqs.eu-central-1.amazonaws.com/123456789012/${queue}`,
    'queue.messageBody': '=n',
    ...inputs,
  };
  const headers = { resultExpression: '={messageId: response.messageId}', retryBackoff: 'PT1S' };
  return taskModel(all, headers, '100', processOf(kind));
}

export function processOf(kind: Kind): string {
  return `prove-${kind}`;
}
