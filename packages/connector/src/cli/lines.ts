/** Nobody who reads along notices this, and a line a job costs next to nothing: a system call for each would be a tenth of its work. */
const WINDOW_MS = 50;
/** What is written at once: more would wait in memory for a loop that has no time. */
const ENOUGH = 65_536;

/** Lets lines leave together: a line after a rest at once, those that follow soon with one system call for all. */
export class Lines {
  private readonly output: { write(text: string): void };
  private waiting = '';
  private window: NodeJS.Timeout | undefined;

  constructor(output: { write(text: string): void }) {
    this.output = output;
  }

  write(line: string): void {
    this.waiting += line;
    if (this.window === undefined || this.waiting.length >= ENOUGH) this.leave();
  }

  /** Writes what waits, now. */
  leave(): void {
    clearTimeout(this.window);
    this.window = undefined;
    if (this.waiting === '') return;
    // What waits leaves at the process's end in any case: the timer must not put that off.
    this.window = setTimeout(() => this.leave(), WINDOW_MS).unref();
    const text = this.waiting;
    this.waiting = '';
    this.output.write(text);
  }
}
