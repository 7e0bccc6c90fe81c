import type { World } from '@camunda-sqs-connector/runtime';
import type { Random } from './random.ts';
import type { Cancel, Scheduler } from './scheduler.ts';

/** The wall clock at the beginning of every run. */
export const EPOCH_MS = Date.UTC(2026, 0, 1);

/** An operating system's process: clocks of its own, timers, requests under way. Killed, it takes them all with it. */
export class Process {
  readonly name: string;
  readonly world: World;
  isAlive = true;
  /** Requests without an answer so far. */
  inFlight = 0;
  private readonly timers = new Set<Cancel>();
  private readonly scheduler: Scheduler;

  /** @param skewMs how far its wall clock is ahead, now */
  constructor(name: string, scheduler: Scheduler, random: Random, skewMs: () => number) {
    this.name = name;
    this.scheduler = scheduler;
    // Monotonic clocks begin anywhere: a time of another clock is noticed.
    const bootMs = random.whole(0, 1_000_000);
    this.world = {
      now: () => bootMs + scheduler.now,
      wallClock: () => EPOCH_MS + scheduler.now + skewMs(),
      sleep: (ms, signal) => this.sleep(ms, signal),
      random: () => random.next(),
    };
  }

  get pendingTimers(): number {
    return this.timers.size;
  }

  /** Runs something after a while, if the process is still alive. */
  later(ms: number, run: () => void): Cancel {
    const cancel = this.scheduler.after(ms, () => {
      this.timers.delete(cancelled);
      if (this.isAlive) run();
    });
    const cancelled = () => {
      this.timers.delete(cancelled);
      cancel();
    };
    this.timers.add(cancelled);
    return cancelled;
  }

  kill(): void {
    this.isAlive = false;
    for (const cancel of this.timers) cancel();
  }

  private sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const wake = () => {
        cancel();
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      const cancel = this.later(ms, wake);
      signal?.addEventListener('abort', wake);
    });
  }
}
