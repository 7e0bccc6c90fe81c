import type { Log } from '../log.ts';
import type { World } from '../world.ts';
import type { EngineErrorKind } from './engine-error.ts';

/**
 * Tells of the engine's absence once for each of its causes, and once that it is over: a line for every try would bury all
 * others. The tries themselves are there at the level `debug`.
 */
export class Outage {
  private readonly log: Log;
  private readonly world: World;
  private since = 0;
  private failures = 0;
  /** What was told of this outage already. */
  private readonly told = new Set<EngineErrorKind>();

  constructor(log: Log, world: World) {
    this.log = log;
    this.world = world;
  }

  /** @returns how many tries have failed since the last success */
  failed(error: EngineErrorKind, reason: string): number {
    if (this.failures === 0) this.since = this.world.now();
    this.failures++;
    const level = this.told.has(error) ? 'debug' : 'warn';
    this.told.add(error);
    this.log[level]('no jobs from the engine, asking again', { error, reason, failures: this.failures });
    return this.failures;
  }

  ended(): void {
    if (this.failures === 0) return;
    const outageMs = Math.round(this.world.now() - this.since);
    this.log.info('the engine answers again', { outageMs, failures: this.failures });
    this.failures = 0;
    this.told.clear();
  }
}
