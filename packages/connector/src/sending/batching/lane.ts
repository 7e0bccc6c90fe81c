/** What a lane must know of a message to put it into a request. */
export interface LaneMessage {
  /** Body and attributes, as SQS counts them. */
  readonly bytes: number;
  /** How long its answer can be waited for, in milliseconds from its arrival. */
  readonly timeForAnswerMs: number;
  /** Of a FIFO queue: no two requests with messages of one group are under way. */
  readonly groupId?: string;
}

export interface LaneLimits {
  /** Messages of a request. */
  readonly maxEntries: number;
  /** Bytes of all messages of a request. */
  readonly maxBytes: number;
  /** Requests under way at the most. */
  readonly maxInFlight: number;
}

/**
 * The way of messages that share endpoint, queue and identity. A message that finds it idle leaves at once. Those that arrive while
 * a request is under way leave together: as soon as they fill a request, as soon as one comes back, or when that takes too long.
 *
 * It is a state machine without effects: whoever runs it sends what `next` gives, and tells it when a request has ended.
 */
export class Lane<Message extends LaneMessage> {
  private readonly limits: LaneLimits;
  private waiting: Message[] = [];
  private readonly busyGroups = new Set<string>();
  private inFlight = 0;
  /** How many may be under way now: fewer after a throttled one. */
  private allowedInFlight: number;
  private hasRoomForPart = true;

  constructor(limits: LaneLimits) {
    this.limits = limits;
    this.allowedInFlight = limits.maxInFlight;
  }

  /** Whether nothing waits and nothing is under way. */
  get isIdle(): boolean {
    return this.waiting.length === 0 && this.inFlight === 0;
  }

  get isWaiting(): boolean {
    return this.waiting.length > 0;
  }

  add(message: Message): void {
    this.waiting.push(message);
  }

  /** Takes out the messages that must not wait any longer. */
  giveUp(isLate: (message: Message) => boolean): readonly Message[] {
    const late = this.waiting.filter(isLate);
    if (late.length > 0) this.waiting = this.waiting.filter((message) => !isLate(message));
    return late;
  }

  /** The least of what is asked of the messages that wait, or Infinity. */
  leastOf(value: (message: Message) => number): number {
    return this.waiting.reduce((least, message) => Math.min(least, value(message)), Number.POSITIVE_INFINITY);
  }

  /** The messages of the next request that may leave now, in the order of their arrival; undefined where none may. */
  next(): readonly Message[] | undefined {
    if (this.inFlight >= this.allowedInFlight) return undefined;
    const { entries, isFull } = this.choose();
    if (entries.length === 0) return undefined;
    // A part of a request leaves only where nothing is under way, or where something has just come back.
    if (!isFull && this.inFlight > 0 && !this.hasRoomForPart) return undefined;
    this.hasRoomForPart = false;
    const chosen = new Set(entries);
    this.waiting = this.waiting.filter((message) => !chosen.has(message));
    for (const { groupId } of entries) if (groupId !== undefined) this.busyGroups.add(groupId);
    this.inFlight++;
    return entries;
  }

  /** A request has ended, whatever came of it. @param isThrottled whether SQS asked for fewer requests */
  ended(entries: readonly Message[], isThrottled = false): void {
    for (const { groupId } of entries) if (groupId !== undefined) this.busyGroups.delete(groupId);
    this.inFlight--;
    this.hasRoomForPart = true;
    this.allowedInFlight = isThrottled
      ? Math.max(1, Math.floor(this.allowedInFlight / 2))
      : Math.min(this.limits.maxInFlight, this.allowedInFlight + 1);
  }

  /** What is under way takes too long to be waited for: the next request may leave with what there is. */
  hurry(): void {
    this.hasRoomForPart = true;
  }

  private choose(): { readonly entries: readonly Message[]; readonly isFull: boolean } {
    const entries: Message[] = [];
    const passedOver = new Set<string>();
    let bytes = 0;
    for (const message of this.waiting) {
      const { groupId } = message;
      if (groupId !== undefined && (this.busyGroups.has(groupId) || passedOver.has(groupId))) continue;
      if (!canTravelWith(message, entries[0])) {
        // What follows must not overtake it in its group.
        if (groupId !== undefined) passedOver.add(groupId);
        continue;
      }
      // The same holds here. A message that is too large by itself does not reach a lane.
      if (bytes + message.bytes > this.limits.maxBytes) return { entries, isFull: true };
      entries.push(message);
      bytes += message.bytes;
      if (entries.length === this.limits.maxEntries) return { entries, isFull: true };
    }
    return { entries, isFull: false };
  }
}

/**
 * A request is given up when the first of its messages cannot wait any longer. Whoever could have waited has to send again then, and
 * its message may arrive twice: so nobody travels with one who has much less time.
 */
function canTravelWith(message: LaneMessage, first: LaneMessage = message): boolean {
  const [less = 0, more = 0] = [message.timeForAnswerMs, first.timeForAnswerMs].sort((a, b) => a - b);
  return more <= 2 * less;
}
