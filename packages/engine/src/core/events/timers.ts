import TinyQueue from 'tinyqueue';
import { compareKeys } from '../keys.ts';

interface Timer {
  readonly id: string;
  readonly dueAt: number;
  readonly fire: () => void;
}

/** What is to happen at a time. Times are milliseconds since 1970. */
export class Timers {
  private readonly timers = new Map<string, Timer>();
  private readonly order = new TinyQueue<Timer>([], (a, b) => a.dueAt - b.dueAt || compareKeys(a.id, b.id));

  add(timer: Timer): void {
    this.timers.set(timer.id, timer);
    this.order.push(timer);
  }

  cancel(id: string): void {
    this.timers.delete(id);
  }

  nextDue(): number {
    for (let next = this.order.peek(); next; next = this.order.peek()) {
      if (this.timers.get(next.id) === next) return next.dueAt;
      this.order.pop();
    }
    return Number.POSITIVE_INFINITY;
  }

  /** Takes out what is due, earliest first. */
  takeDue(now: number): readonly Timer[] {
    const due: Timer[] = [];
    while (this.nextDue() <= now) {
      const timer = this.order.pop();
      if (!timer) break;
      this.timers.delete(timer.id);
      due.push(timer);
    }
    return due;
  }
}
