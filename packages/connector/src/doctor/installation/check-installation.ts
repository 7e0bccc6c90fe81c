import { TlsFilesError } from '@camunda-sqs-connector/runtime';
import { createCredentialSource, loadDefaultChain } from '../../sending/credentials.ts';
import { EndpointConnections } from '../../sending/endpoint-connections.ts';
import { awsNetwork } from '../../settings/aws-network.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Environment } from '../../settings/settings-reader.ts';
import { type Check, wrong } from './check.ts';
import { checkCredentials } from './credentials.ts';
import { checkEngine } from './engine.ts';
import { checkSecrets } from './secrets.ts';
import { checkTargets } from './targets.ts';
import { checkWorker } from './worker.ts';

/** Checks what the worker needs from outside. The engine is asked what it is; SQS is not asked at all. */
export async function checkInstallation(settings: Settings, environment: Environment): Promise<readonly Check[]> {
  const [engine, credentials] = await Promise.all([checkEngine(settings.engine), credentialsOf(settings)]);
  return [...checkWorker(settings), engine, checkTargets(settings), credentials, checkSecrets(settings, environment)];
}

/** The provider chain may have requests of its own, to STS. They go over the connections that the worker would have. */
async function credentialsOf(settings: Settings): Promise<Check> {
  try {
    const connections = new EndpointConnections(awsNetwork(settings));
    const source = createCredentialSource(() => loadDefaultChain(connections));
    const check = await checkCredentials(settings, source);
    await connections.close();
    return check;
  } catch (error) {
    if (error instanceof TlsFilesError) return wrong('credentials', error.message);
    throw error;
  }
}
