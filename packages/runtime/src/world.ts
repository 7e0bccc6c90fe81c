/** Time and chance, handed to everything that waits or draws, so that a simulation can be the world. */
export interface World {
  /** Monotonic milliseconds: deadlines never depend on the wall clock. */
  readonly now: () => number;
  /** Milliseconds since 1970. */
  readonly wallClock: () => number;
  /** Ends early, without an error, when the signal is given. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Uniform in [0, 1). */
  readonly random: () => number;
}

/** The process's own clocks, timers and random source. */
export const realWorld: World = {
  now: () => performance.now(),
  wallClock: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      const timer = setTimeout(wake, ms);
      function wake() {
        clearTimeout(timer);
        signal?.removeEventListener('abort', wake);
        resolve();
      }
      if (signal?.aborted) wake();
      else signal?.addEventListener('abort', wake);
    }),
  random: Math.random,
};
