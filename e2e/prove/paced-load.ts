/** What a load has done so far. */
export interface Load {
  /** Numbers whose start was confirmed. */
  readonly confirmed: ReadonlySet<number>;
  /** Starts of which nobody knows whether they happened. Their numbers are not used again. */
  unconfirmed(): number;
  /** Resolves when so many are confirmed as were wanted. */
  readonly done: Promise<void>;
  /** Begins nothing more. */
  stop(): void;
}

export interface LoadOptions {
  readonly wanted: number;
  readonly perSecond: number;
  readonly start: (n: number) => Promise<unknown>;
  /** Whether as many are unfinished as may be, of those that are confirmed. */
  readonly isFull: (confirmed: number) => boolean;
}

/** Starts that are under way at the same time. */
const AT_ONCE = 16;
const PAUSE_MS = 20;
/** Whoever asks an engine again and again that is just coming back keeps it from coming back. */
const PAUSE_AFTER_FAILURE_MS = 500;

/** Begins instances at an even pace, as long as not too many are unfinished. What an outage held up is not made up for. */
export function startPacedLoad({ wanted, perSecond, start, isFull }: LoadOptions): Load {
  const confirmed = new Set<number>();
  let isStopped = false;
  let next = 0;
  let failed = 0;
  let nextAt = performance.now();
  /** Whether the last start failed, and somebody tries whether another does. */
  let isAway = false;
  let isTrying = false;

  async function lane(): Promise<void> {
    while (!isStopped && next - failed < wanted) {
      if (isFull(confirmed.size) || isTrying) {
        await pause(PAUSE_MS);
        continue;
      }
      const tries = isAway;
      if (tries) isTrying = true;
      await startNext();
      if (tries) isTrying = false;
    }
  }

  async function startNext(): Promise<void> {
    const n = next++;
    nextAt = Math.max(performance.now(), nextAt + 1000 / perSecond);
    await pause(nextAt - performance.now());
    try {
      await start(n);
      confirmed.add(n);
      isAway = false;
    } catch {
      failed++;
      isAway = true;
      await pause(PAUSE_AFTER_FAILURE_MS);
    }
  }

  return {
    confirmed,
    unconfirmed: () => failed,
    done: Promise.all(Array.from({ length: AT_ONCE }, lane)).then(() => undefined),
    stop() {
      isStopped = true;
    },
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
