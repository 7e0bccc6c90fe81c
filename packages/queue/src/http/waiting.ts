/** The longest that a timer of Node can wait. */
const LONGEST_TIMER_MS = 0x7fffffff;

/** Receivers that wait for a message. */
export class Waiting {
  isStopped = false;
  private readonly wakers = new Set<() => void>();

  /** Resolves at the next {@link wakeAll}, or after that many milliseconds. */
  change(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.wakers.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, Math.max(0, Math.min(ms, LONGEST_TIMER_MS)));
      this.wakers.add(wake);
    });
  }

  wakeAll(): void {
    for (const wake of [...this.wakers]) wake();
  }

  /** Nobody waits any more. */
  stop(): void {
    this.isStopped = true;
    this.wakeAll();
  }
}
