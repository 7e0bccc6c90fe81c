import { inject } from 'vitest';
import { everyJourneyIn } from '../journeys/every-journey.ts';
import { startClusterWorld } from './cluster-world.ts';

everyJourneyIn(() => startClusterWorld(inject('cluster')));
