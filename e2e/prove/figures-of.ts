import type { Figures } from '../../scripts/figures/record.mjs';
import type { Recorded } from '../proxy/sqs-proxy.ts';
import type { Instance } from './engine-ledger.ts';
import type { Kind } from './kinds.ts';
import type { Fates } from './mortal-connector.ts';
import { duplicates, type Problems, type Taken } from './problems.ts';
import type { Sends } from './sends.ts';

interface Seen {
  readonly problems: Problems;
  readonly instances: readonly Instance[];
  readonly taken: Readonly<Record<Kind, readonly Taken[]>>;
  readonly requests: readonly Recorded[];
  readonly sends: Sends;
  readonly fates: Fates;
}

/** What a reader is told of a run. */
export function figuresOf({ problems, instances, taken, requests, sends, fates }: Seen): Figures {
  const faulty = requests.flatMap(({ fault }) => fault ?? []);
  return {
    'instances completed': instances.filter(({ isCompleted }) => isCompleted).length,
    incidents: problems.incidents.length,
    'messages missing': problems.missing.length,
    'messages on FIFO queues': taken.ownId.length + taken.byJob.length,
    'sends to FIFO queues': sends.fifo,
    'FIFO messages twice': problems.twiceOnFifo.length,
    'seconds from a FIFO message’s first send to its last, at most': Math.round(sends.longestRepeatMs / 1000),
    'messages on standard queues': taken.standard.length,
    'standard messages twice': duplicates(taken.standard),
    'answers lost': sends.standardAnswersLost,
    'ids unknown to their process': problems.unknownId.length,
    'requests to SQS': requests.length,
    'requests that went wrong': faulty.length,
    'connectors killed': fates.killed,
    'connectors stopped': fates.stopped,
    'secrets in logs': fates.secretsInLogs.length,
    'went wrong how': Object.fromEntries(
      [...new Set(faulty)].sort().map((kind) => [kind, faulty.filter((one) => one === kind).length]),
    ),
  };
}
