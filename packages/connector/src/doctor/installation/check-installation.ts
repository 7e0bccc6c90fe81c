import type { Settings } from '../../settings/settings.ts';
import type { Environment } from '../../settings/settings-reader.ts';
import type { Check } from './check.ts';
import { checkCredentials } from './credentials.ts';
import { checkEngine } from './engine.ts';
import { checkSecrets } from './secrets.ts';
import { checkTargets } from './targets.ts';
import { checkWorker } from './worker.ts';

/** Checks what the worker needs from outside. The engine is asked what it is; SQS is not asked at all. */
export async function checkInstallation(settings: Settings, environment: Environment): Promise<readonly Check[]> {
  const [engine, credentials] = await Promise.all([checkEngine(settings.engine), checkCredentials(settings)]);
  return [...checkWorker(settings), engine, checkTargets(settings), credentials, checkSecrets(settings, environment)];
}
