import type { Random } from './random.ts';

/** Undoes what was planned. */
export type Cancel = () => void;

interface Planned {
  readonly at: number;
  /** Chance decides between events of one time. */
  readonly tie: number;
  run: (() => void) | undefined;
}

const realImmediate = setImmediate;

/** Resolves when every promise that could go on has gone on: Node empties its microtasks before each immediate. */
export function settled(): Promise<void> {
  return new Promise((resolve) => realImmediate(resolve));
}

/** Virtual time. Nothing waits: the clock jumps from event to event, and each event's consequences settle before the next. */
export class Scheduler {
  /** Milliseconds since the simulation began. */
  now = 0;
  /** The latest first. */
  private readonly planned: Planned[] = [];
  private readonly random: Random;

  constructor(random: Random) {
    this.random = random;
  }

  after(ms: number, run: () => void): Cancel {
    const event: Planned = { at: this.now + Math.max(0, ms), tie: this.random.next(), run };
    let low = 0;
    let high = this.planned.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.planned[middle];
      if (other && (other.at > event.at || (other.at === event.at && other.tie > event.tie))) low = middle + 1;
      else high = middle;
    }
    this.planned.splice(low, 0, event);
    return () => {
      event.run = undefined;
    };
  }

  /** Lets time pass until something is so, or until a time. @returns whether it is so */
  async runUntil(isSo: () => boolean, latest: number): Promise<boolean> {
    await settled();
    while (!isSo()) {
      const event = this.planned.at(-1);
      if (!event || event.at > latest) return false;
      this.planned.pop();
      if (!event.run) continue;
      this.now = event.at;
      event.run();
      await settled();
    }
    return true;
  }
}
