import type { World } from '@camunda-sqs-connector/runtime';

/** A world whose time goes on only when the test says so. */
export interface VirtualWorld extends World {
  /** Lets time pass, and ends the sleeps whose time has come. */
  pass(ms: number): void;
}

/** What the wall clock shows when the monotonic one shows 0. */
export const WALL_START = Date.parse('2026-11-25T10:00:00Z');

export function virtualWorld(): VirtualWorld {
  let now = 0;
  let sleepers: { readonly until: number; readonly wake: () => void }[] = [];
  return {
    now: () => now,
    wallClock: () => WALL_START + now,
    random: () => 1,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        const wake = () => {
          signal?.removeEventListener('abort', wake);
          resolve();
        };
        sleepers.push({ until: now + ms, wake });
        signal?.addEventListener('abort', wake);
      }),
    pass(ms) {
      now += ms;
      const due = sleepers.filter(({ until }) => until <= now);
      sleepers = sleepers.filter(({ until }) => until > now);
      for (const { wake } of due) wake();
    },
  };
}
