import { describe, inject } from 'vitest';
import { everyJourneyIn } from '../journeys/every-journey.ts';
import { startClusterWorld } from './cluster-world.ts';

/** `BATCHING=off` for the other way: both of them take too long for a gate. */
const SQS_CONNECTOR_BATCHING = process.env['BATCHING'] ?? 'on';

describe(`batching ${SQS_CONNECTOR_BATCHING}`, () => {
  everyJourneyIn(() => startClusterWorld(inject('cluster'), { SQS_CONNECTOR_BATCHING }));
});
