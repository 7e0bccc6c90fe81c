import type { Settings } from '../../settings/settings.ts';
import { type Check, ok } from './check.ts';

/** Where messages would go. Nothing is asked there: any request would need a queue's permissions. */
export function checkTargets(settings: Settings): Check {
  const { endpointOverride, allowedEndpoints, fipsEndpoints, dualStackEndpoints } = settings;
  const kind = [...(fipsEndpoints ? ['FIPS 140'] : []), ...(dualStackEndpoints ? ['IPv6'] : [])].join(' and ');
  const usual =
    endpointOverride === undefined
      ? `messages go to AWS at the host of the queue's URL${kind === '' ? '' : `, by its endpoints with ${kind}`}`
      : `messages go to ${endpointOverride.origin}, whatever the queue's URL says, unless a model has an endpoint of its own`;
  const others = allowedEndpoints.length === 0 ? 'no others' : allowedEndpoints.join(', ');
  return ok('targets', `${usual}; beside AWS's, models may name ${others}.`);
}
