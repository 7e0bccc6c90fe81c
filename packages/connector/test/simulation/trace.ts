import { createHash } from 'node:crypto';

/** How many events a report shows. */
const SHOWN = 40;

/** All that happened in a run, as a hash, and the last of it as text. */
export class Trace {
  readonly last: string[] = [];
  events = 0;
  private readonly hash = createHash('sha256');
  private readonly now: () => number;

  constructor(now: () => number) {
    this.now = now;
  }

  add(event: string): void {
    const line = `${this.now()} ${event}`;
    this.hash.update(line).update('\n');
    this.events++;
    if (this.last.push(line) > SHOWN) this.last.shift();
  }

  /** Ends the trace. */
  digest(): string {
    return this.hash.digest('hex');
  }
}
