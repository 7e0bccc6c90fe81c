import { describe } from 'vitest';
import { everyJourneyIn } from './journeys/every-journey.ts';
import { startEmbeddedWorld } from './worlds/embedded-world.ts';

describe.each([
  ['8.8', 'on'],
  ['8.6', 'off'],
] as const)('an engine that behaves as %s, batching %s', (behaviour, batching) => {
  everyJourneyIn(() => startEmbeddedWorld(behaviour, { SQS_CONNECTOR_BATCHING: batching }));
});
