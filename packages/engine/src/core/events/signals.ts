import type { JsonObject } from '@camunda-sqs-connector/feel/json';

interface SignalSubscription {
  readonly id: string;
  readonly name: string;
  readonly fire: (variables: JsonObject) => void;
}

/** Who listens to which signal. */
export class Signals {
  private readonly subscriptions = new Map<string, SignalSubscription>();

  subscribe(subscription: SignalSubscription): void {
    this.subscriptions.set(subscription.id, subscription);
  }

  unsubscribe(id: string): void {
    this.subscriptions.delete(id);
  }

  /** Those that listen now, in the order in which they began to. */
  listeners(name: string): readonly SignalSubscription[] {
    return [...this.subscriptions.values()].filter((subscription) => subscription.name === name);
  }
}
