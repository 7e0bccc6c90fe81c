import { ConnectorError, type Execution } from '@camunda-sqs-connector/runtime';
import type { Message, SendRequest, ToldApart } from '../request/send-request.ts';
import type { SendResponse } from '../sending/send-message.ts';
import type { Sender } from '../sending/sender.ts';
import { deduplicationIdOf } from './job-id.ts';
import { QueuesThatWantIds } from './known-queues.ts';
import type { LateReruns } from './late-reruns.ts';
import type { Namespace } from './namespace.ts';

export interface SendForJobOptions {
  readonly sender: Pick<Sender, 'send'>;
  readonly namespace: Namespace;
  readonly lateReruns: LateReruns;
}

/** Sends the message that a job asks for. @throws ConnectorError */
export type SendForJob = (request: SendRequest, execution: Execution) => Promise<SendResponse>;

/** Decides how a FIFO queue knows a job's message again, and sends it. */
export function createSendForJob({ sender, namespace, lateReruns }: SendForJobOptions): SendForJob {
  const queuesThatWantIds = new QueuesThatWantIds();

  return async (request, { job, deadline }) => {
    const { queue } = request;
    if (queue.kind === 'standard') return sender.send({ ...request, queue }, deadline);
    lateReruns.look(job);
    const sendWith = (deduplication: ToldApart) =>
      sender.send({ ...request, queue: { ...queue, deduplication } } satisfies Message, deadline);
    const sendWithId = async () => {
      const id = deduplicationIdOf(job, await namespace(deadline));
      return sendWith({ kind: 'id', id });
    };
    const { deduplication } = queue;
    switch (deduplication.kind) {
      case 'id':
      case 'queue':
        return sendWith(deduplication);
      case 'job':
        return sendWithId();
      case 'either':
        if (queuesThatWantIds.has(request)) return sendWithId();
        try {
          return await sendWith({ kind: 'queue' });
        } catch (error) {
          if (!wantsId(error)) throw error;
          // It was refused, so it is in no queue: with an id it is there once.
          queuesThatWantIds.add(request);
          return sendWithId();
        }
    }
  };
}

/** Whether a queue refused a message because it had no id and the queue does not look at contents. Servers agree on this word of the text alone. */
function wantsId(error: unknown): boolean {
  return error instanceof ConnectorError && error.message.includes('ContentBasedDeduplication');
}
