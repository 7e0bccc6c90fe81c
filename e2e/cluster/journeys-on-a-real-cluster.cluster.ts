import { describe, inject } from 'vitest';
import { everyJourneyIn } from '../journeys/every-journey.ts';
import { startClusterWorld } from './cluster-world.ts';

describe.each(['on', 'off'])('batching %s', (batching) => {
  everyJourneyIn(
    () => startClusterWorld(inject('cluster'), { SQS_CONNECTOR_BATCHING: batching }),
    `journey-batching-${batching}`,
  );
});
