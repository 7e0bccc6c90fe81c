import type { SqsQueues } from '../worlds/sqs-queues.ts';
import { KIND_NAMES, KINDS, type Kind } from './kinds.ts';
import type { Taken } from './problems.ts';

const EVERY_MS = 500;

/** Takes messages out while others come: an SQS server that keeps them in memory need not keep all. */
export interface Drains {
  readonly taken: Readonly<Record<Kind, readonly Taken[]>>;
  /** Ends when all queues are empty. */
  stop(): Promise<void>;
}

export function startDrains(queues: SqsQueues): Drains {
  const taken: Record<Kind, Taken[]> = { standard: [], ownId: [], byJob: [] };
  let isStopping = false;
  let wake = () => {};

  async function drain(kind: Kind): Promise<void> {
    for (const { body, messageId } of await queues.drain(KINDS[kind].queue)) {
      taken[kind].push({ n: Number(body), messageId });
    }
  }

  async function drainAll(): Promise<void> {
    while (!isStopping) {
      for (const kind of KIND_NAMES) await drain(kind);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, EVERY_MS);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    for (const kind of KIND_NAMES) await drain(kind);
  }

  const draining = drainAll();
  draining.catch(() => {});
  return {
    taken,
    async stop() {
      isStopping = true;
      wake();
      await draining;
    },
  };
}
