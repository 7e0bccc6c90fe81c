import { LIMITS } from '../limits.ts';
import type { Sent } from './queue.ts';

/** What was sent to a FIFO queue in the last five minutes, by deduplication id. */
export class Deduplication {
  /** In the order in which they are forgotten. */
  private readonly remembered = new Map<string, { readonly sent: Sent; readonly until: number }>();

  /** @param scope the message group, where the queue tells duplicates apart by group */
  find(scope: string | undefined, id: string, now: number): Sent | undefined {
    const known = this.remembered.get(keyOf(scope, id));
    return known && known.until > now ? known.sent : undefined;
  }

  remember(scope: string | undefined, id: string, sent: Sent, now: number): void {
    for (const [key, { until }] of this.remembered) {
      if (until > now) break;
      this.remembered.delete(key);
    }
    const key = keyOf(scope, id);
    this.remembered.delete(key);
    this.remembered.set(key, { sent, until: now + LIMITS.deduplicationMs });
  }
}

function keyOf(scope: string | undefined, id: string): string {
  return scope === undefined ? id : `${scope} ${id}`;
}
