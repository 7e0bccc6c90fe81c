import type { Fields } from '@camunda-sqs-connector/queue';
import type { Answer } from '../../src/sending/send-message.ts';
import type { Attempt, Ledger } from './ledger.ts';
import { jsonOf, textOf } from './message.ts';

/** Queues that told a process that they want ids: it has to remember. */
export class WantedIds {
  private readonly heardAt = new Map<string, number>();
  private readonly ledger: Ledger;

  constructor(ledger: Ledger) {
    this.ledger = ledger;
  }

  /** What holds for a message without an id that goes to a queue which wants one. Who was at work already may not have known. */
  check({ QueueUrl: url }: Fields, attempt: Attempt, what: () => string): void {
    const heardAt = this.heardAt.get(textOf(url)) ?? Number.POSITIVE_INFINITY;
    this.ledger.check(attempt.receivedAt <= heardAt, 'a queue that wants ids is remembered', what);
  }

  /** An answer has reached the process. */
  hear({ QueueUrl: url, Entries: entries }: Fields, { status, text }: Answer, now: number): void {
    // Of a batch that is refused as a whole each message is sent again alone, and learns its own fate.
    if (entries !== undefined && status !== 200) return;
    const { message, Failed: failed = [] } = jsonOf(text) ?? {};
    const reasons = [message, ...(failed as readonly Fields[]).map(({ Message: reason }) => reason)];
    const isWanted = reasons.some((reason) => textOf(reason).includes('ContentBasedDeduplication'));
    if (isWanted && !this.heardAt.has(textOf(url))) this.heardAt.set(textOf(url), now);
  }
}
