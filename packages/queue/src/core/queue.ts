import TinyQueue from 'tinyqueue';
import { LIMITS } from '../limits.ts';
import { Deduplication } from './deduplication.ts';
import { contentId, type MessageInput, messageBytes } from './message.ts';
import type { Attributes } from './message-attributes.ts';
import type { QueueSettings } from './queue-settings.ts';
import { Receipts } from './receipts.ts';
import { invalid, missing, SqsError } from './sqs-error.ts';

/** A message as it lies in a queue. */
export interface StoredMessage {
  readonly messageId: string;
  readonly body: string;
  readonly attributes: Attributes;
  readonly groupId?: string;
  readonly deduplicationId?: string;
  /** Grows with each message of a FIFO queue. */
  readonly sequenceNumber?: string;
  readonly traceHeader?: string;
  /** Milliseconds since 1970. */
  readonly sentAt: number;
}

export interface Sent {
  readonly messageId: string;
  readonly sequenceNumber?: string;
}

export interface Received {
  readonly message: StoredMessage;
  readonly receipt: string;
  readonly receiveCount: number;
  /** Milliseconds since 1970. */
  readonly firstReceivedAt: number;
  /** The queue that gave the message up, where this is its dead-letter queue. */
  readonly deadLetterSource: string | undefined;
}

/** What a queue needs from around it. */
export interface QueueEffects {
  readonly newId: () => string;
  /** Takes a message that was received too often. */
  readonly giveUp: (message: StoredMessage, now: number) => void;
}

interface Entry {
  readonly order: number;
  readonly message: StoredMessage;
  readonly lane: Lane;
  readonly deadLetterSource: string | undefined;
  /** Until when nobody gets it. */
  hiddenUntil: number;
  isHidden: boolean;
  isGone: boolean;
  receipt: string | undefined;
  receiveCount: number;
  firstReceivedAt: number;
}

/** Messages that come one after the other: a group of a FIFO queue, or a single message of a standard queue. */
interface Lane {
  readonly key: string;
  readonly entries: Entry[];
  /** How many of them are in flight or delayed: while there are any, the lane gives none. */
  hidden: number;
}

/** A queue. It holds no clock: every operation is told the time, in milliseconds since 1970, which must not go back. */
export class Queue {
  settings: QueueSettings;
  readonly createdAt: number;
  changedAt: number;
  private readonly effects: QueueEffects;
  private readonly deduplication = new Deduplication();
  /** In the order of arrival. */
  private readonly entries = new Set<Entry>();
  private readonly receipts = new Receipts<Entry>();
  private readonly lanes = new Map<string, Lane>();
  /** Lanes that may give a message, the one with the oldest first. Those that moved on are skipped when they come up. */
  private readonly ready = new TinyQueue<{ readonly order: number; readonly lane: Lane }>(
    [],
    (a, b) => a.order - b.order,
  );
  private readonly hidden = new TinyQueue<{ readonly until: number; readonly entry: Entry }>(
    [],
    (a, b) => a.until - b.until,
  );
  private arrivals = 0;
  private sequence = 0n;
  private purgedAt = Number.NEGATIVE_INFINITY;

  constructor(settings: QueueSettings, effects: QueueEffects, now: number) {
    this.settings = settings;
    this.effects = effects;
    this.createdAt = now;
    this.changedAt = now;
  }

  /** @throws SqsError where a FIFO queue misses an id, or the queue's kind or limits don't allow the message */
  send(input: MessageInput, now: number): Sent {
    this.check(input);
    const { isFifo, delaySeconds } = this.settings;
    const deduplicationId = isFifo ? (input.deduplicationId ?? contentId(input)) : undefined;
    const scope = this.settings.deduplicationScope === 'messageGroup' ? input.groupId : undefined;
    // A duplicate succeeds: the sender gets the first message's ids, even if that message has been consumed since.
    const known = deduplicationId === undefined ? undefined : this.deduplication.find(scope, deduplicationId, now);
    if (known) return known;
    const { delaySeconds: own, ...content } = input;
    const message: StoredMessage = {
      ...content,
      messageId: this.effects.newId(),
      sentAt: now,
      ...(deduplicationId !== undefined && { deduplicationId }),
      ...(isFifo && { sequenceNumber: this.nextSequenceNumber() }),
    };
    this.add(message, now + (own ?? delaySeconds) * 1000, now);
    const { messageId, sequenceNumber } = message;
    const sent = { messageId, ...(sequenceNumber !== undefined && { sequenceNumber }) };
    if (deduplicationId !== undefined) this.deduplication.remember(scope, deduplicationId, sent, now);
    return sent;
  }

