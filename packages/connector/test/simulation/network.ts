import type { Fault, Faults } from './faults.ts';
import type { Process } from './process.ts';
import type { Random } from './random.ts';
import type { Scheduler } from './scheduler.ts';

/** One peer of the workers, and what goes wrong on the way to it and back. */
export interface Route {
  /** One way, when nothing is wrong. */
  readonly latencyMs: readonly [from: number, to: number];
  readonly requestsLost: Fault;
  readonly answersLost: Fault;
  readonly slow: Fault;
}

/** Thrown where no answer came. Whether the request was carried out, the client cannot know. */
export class NoAnswer extends Error {}

const SLOW_MS = [2_000, 25_000] as const;

/** Ways between processes and servers. */
export class Network {
  private readonly scheduler: Scheduler;
  private readonly random: Random;
  private readonly faults: Faults;

  constructor(scheduler: Scheduler, random: Random, faults: Faults) {
    this.scheduler = scheduler;
    this.random = random;
    this.faults = faults;
  }

  /**
   * A request and its answer. A request that has left arrives, even if its client gave up or was killed meanwhile.
   *
   * @param withinMs after which the client gives up
   * @param carryOut what the server does when the request has arrived; it answers by calling `reply`, at once or later
   * @throws NoAnswer
   */
  exchange<Answer>(
    process: Process,
    route: Route,
    withinMs: number,
    carryOut: (reply: (answer: Answer) => void) => void,
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      process.inFlight++;
      let isOpen = true;
      const close = (then: () => void) => {
        if (!isOpen || !process.isAlive) return;
        isOpen = false;
        process.inFlight--;
        for (const cancel of timers) cancel();
        then();
      };
      const timers = [process.later(withinMs, () => close(() => reject(new NoAnswer('no answer in time'))))];
      const fail = () => {
        // A connection breaks, or the other side is silent. Who has given up already notices neither.
        if (this.random.chance(0.5) || !isOpen) return;
        timers.push(process.later(this.latency(route), () => close(() => reject(new NoAnswer('reset')))));
      };
      if (this.faults.strikes(route.requestsLost)) return fail();
      this.scheduler.after(this.latency(route), () =>
        carryOut((answer) => {
          if (this.faults.strikes(route.answersLost)) return fail();
          this.scheduler.after(this.latency(route), () => close(() => resolve(answer)));
        }),
      );
    });
  }

  private latency({ latencyMs, slow }: Route): number {
    const [from, to] = this.faults.strikes(slow) ? SLOW_MS : latencyMs;
    return this.random.whole(from, to);
  }
}
