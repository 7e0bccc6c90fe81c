import type { Engine } from '@camunda-sqs-connector/engine';

/** The machine's clock, and the time that was skipped. Engine and queue share one, so that pauses and deduplication fit together. */
export class TestbedClock {
  private skippedMs = 0;

  /** Milliseconds since 1970. */
  readonly now = (): number => Date.now() + this.skippedMs;

  skip(ms: number): void {
    this.skippedMs += ms;
  }
}

/** How long the engine has nothing to do by itself. Undefined where somebody is at work, or nothing is due. */
export function idleMs(engine: Engine, now: number): number | undefined {
  // A job in work would time out, and what a ready one leads to may come before what is due.
  for (const { state } of engine.jobs.all()) if (state.kind === 'ready' || state.kind === 'activated') return undefined;
  const due = engine.nextDue();
  return Number.isFinite(due) && due > now ? due - now : undefined;
}
