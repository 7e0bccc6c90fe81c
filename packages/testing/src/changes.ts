/** Lets others wait until something happens. */
export class Changes {
  private readonly waiting = new Set<() => void>();

  happened(): void {
    for (const wake of [...this.waiting]) wake();
  }

  /** Resolves when something has happened, or when the time is over. */
  next(withinMs: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, withinMs);
      this.waiting.add(wake);
    });
  }
}