  /** Takes a message that another queue gave up. It keeps its id and the time at which it was sent. */
  takeDeadLetter(message: StoredMessage, source: string, now: number): void {
    this.add(message, now, now, source);
  }

  /** Gives messages and hides them for the visibility timeout. */
  receive(most: number, now: number, visibilitySeconds = this.settings.visibilitySeconds): readonly Received[] {
    this.letTimePass(now);
    const received: Received[] = [];
    const lanes: Lane[] = [];
    while (received.length < most) {
      const lane = this.takeReadyLane();
      if (!lane) break;
      lanes.push(lane);
      // All entries of a ready lane are visible.
      for (const entry of [...lane.entries]) {
        if (received.length === most) break;
        if (this.isReceivedTooOften(entry)) this.giveUp(entry, now);
        else received.push(this.handOut(entry, visibilitySeconds, now));
      }
    }
    // Only now: a message that is not hidden must not come twice in one answer.
    for (const lane of lanes) this.offer(lane);
    return received;
  }

  /** When a message becomes visible by itself, or Infinity. */
  nextVisibleAt(): number {
    for (let next = this.hidden.peek(); next; next = this.hidden.peek()) {
      if (!isStale(next)) return next.until;
      this.hidden.pop();
    }
    return Number.POSITIVE_INFINITY;
  }

  /** @throws SqsError where no message in flight has that receipt */
  changeVisibility(receipt: string, visibilitySeconds: number, now: number): void {
    this.letTimePass(now);
    const entry = this.receipts.find(receipt);
    if (!entry?.isHidden) {
      throw new SqsError('MessageNotInflight', 'The specified message is not in flight.');
    }
    this.unhide(entry);
    if (visibilitySeconds > 0) this.hide(entry, now + visibilitySeconds * 1000);
    this.offer(entry.lane);
  }

  /** Deletes the message that was received by this receipt. One that is gone already is no error. @throws SqsError */
  delete(receipt: string): void {
    const entry = this.receipts.find(receipt);
    if (entry) this.remove(entry);
  }

  /** @throws SqsError where the last purge was less than a minute ago */
  purge(now: number): void {
    if (now - this.purgedAt < LIMITS.purgeMs) {
      throw new SqsError('PurgeQueueInProgress', 'Only one PurgeQueue operation is allowed every 60 seconds.');
    }
    this.purgedAt = now;
    for (const entry of this.entries) this.remove(entry);
  }

  /** All messages, in flight or not, oldest first. Nothing changes. */
  peek(): readonly StoredMessage[] {
    return [...this.entries].map(({ message }) => message);
  }

  counts(now: number): { readonly visible: number; readonly inFlight: number; readonly delayed: number } {
    this.letTimePass(now);
    const counts = { visible: 0, inFlight: 0, delayed: 0 };
    for (const { isHidden, receipt } of this.entries) {
      counts[!isHidden ? 'visible' : receipt === undefined ? 'delayed' : 'inFlight']++;
    }
    return counts;
  }

  private check(input: MessageInput): void {
    const { isFifo, maximumMessageBytes } = this.settings;
    const bytes = messageBytes(input);
    if (bytes > maximumMessageBytes) {
      const text = `One or more parameters are invalid. Reason: Message must be shorter than ${maximumMessageBytes} bytes.`;
      throw new SqsError('InvalidParameterValue', text);
    }
    const reason = 'The request include parameter that is not valid for this queue type.';
    this.checkIds(input);
    if (isFifo && input.delaySeconds !== undefined) throw invalid('DelaySeconds', input.delaySeconds, reason);
    if (!isFifo && input.deduplicationId !== undefined)
      throw invalid('MessageDeduplicationId', input.deduplicationId, reason);
  }

