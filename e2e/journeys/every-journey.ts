import { afterAll, beforeAll, expect, test } from 'vitest';
import type { World } from '../worlds/world.ts';
import { canariesIn, PLAIN_CANARY } from './canaries.ts';
import { journeys } from './index.ts';
import { travel } from './travel.ts';

/** Registers a test for every journey, in one world. */
export function everyJourneyIn(startWorld: () => Promise<World>): void {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.stop());

  const numbered = journeys.map((journey, index) => ({ ...journey, index }));
  const go = ({ index, ...journey }: (typeof numbered)[number]) => travel(journey, world, `journey-${index}`);
  // Most of their time they wait for the engine. Each has a process and a queue of its own, but for those that name theirs.
  test.concurrent.each(numbered.filter(({ queueName }) => queueName === undefined))('$name', go);
  test.each(numbered.filter(({ queueName }) => queueName !== undefined))('$name', go);

  test('the log tells of every job, and holds no body and no variable', async () => {
    const { log } = await world.traces();
    expect(log).toMatch(/job completed/);
    expect(log).toMatch(/job failed/);
    expect(log).not.toMatch(/hello|你好/);
  });

  test('nothing that comes out of any journey holds a secret or a credential, in whatever form', async () => {
    const { log, probes, engine } = await world.traces();
    expect(probes).toContain('camunda_connector_outbound_invocations_total');
    expect(engine).toContain('{{secrets.SECRET_KEY}}');
    for (const text of [log, probes, engine]) expect(canariesIn(text)).toEqual([]);
    // What a model says in plain text is the engine's to keep, and nobody else's to tell.
    for (const text of [log, probes]) expect(text).not.toContain(PLAIN_CANARY);
  });
}
