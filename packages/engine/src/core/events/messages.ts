import type { JsonObject } from '@camunda-sqs-connector/feel/json';
import type { ElementInstance } from '../element-instance.ts';

export interface Message {
  readonly key: string;
  readonly name: string;
  readonly correlationKey: string;
  readonly messageId: string;
  readonly variables: JsonObject;
  /** Until when it is kept for later, in milliseconds since 1970. */
  readonly keptUntil: number;
  /** The process instances that it reached, by the process's id: it reaches one of each process only. */
  readonly reached: Map<string, string>;
}

export interface MessageSubscription {
  readonly id: string;
  readonly processId: string;
  readonly processInstanceKey: string;
  readonly name: string;
  readonly correlationKey: string;
  readonly fire: (message: Message) => void;
}

/** A process that messages of a name start. */
export interface MessageStart {
  readonly processId: string;
  readonly name: string;
  readonly fire: (message: Message) => ElementInstance;
}

/** Messages that wait for an instance, and instances that wait for a message. */
export class Messages {
  private readonly kept = new Map<string, Message>();
  private readonly subscriptions = new Map<string, MessageSubscription>();
  private readonly starts = new Map<string, MessageStart>();
  /** Process instances that were started by a message and run: one a process and correlation key. */
  private readonly locks = new Set<string>();

  /** A newer version of a process takes the place of the older one. */
  startBy(starts: readonly MessageStart[], processId: string): void {
    for (const [id, start] of this.starts) if (start.processId === processId) this.starts.delete(id);
    for (const start of starts) this.starts.set(`${start.processId} ${start.name}`, start);
  }

  isKept(name: string, correlationKey: string, messageId: string, now: number): boolean {
    return this.keptNow(now).some(
      (message) =>
        message.name === name && message.correlationKey === correlationKey && message.messageId === messageId,
    );
  }

  /** Whether an instance waits for such a message, or a process would be started by it. */
  isAwaited(name: string, correlationKey: string): boolean {
    const fits = (one: MessageSubscription) => one.name === name && one.correlationKey === correlationKey;
    return (
      [...this.subscriptions.values()].some(fits) || [...this.starts.values()].some((start) => start.name === name)
    );
  }

  /** Gives the message to all who wait for it, one of each process. */
  publish(message: Message, now: number): void {
    for (const start of this.starts.values()) if (start.name === message.name) this.start(start, message);
    for (const subscription of this.subscriptions.values()) this.correlate(message, subscription);
    if (message.keptUntil > now) this.kept.set(message.key, message);
  }

  /** Begins to wait; a message that was kept comes at once. */
  subscribe(subscription: MessageSubscription, now: number): void {
    this.subscriptions.set(subscription.id, subscription);
    this.takeKept(subscription, now);
  }

  /** Gives the next kept message, if there is one. */
  takeKept(subscription: MessageSubscription, now: number): void {
    if (this.subscriptions.get(subscription.id) !== subscription) return;
    for (const message of this.keptNow(now)) if (this.correlate(message, subscription)) return;
  }

  unsubscribe(id: string): void {
    this.subscriptions.delete(id);
  }

  /** A process instance ended: the next message with its correlation key may start another one. */
  unlock({ messageLock }: ElementInstance, now: number): void {
    if (!messageLock) return;
    const { processId, correlationKey } = messageLock;
    this.locks.delete(lockOf(processId, correlationKey));
    for (const message of this.keptNow(now)) {
      if (message.correlationKey !== correlationKey) continue;
      const start = this.starts.get(`${processId} ${message.name}`);
      if (start && this.start(start, message)) return;
    }
  }

  private start(start: MessageStart, message: Message): boolean {
    const { processId } = start;
    const { correlationKey, reached } = message;
    const lock = lockOf(processId, correlationKey);
    if (reached.has(processId) || (correlationKey !== '' && this.locks.has(lock))) return false;
    const instance = start.fire(message);
    reached.set(processId, instance.key);
    if (correlationKey !== '') {
      this.locks.add(lock);
      instance.messageLock = { processId, correlationKey };
    }
    return true;
  }

  private correlate(message: Message, subscription: MessageSubscription): boolean {
    const fits = subscription.name === message.name && subscription.correlationKey === message.correlationKey;
    if (!fits || message.reached.has(subscription.processId)) return false;
    message.reached.set(subscription.processId, subscription.processInstanceKey);
    subscription.fire(message);
    return true;
  }

  private keptNow(now: number): readonly Message[] {
    for (const [key, { keptUntil }] of this.kept) if (keptUntil <= now) this.kept.delete(key);
    return [...this.kept.values()];
  }
}

function lockOf(processId: string, correlationKey: string): string {
  return JSON.stringify([processId, correlationKey]);
}
