import { afterAll, beforeAll, expect, test } from 'vitest';
import type { World } from '../worlds/world.ts';
import { journeys } from './index.ts';
import { travel } from './travel.ts';

/** Registers a test for every journey, in one world. */
export function everyJourneyIn(startWorld: () => Promise<World>): void {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.stop());

  test.each(journeys.map((journey, index) => ({ ...journey, index })))('$name', ({ index, ...journey }) =>
    travel(journey, world, `journey-${index}`),
  );

  test('the log tells of every job and holds no secret, no body and no variable', () => {
    expect(world.log()).toMatch(/job completed/);
    expect(world.log()).not.toMatch(/canary|hello|你好/);
  });
}
