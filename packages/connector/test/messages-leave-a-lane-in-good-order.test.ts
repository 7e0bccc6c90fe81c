import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Lane, type LaneMessage } from '../src/sending/batching/lane.ts';

const LIMITS = { maxEntries: 10, maxBytes: 1000, maxInFlight: 4 };

interface Numbered extends LaneMessage {
  readonly number: number;
}
const message = (number: number, groupId?: string, bytes = 1, timeForAnswerMs = 10_000): Numbered => ({
  number,
  bytes,
  timeForAnswerMs,
  ...(groupId !== undefined && { groupId }),
});
const numbers = (entries: readonly Numbered[] | undefined) => entries?.map(({ number }) => number);

function laneOf(...messages: Numbered[]) {
  const lane = new Lane<Numbered>(LIMITS);
  for (const one of messages) lane.add(one);
  return lane;
}

describe('a lane', () => {
  test('that is idle lets a message leave at once', () => {
    expect(numbers(laneOf(message(1)).next())).toEqual([1]);
  });

  test('gathers what arrives while a request is under way, and lets it leave when that comes back', () => {
    const lane = laneOf(message(1));
    const first = lane.next() ?? [];
    for (const number of [2, 3, 4]) lane.add(message(number));
    expect(lane.next()).toBeUndefined();
    lane.ended(first);
    expect(numbers(lane.next())).toEqual([2, 3, 4]);
    expect(lane.next()).toBeUndefined();
  });

  test('does not wait with a full request', () => {
    const lane = laneOf(message(0));
    lane.next();
    for (let number = 1; number <= 12; number++) lane.add(message(number));
    expect(numbers(lane.next())).toHaveLength(10);
    expect(lane.next()).toBeUndefined();
  });

  test('fills a request by bytes too', () => {
    const lane = laneOf(message(1, undefined, 600), message(2, undefined, 600), message(3, undefined, 100));
    expect(numbers(lane.next())).toEqual([1]);
    expect(lane.next()).toBeUndefined();
    lane.ended([]);
    expect(numbers(lane.next())).toEqual([2, 3]);
  });

  test('has one request of a group under way, and other groups do not wait for it', () => {
    const lane = laneOf(message(1, 'a'), message(2, 'a'));
    expect(numbers(lane.next())).toEqual([1, 2]);
    for (const [number, group] of [
      [3, 'a'],
      [4, 'b'],
      [5, 'a'],
      [6, 'c'],
    ] as const)
      lane.add(message(number, group));
    lane.ended([]);
    expect(numbers(lane.next())).toEqual([4, 6]);
    lane.ended([message(1, 'a')]);
    expect(numbers(lane.next())).toEqual([3, 5]);
  });

  test('has fewer requests under way after SQS asked for fewer, and one more after each that went well', () => {
    const full = (lane: Lane<Numbered>) => {
      let requests = 0;
      while (lane.next()) requests++;
      return requests;
    };
    const lane = laneOf(...Array.from({ length: 200 }, (_, number) => message(number)));
    expect(full(lane)).toBe(4);
    lane.ended([], true);
    expect(full(lane)).toBe(0);
    lane.ended([]);
    expect(full(lane)).toBe(1);
  });

  test('lets nobody travel with one who has much less time, for whose sake the request would be given up', () => {
    const lane = laneOf(
      message(1),
      message(2, undefined, 1, 1500),
      message(3, undefined, 1, 6000),
      message(4, undefined, 1, 1000),
    );
    expect(numbers(lane.next())).toEqual([1, 3]);
    lane.ended([]);
    expect(numbers(lane.next())).toEqual([2, 4]);
  });

  test('keeps the order of a group where one of it has less time', () => {
    const lane = laneOf(message(1, 'a'), message(2, 'b', 1, 1000), message(3, 'b'), message(4, 'c'));
    const first = lane.next() ?? [];
    expect(numbers(first)).toEqual([1, 4]);
    lane.ended(first);
    const second = lane.next() ?? [];
    expect(numbers(second)).toEqual([2]);
    lane.ended(second);
    expect(numbers(lane.next())).toEqual([3]);
  });

  test('does not wait for ever: in a hurry a part of a request leaves too', () => {
    const lane = laneOf(message(0));
    lane.next();
    lane.add(message(1));
    expect(lane.next()).toBeUndefined();
    lane.hurry();
    expect(numbers(lane.next())).toEqual([1]);
    lane.add(message(2));
    expect(lane.next()).toBeUndefined();
  });
});

describe('whatever arrives and ends in whatever order:', () => {
  const arrival = fc.record({
    kind: fc.constant('arrives' as const),
    bytes: fc.integer({ min: 1, max: 400 }),
    timeForAnswerMs: fc.constantFrom(500, 900, 1500, 4000, 10_000),
    group: fc.option(fc.constantFrom('a', 'b', 'c'), { nil: undefined }),
  });
  const end = fc.record({ kind: fc.constant('ends' as const), which: fc.nat(10), isThrottled: fc.boolean() });

  test('every message leaves once, in the order of its group, within the limits, and none is forgotten', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof({ weight: 3, arbitrary: arrival }, { weight: 1, arbitrary: end }), { maxLength: 200 }),
        (events) => {
          const lane = new Lane<Numbered>(LIMITS);
          const underWay: (readonly Numbered[])[] = [];
          const left: Numbered[] = [];
          let added = 0;
          const drain = () => {
            for (let entries = lane.next(); entries; entries = lane.next()) {
              expect(entries.length).toBeGreaterThan(0);
              expect(entries.length).toBeLessThanOrEqual(LIMITS.maxEntries);
              expect(entries.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(LIMITS.maxBytes);
              const patience = entries.map(({ timeForAnswerMs }) => timeForAnswerMs);
              expect(Math.max(...patience)).toBeLessThanOrEqual(4 * Math.min(...patience));
              const busy = new Set(underWay.flat().flatMap(({ groupId }) => groupId ?? []));
              for (const { groupId } of entries) if (groupId) expect(busy.has(groupId)).toBe(false);
              underWay.push(entries);
              expect(underWay.length).toBeLessThanOrEqual(LIMITS.maxInFlight);
              left.push(...entries);
            }
            // A lane with messages always has a request under way: nothing waits for an event that may never come.
            if (!lane.isIdle) expect(underWay.length).toBeGreaterThan(0);
          };
          for (const event of events) {
            if (event.kind === 'arrives') lane.add(message(added++, event.group, event.bytes, event.timeForAnswerMs));
            else if (underWay.length > 0) {
              const [entries = []] = underWay.splice(event.which % underWay.length, 1);
              lane.ended(entries, event.isThrottled);
            }
            drain();
          }
          while (underWay.length > 0) {
            lane.ended(underWay.shift() ?? []);
            drain();
          }
          expect(lane.isIdle).toBe(true);
          expect(left.map(({ number }) => number).sort((a, b) => a - b)).toEqual(
            Array.from({ length: added }, (_, n) => n),
          );
          for (const group of ['a', 'b', 'c']) {
            const own = left.filter(({ groupId }) => groupId === group).map(({ number }) => number);
            expect(own).toEqual([...own].sort((a, b) => a - b));
          }
        },
      ),
      { seed: 20261126 },
    );
  });
});
