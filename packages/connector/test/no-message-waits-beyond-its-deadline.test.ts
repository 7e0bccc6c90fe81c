import { expect, test } from 'vitest';
import { Batcher, type Shipment } from '../src/sending/batching/batcher.ts';
import { requestOf } from './requests.ts';

/** A clock that a test moves on; sleepers are woken when their time has come. */
function clock() {
  let now = 0;
  const sleepers = new Set<{ readonly until: number; readonly wake: () => void }>();
  return {
    world: {
      now: () => now,
      sleep: (ms: number, signal?: AbortSignal) =>
        new Promise<void>((resolve) => {
          const sleeper = { until: now + ms, wake: resolve };
          sleepers.add(sleeper);
          signal?.addEventListener('abort', () => sleepers.delete(sleeper) && resolve());
        }),
    },
    async passTo(time: number) {
      for (;;) {
        await new Promise((resolve) => setImmediate(resolve));
        const [next] = [...sleepers].sort((a, b) => a.until - b.until);
        if (!next || next.until > time) break;
        now = Math.max(now, next.until);
        sleepers.delete(next);
        next.wake();
      }
      now = time;
    },
  };
}

/** One lane, whose first request hangs. Times are those at which a message is given up. */
function heldUp() {
  const { world, passTo } = clock();
  let left = 0;
  const batcher = new Batcher(() => new Promise<never>(() => left++), world, queueMicrotask);
  const givenUp: Record<string, number> = {};
  const ship = (body: string, deadline: number) => {
    const shipment: Shipment = {
      request: requestOf({ messageBody: body, type: 'fifo', messageGroupId: 'g', messageDeduplicationId: body }),
      target: new URL('https://sqs.eu-central-1.amazonaws.com'),
      identity: { accessKeyId: 'A', secretAccessKey: 's' },
      deadline,
    };
    batcher.deliver(shipment).catch(({ message }: Error) => {
      expect(message).toMatch(/This time the message did not leave/);
      givenUp[body] = world.now();
    });
  };
  ship('first', 60_000);
  return { ship, passTo, givenUp, left: () => left };
}

test('whose group is held up: it is given up at its deadline, and others wait on', async () => {
  const { ship, passTo, givenUp, left } = heldUp();
  await passTo(1);
  ship('soon', 5_000);
  ship('later', 9_000);
  await passTo(8_000);
  expect(givenUp).toEqual({ soon: 5_000 });
  await passTo(20_000);
  expect(givenUp).toEqual({ soon: 5_000, later: 9_000 });
  expect(left()).toBe(1);
});

test('not even where it came after one that has more time', async () => {
  const { ship, passTo, givenUp } = heldUp();
  await passTo(1);
  ship('later', 9_000);
  await passTo(2_001);
  ship('soon', 2_010);
  await passTo(3_000);
  expect(givenUp).toEqual({ soon: 2_010 });
});
