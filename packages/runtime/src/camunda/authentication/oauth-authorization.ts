import { backoffMs } from '../../backoff.ts';
import type { World } from '../../world.ts';
import type { Authorization } from './authorization.ts';
import type { Token, TokenServer } from './token-server.ts';

/** Pauses between two requests to a token server that fails: it is not asked more often than that, however many wait. */
const PAUSES = { firstMs: 1000, longestMs: 30_000 };
/** A token is renewed when this share of its life is left, so that it does not end on its way. */
const RENEWED_AT = 0.2;
const RENEWED_AT_MOST_MS = 60_000;
/** An engine that refuses a token this young would refuse the next one too. */
const YOUNG_MS = 5000;

interface Kept {
  readonly header: string;
  readonly since: number;
  /** Monotonic milliseconds. */
  readonly renewAt: number;
  readonly endsAt: number;
}

/**
 * Tokens of an OAuth client: kept, renewed before their end, and asked for by one request at a time. While a renewal fails the
 * old token serves on until its end; after that, `header` throws what the last request threw until the server is asked again.
 */
export function oauthAuthorization(server: TokenServer, world: World): Authorization {
  let kept: Kept | undefined;
  let asking: Promise<void> | undefined;
  let failures = 0;
  let lastError: unknown;
  let notBefore = Number.NEGATIVE_INFINITY;

  async function renew(): Promise<void> {
    try {
      const token = await server.fetchToken();
      kept = keep(token, world.now());
      failures = 0;
    } catch (error) {
      failures++;
      lastError = error;
      notBefore = world.now() + backoffMs(failures, PAUSES, world.random);
    } finally {
      asking = undefined;
    }
  }

  return {
    async header() {
      const now = world.now();
      const isGood = kept !== undefined && now < kept.endsAt;
      const isDue = kept === undefined || now >= kept.renewAt;
      if (isDue && !asking && (failures === 0 || now >= notBefore)) asking = renew();
      if (!isGood && asking) await asking;
      if (kept !== undefined && world.now() < kept.endsAt) return kept.header;
      throw lastError;
    },
    refused(header) {
      // A token that was replaced meanwhile says nothing of its successor.
      if (kept?.header !== header) return true;
      if (world.now() - kept.since < YOUNG_MS) return false;
      kept = undefined;
      return true;
    },
    close: () => server.close(),
  };
}

function keep({ value, lifeMs }: Token, now: number): Kept {
  const margin = Math.min(lifeMs * RENEWED_AT, RENEWED_AT_MOST_MS);
  return { header: `Bearer ${value}`, since: now, renewAt: now + lifeMs - margin, endsAt: now + lifeMs };
}
