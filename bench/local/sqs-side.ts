import { startChild } from '../child.ts';
import type { Turn } from '../rounds.ts';

/** What SQS costs alone, without engine and jobs. */
export interface SqsSide {
  readonly turns: readonly Turn[];
  /** Of messages that leave together, by who sends them. */
  readonly together: { readonly ours: Turn; readonly usual: Turn };
  stop(): Promise<void>;
}

/** Each message by itself, and many that come at once. Of the latter AWS's SDK is given tens: it gathers none by itself. */
const WAYS = {
  alone: { messages: 2000, atOnce: 16 },
  together: { messages: 20_000, atOnce: 60 },
} as const;

/** Our sender and AWS's SDK, in a process each, against a stub of SQS in a third. */
export async function startSqsSide(): Promise<SqsSide> {
  const stub = await startChild('sqs-stub');
  const state = () => stub.ask<{ readonly endpoint: string; readonly requests: number }>({});
  const { endpoint } = await state();
  const ours = await startChild('our-sender', [endpoint]);
  const usual = await startChild('aws-sdk-sender', [endpoint]);

  function turn(candidate: 'connector' | 'usual', how: keyof typeof WAYS): Turn {
    const { messages, atOnce } = WAYS[how];
    return {
      situation: { part: 'SQS alone', messages: how },
      candidate,
      async run() {
        const before = await state();
        const sender = candidate === 'connector' ? ours : usual;
        const { cpuMs } = await sender.ask<{ readonly cpuMs: number }>({ how, messages, atOnce });
        const { requests } = await state();
        return {
          cpuUsPerMessage: (cpuMs * 1000) / messages,
          sqsRequestsPerMessage: (requests - before.requests) / messages,
        };
      },
    };
  }

  const together = { ours: turn('connector', 'together'), usual: turn('usual', 'together') };
  return {
    turns: [together.ours, together.usual, turn('connector', 'alone'), turn('usual', 'alone')],
    together,
    async stop() {
      await Promise.all([ours, usual, stub].map((child) => child.stop()));
    },
  };
}
