import { describe } from 'vitest';
import { everyJourneyIn } from './journeys/every-journey.ts';
import { startEmbeddedWorld } from './worlds/embedded-world.ts';

describe.each(['8.8', '8.6'] as const)('an engine that behaves as %s', (behaviour) => {
  everyJourneyIn(() => startEmbeddedWorld(behaviour));
});