  /** @throws SqsError where a FIFO queue needs an id that is missing */
  checkIds({ groupId, deduplicationId }: { readonly groupId?: unknown; readonly deduplicationId?: unknown }): void {
    const { isFifo, contentBasedDeduplication } = this.settings;
    if (!isFifo) return;
    if (groupId === undefined) throw missing('MessageGroupId');
    if (deduplicationId !== undefined || contentBasedDeduplication) return;
    throw new SqsError(
      'InvalidParameterValue',
      'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly.',
    );
  }

  private nextSequenceNumber(): string {
    this.sequence++;
    return String(this.sequence).padStart(20, '0');
  }

  private add(message: StoredMessage, visibleAt: number, now: number, deadLetterSource?: string): void {
    this.letTimePass(now);
    const order = this.arrivals++;
    const lane = this.laneOf(this.settings.isFifo ? `group ${message.groupId}` : `message ${order}`);
    const entry: Entry = {
      order,
      message,
      lane,
      deadLetterSource,
      hiddenUntil: 0,
      isHidden: false,
      isGone: false,
      receipt: undefined,
      receiveCount: 0,
      firstReceivedAt: 0,
    };
    this.entries.add(entry);
    lane.entries.push(entry);
    if (visibleAt > now) this.hide(entry, visibleAt);
    this.offer(lane);
  }

  private laneOf(key: string): Lane {
    const lane = this.lanes.get(key) ?? { key, entries: [], hidden: 0 };
    this.lanes.set(key, lane);
    return lane;
  }

  private takeReadyLane(): Lane | undefined {
    for (let next = this.ready.pop(); next; next = this.ready.pop()) {
      const { lane, order } = next;
      if (lane.hidden === 0 && lane.entries[0]?.order === order) return lane;
    }
    return undefined;
  }

  private offer(lane: Lane): void {
    const [first] = lane.entries;
    if (!first) this.lanes.delete(lane.key);
    else if (lane.hidden === 0) this.ready.push({ order: first.order, lane });
  }

  private handOut(entry: Entry, visibilitySeconds: number, now: number): Received {
    if (entry.receipt !== undefined) this.receipts.close(entry.receipt);
    entry.receipt = this.effects.newId();
    entry.receiveCount++;
    if (entry.receiveCount === 1) entry.firstReceivedAt = now;
    this.receipts.open(entry.receipt, entry);
    if (visibilitySeconds > 0) this.hide(entry, now + visibilitySeconds * 1000);
    const { message, receipt, receiveCount, firstReceivedAt, deadLetterSource } = entry;
    return { message, receipt, receiveCount, firstReceivedAt, deadLetterSource };
  }

  private isReceivedTooOften({ receiveCount }: Entry): boolean {
    const { redrive } = this.settings;
    return redrive !== undefined && receiveCount >= redrive.maxReceiveCount;
  }

  private giveUp(entry: Entry, now: number): void {
    this.takeOut(entry);
    this.effects.giveUp(entry.message, now);
  }

  private hide(entry: Entry, until: number): void {
    entry.hiddenUntil = until;
    entry.isHidden = true;
    entry.lane.hidden++;
    this.hidden.push({ until, entry });
  }

  private unhide(entry: Entry): void {
    entry.isHidden = false;
    entry.lane.hidden--;
  }

  private remove(entry: Entry): void {
    this.takeOut(entry);
    this.offer(entry.lane);
  }

  private takeOut(entry: Entry): void {
    if (entry.isHidden) this.unhide(entry);
    entry.isGone = true;
    this.entries.delete(entry);
    entry.lane.entries.splice(entry.lane.entries.indexOf(entry), 1);
    if (entry.receipt !== undefined) this.receipts.close(entry.receipt);
  }

  private letTimePass(now: number): void {
    while (this.nextVisibleAt() <= now) {
      const { entry } = this.hidden.pop() ?? {};
      if (!entry) break;
      this.unhide(entry);
      this.offer(entry.lane);
    }
    const retentionMs = this.settings.retentionSeconds * 1000;
    for (const entry of this.entries) {
      if (entry.message.sentAt + retentionMs > now) break;
      this.remove(entry);
    }
  }
}

function isStale({ until, entry }: { readonly until: number; readonly entry: Entry }): boolean {
  return entry.isGone || !entry.isHidden || entry.hiddenUntil !== until;
}
