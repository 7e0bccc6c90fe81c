import type { Settings } from '../../settings/settings.ts';
import { type Check, note, ok } from './check.ts';

/** What the worker would ask the engine for. */
export function checkWorker({ jobType, maxJobs, jobTimeoutMs, tenantIds, withoutEffect }: Settings): readonly Check[] {
  const tenants = tenantIds.length === 0 ? '' : `, of the tenants ${tenantIds.join(', ')}`;
  const asked = `jobs of the type ${jobType}${tenants}, ${maxJobs} at a time, each to be answered within ${jobTimeoutMs / 1000} s.`;
  return [
    ok('worker', asked),
    ...withoutEffect.map(({ name, instead }) => note('settings', `${name} has no effect here: ${instead}.`)),
  ];
}
