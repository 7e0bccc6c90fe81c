import { SqsError } from './sqs-error.ts';

/** How many receipts of former receives are remembered. */
const MOST_CLOSED = 10_000;

/** Receipts of messages that were received. Only the newest one of a message is open. */
export class Receipts<Entry> {
  private readonly entries = new Map<string, Entry>();
  private readonly closed = new Set<string>();

  open(receipt: string, entry: Entry): void {
    this.entries.set(receipt, entry);
  }

  /** The message is gone, or was received once more: the receipt still is one, but for nothing. */
  close(receipt: string): void {
    this.entries.delete(receipt);
    this.closed.add(receipt);
    const [oldest] = this.closed;
    if (this.closed.size > MOST_CLOSED && oldest !== undefined) this.closed.delete(oldest);
  }

  /** The message of an open receipt, undefined for a closed one. @throws SqsError where it never was a receipt */
  find(receipt: string): Entry | undefined {
    const entry = this.entries.get(receipt);
    if (entry !== undefined || this.closed.has(receipt)) return entry;
    throw new SqsError('ReceiptHandleIsInvalid', 'The input receipt handle is invalid.');
  }
}
