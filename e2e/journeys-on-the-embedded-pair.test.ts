import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { journeys } from './journeys/index.ts';
import { travel } from './journeys/travel.ts';
import { startEmbeddedWorld } from './worlds/embedded-world.ts';
import type { World } from './worlds/world.ts';

describe.each(['8.8', '8.6'] as const)('an engine that behaves as %s', (behaviour) => {
  let world: World;
  beforeAll(async () => {
    world = await startEmbeddedWorld(behaviour);
  });
  afterAll(() => world.stop());

  test.each(journeys.map((journey, index) => ({ ...journey, index })))('$name', ({ index, ...journey }) =>
    travel(journey, world, `journey-${index}`),
  );

  test('the log tells of every job and holds no secret, no body and no variable', () => {
    expect(world.log()).toMatch(/job completed/);
    expect(world.log()).not.toMatch(/canary|hello|你好/);
  });
});
