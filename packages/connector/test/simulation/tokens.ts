import { EngineError } from '@camunda-sqs-connector/runtime';
import type { TokenServer } from '../../../runtime/src/camunda/authentication/token-server.ts';
import type { Faults } from './faults.ts';
import type { Ledger } from './ledger.ts';
import type { Process } from './process.ts';
import type { Random } from './random.ts';
import type { Cancel, Scheduler } from './scheduler.ts';

/** How long the real token server is waited for. */
const TIMEOUT_MS = 10_000;

/** Gives tokens and knows which are good: the authority that engine and workers trust. */
export class Tokens {
  private readonly endsAt = new Map<string, number>();
  private readonly scheduler: Scheduler;
  private readonly random: Random;
  private readonly faults: Faults;
  private readonly ledger: Ledger;

  constructor(scheduler: Scheduler, random: Random, faults: Faults, ledger: Ledger) {
    this.scheduler = scheduler;
    this.random = random;
    this.faults = faults;
    this.ledger = ledger;
  }

  isGood(header: string | undefined): boolean {
    if (this.faults.strikes('tokens are withdrawn')) this.endsAt.clear();
    return (this.endsAt.get(header ?? '') ?? 0) > this.scheduler.now;
  }

  /** The token server as a process sees it. */
  serverFor(process: Process): TokenServer {
    let asking = 0;
    let stopWaiting: Cancel = () => {};
    return {
      fetchToken: () =>
        new Promise((resolve, reject) => {
          asking++;
          this.ledger.check(asking === 1, 'a process asks for one token at a time', () => process.name);
          const answerMs = this.faults.strikes('tokens come slowly')
            ? this.random.whole(2_000, 20_000)
            : this.random.whole(5, 80);
          stopWaiting = process.later(Math.min(answerMs, TIMEOUT_MS), () => {
            asking--;
            if (answerMs > TIMEOUT_MS) return reject(new EngineError('busy', 'no token in time'));
            if (this.faults.strikes('tokens are not given'))
              return reject(new EngineError('busy', 'the token server is away'));
            resolve(this.newToken());
          });
        }),
      close: async () => stopWaiting(),
    };
  }

  private newToken() {
    const value = `token-${this.random.whole(0, 2 ** 31)}`;
    const lifeMs = this.random.pick([20_000, 60_000, 300_000]);
    this.endsAt.set(`Bearer ${value}`, this.scheduler.now + lifeMs);
    return { value, lifeMs };
  }
}
