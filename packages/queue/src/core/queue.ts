import { createHash } from 'node:crypto';
import { LIMITS } from '../limits.ts';
import type { Attribute, MessageInput } from './message.ts';
import { SqsError } from './sqs-error.ts';

/** A message as it lies in a queue. */
export interface StoredMessage {
  readonly messageId: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, Attribute>>;
  readonly groupId?: string;
  readonly deduplicationId?: string;
  /** Grows with each message of a FIFO queue. */
  readonly sequenceNumber?: string;
  /** Milliseconds since 1970. */
  readonly sentAt: number;
}

export interface Sent {
  readonly messageId: string;
  readonly sequenceNumber?: string;
}

interface Entry {
  readonly message: StoredMessage;
  visibleAt: number;
  receipt?: string;
}

export interface QueueOptions {
  readonly fifo: boolean;
  readonly contentBasedDeduplication: boolean;
  readonly visibilityMs: number;
}

/** A queue. It holds no clock: every operation is told the time, in milliseconds since 1970. */
export class Queue {
  readonly options: QueueOptions;
  private readonly newId: () => string;
  private readonly entries = new Set<Entry>();
  private readonly remembered = new Map<string, { readonly sent: Sent; readonly until: number }>();
  private sequence = 0n;

  constructor(options: QueueOptions, newId: () => string) {
    this.options = options;
    this.newId = newId;
  }

  /** @throws SqsError where a FIFO queue misses an id, or is given a delay */
  send(input: MessageInput, now: number): Sent {
    const deduplicationId = this.options.fifo ? this.deduplicationIdOf(input) : undefined;
    const known = deduplicationId === undefined ? undefined : this.remembered.get(deduplicationId);
    // A duplicate succeeds: the sender gets the first message's ids, even if that message has been consumed since.
    if (known && known.until > now) return known.sent;
    const message: StoredMessage = {
      messageId: this.newId(),
      body: input.body,
      attributes: input.attributes,
      sentAt: now,
      ...(input.groupId !== undefined && { groupId: input.groupId }),
      ...(deduplicationId !== undefined && { deduplicationId }),
      ...(this.options.fifo && { sequenceNumber: String(++this.sequence).padStart(20, '0') }),
    };
    this.entries.add({ message, visibleAt: now + (input.delaySeconds ?? 0) * 1000 });
    const { messageId, sequenceNumber } = message;
    const sent = { messageId, ...(sequenceNumber !== undefined && { sequenceNumber }) };
    if (deduplicationId !== undefined) this.remember(deduplicationId, sent, now);
    return sent;
  }

  private deduplicationIdOf(input: MessageInput): string {
    if (input.groupId === undefined) {
      throw new SqsError('MissingParameter', 'The request must contain the parameter MessageGroupId.');
    }
    if (input.delaySeconds !== undefined) {
      throw new SqsError('InvalidParameterValue', 'The parameter DelaySeconds is not valid for this queue type.');
    }
    if (input.deduplicationId !== undefined) return input.deduplicationId;
    if (this.options.contentBasedDeduplication) return createHash('sha256').update(input.body).digest('hex');
    throw new SqsError(
      'InvalidParameterValue',
      'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly.',
    );
  }

  private remember(id: string, sent: Sent, now: number): void {
    for (const [known, { until }] of this.remembered) {
      if (until > now) break;
      this.remembered.delete(known);
    }
    this.remembered.delete(id);
    this.remembered.set(id, { sent, until: now + LIMITS.deduplicationMs });
  }

  /** Hides what it gives for the visibility timeout. A FIFO group with a message in flight gives none. */
  receive(
    most: number,
    visibilityMs: number | undefined,
    now: number,
  ): readonly { message: StoredMessage; receipt: string }[] {
    const received: { message: StoredMessage; receipt: string }[] = [];
    const locked = new Set<string>();
    for (const entry of this.entries) {
      if (received.length === most) break;
      const { groupId } = entry.message;
      if (this.options.fifo && groupId !== undefined && locked.has(groupId)) continue;
      if (entry.visibleAt > now) {
        if (groupId !== undefined) locked.add(groupId);
        continue;
      }
      entry.receipt = this.newId();
      entry.visibleAt = now + (visibilityMs ?? this.options.visibilityMs);
      received.push({ message: entry.message, receipt: entry.receipt });
    }
    return received;
  }

  /** @throws SqsError where no message has that receipt */
  changeVisibility(receipt: string, visibilityMs: number, now: number): void {
    this.entryOf(receipt).visibleAt = now + visibilityMs;
  }

  /** A message that is gone already is no error. */
  delete(receipt: string): void {
    for (const entry of this.entries) if (entry.receipt === receipt) this.entries.delete(entry);
  }

  purge(): void {
    this.entries.clear();
  }

  /** All messages, in flight or not, oldest first. Nothing changes. */
  peek(): readonly StoredMessage[] {
    return [...this.entries].map(({ message }) => message);
  }

  private entryOf(receipt: string): Entry {
    for (const entry of this.entries) if (entry.receipt === receipt) return entry;
    throw new SqsError('ReceiptHandleIsInvalid', 'The input receipt handle is invalid.');
  }
}
