/** Time and chance, handed to everything that waits or draws, so that a simulation can be the world. */
export interface World {
  /** Monotonic milliseconds: deadlines never depend on the wall clock. */
  readonly now: () => number;
  /** Milliseconds since 1970. */
  readonly wallClock: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Uniform in [0, 1). */
  readonly random: () => number;
}

/** The process's own clocks, timers and random source. */
export const realWorld: World = {
  now: () => performance.now(),
  wallClock: () => Date.now(),
  sleep: (ms) => new Promise((wake) => setTimeout(wake, ms)),
  random: Math.random,
};
