import { readdirSync } from 'node:fs';
import type { Settings } from '../../settings/settings.ts';
import type { Environment } from '../../settings/settings-reader.ts';
import { type Check, note, ok } from './check.ts';

/** Where models' secrets come from, and how many there are. Neither names nor values are told. */
export function checkSecrets(settings: Settings, environment: Environment): Check {
  const { secretsFromEnvironment, secretsPrefix, secretsDirectory, secretsInMessages } = settings;
  const variables = Object.keys(environment).filter((name) => name.startsWith(secretsPrefix)).length;
  const files = secretsDirectory === undefined ? 0 : filesIn(secretsDirectory);
  const sources = [
    ...(secretsFromEnvironment ? [`variables that begin with '${secretsPrefix}' (${variables} are set)`] : []),
    ...(secretsDirectory === undefined ? [] : [`files in ${secretsDirectory} (${files} are there)`]),
  ];
  if (sources.length === 0) {
    return note('secrets', 'all sources of secrets are switched off: models with {{secrets.NAME}} fail.');
  }
  const allowed =
    secretsInMessages.length === 0
      ? 'none may stand in messages'
      : `${secretsInMessages.includes('*') ? 'all' : secretsInMessages.join(', ')} may stand in messages`;
  const text = `{{secrets.NAME}} comes from ${sources.join(', then from ')}${scope(settings)}; ${allowed}.`;
  const isEmpty = files === 0 && !(secretsFromEnvironment && variables > 0);
  return isEmpty ? note('secrets', `${text} There is none now: models that name one fail.`) : ok('secrets', text);
}

function filesIn(folder: string): number {
  return readdirSync(folder).filter((name) => !name.startsWith('..')).length;
}

function scope({ secretsTenantAware, secretsProcessDefinitionAware }: Settings): string {
  const owners = [...(secretsTenantAware ? ['tenant'] : []), ...(secretsProcessDefinitionAware ? ['process'] : [])];
  return owners.length === 0 ? '' : `, apart for each ${owners.join(' and ')}`;
}
