import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { journeys } from '../journeys/index.ts';
import { travel } from '../journeys/travel.ts';
import type { World } from '../worlds/world.ts';
import { startClusterWorld } from './cluster-world.ts';

let world: World;
beforeAll(async () => {
  world = await startClusterWorld(inject('cluster'));
});
afterAll(() => world.stop());

test.each(journeys.map((journey, index) => ({ ...journey, index })))('$name', ({ index, ...journey }) =>
  travel(journey, world, `journey-${index}`),
);

test('the log tells of every job and holds no secret, no body and no variable', () => {
  expect(world.log()).toMatch(/job completed/);
  expect(world.log()).not.toMatch(/canary|hello|你好/);
});
