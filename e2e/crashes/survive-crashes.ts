import { expect } from 'vitest';
import type { Figures } from '../../scripts/figures/record.mjs';
import { SqsQueues } from '../worlds/sqs-queues.ts';
import type { Outcome } from '../worlds/world.ts';
import { startCrashLane } from './crash-lane.ts';
import { CRASH_SITES, type CrashSite } from './crash-sites.ts';
import { inTime } from './in-time.ts';
import { turnstile } from './turnstile.ts';

/** An engine and an SQS server, embedded or real. */
export interface CrashWorld {
  /** Of the engine. */
  readonly address: string;
  /** Of the SQS server. */
  readonly endpoint: string;
  outcomeOf(instanceKey: string): Promise<Outcome>;
}

/** A job runs again when the time of the one before is over, and on a busy machine that may be so more than once. */
const END_MS = 60_000;

const STARTS_AT_ONCE = 2;

interface Instance {
  readonly n: number;
  readonly key: string;
}

/**
 * Kills connectors again and again, at one step of a job's way after the other, with new instances for each crash.
 *
 * @param lanes how many connectors crash side by side
 * @returns what was seen
 * @throws AssertionError unless every instance completes, and the queue holds a message for each, whose id the process has
 */
export async function surviveCrashes(world: CrashWorld, crashes: number, lanes = 1): Promise<Figures> {
  const { address, endpoint } = world;
  const queue = `crashes-${Date.now()}.fifo`;
  const queues = new SqsQueues(endpoint);
  await queues.create(queue);

  const instances: Instance[] = [];
  let numbers = 0;
  const inTurn = turnstile(STARTS_AT_ONCE);
  const names = Array.from({ length: lanes }, (_, lane) => String(lane));
  const all = await Promise.all(
    names.map(async (name) => {
      const own: string[] = [];
      const begin = async (start: (n: number) => Promise<string>) => {
        const n = numbers++;
        const key = await start(n);
        instances.push({ n, key });
        own.push(key);
      };
      const lane = await startCrashLane({ name, address, endpoint, queue, inTurn, begin });
      return { ...lane, ended: () => Promise.all(own.map((key) => world.outcomeOf(key))) };
    }),
  );
  const crashedAt = new Map<string, number>();
  try {
    let crash = 0;
    await Promise.all(
      all.map(async (lane) => {
        for (let own = 1; crash < crashes; own++) {
          const site = CRASH_SITES[crash++ % CRASH_SITES.length] as CrashSite;
          await lane.crashAt(site);
          crashedAt.set(site.name, (crashedAt.get(site.name) ?? 0) + 1);
          // Most crashes complete nothing. Without a rest more and more jobs would be cut off at the same step.
          if (own % CRASH_SITES.length === 0) await lane.workUntil(lane.ended);
        }
        await lane.workUntil(lane.ended);
      }),
    );
    const left = new Set(instances.map(({ key }) => key));
    const ends = instances.map(async ({ n, key }) => {
      const outcome = await world.outcomeOf(key);
      left.delete(key);
      return { n, outcome };
    });
    const outcomes = await inTime(() => `the end of all instances: left are ${[...left]}`, Promise.all(ends), END_MS);
    const messages = await queues.drain(queue);
    const known = outcomes.map(({ n, outcome }) => [n, idKnownBy(outcome)]);
    const kept = messages.map(({ body, messageId }) => [Number(body), JSON.stringify(messageId)]);
    expect(sorted(kept)).toEqual(sorted(known));
    expect(all.flatMap((lane) => lane.violations())).toEqual([]);
    return {
      crashes,
      instances: instances.length,
      sends: all.reduce((sum, lane) => sum + lane.sends(), 0),
      messages: messages.length,
      duplicates: messages.length - new Set(messages.map(({ body }) => body)).size,
      'killed where': Object.fromEntries(CRASH_SITES.map(({ name }) => [name, crashedAt.get(name) ?? 0])),
    };
  } finally {
    await Promise.all(all.map((lane) => lane.stop()));
  }
}

function idKnownBy(outcome: Outcome): string | undefined {
  return outcome.kind === 'completed' ? outcome.variables.get('messageId') : outcome.errorMessage;
}

function sorted(rows: readonly (readonly unknown[])[]) {
  return [...rows].sort(([a], [b]) => Number(a) - Number(b));
}
