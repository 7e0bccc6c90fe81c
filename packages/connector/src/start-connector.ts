import {
  createRestEngineClient,
  directorySecrets,
  environmentSecrets,
  firstOf,
  handleJob,
  type Log,
  readTlsFiles,
  realWorld,
  type SecretSource,
  startWorker,
  type Worker,
} from '@camunda-sqs-connector/runtime';
import { createCredentialSource } from './sending/credentials.ts';
import { createSender } from './sending/sender.ts';
import type { Settings } from './settings/settings.ts';
import type { Environment } from './settings/settings-reader.ts';
import { createSqsConnector } from './sqs-connector.ts';

/** A connector at work. */
export interface RunningConnector {
  readonly worker: Worker;
  /** Finishes what is in work, gives late jobs back, closes all connections. @returns how many jobs were left unfinished */
  stop(): Promise<{ readonly unfinished: number }>;
}

export interface StartOptions {
  readonly settings: Settings;
  /** Where secrets are looked up. */
  readonly environment: Environment;
  readonly log: Log;
  /** How long the engine holds a request for jobs open, which a stop has to wait for. @default 10_000 */
  readonly pollMs?: number;
}

/** Starts the connector against the engine of the settings. It returns at once: the worker asks until the engine answers. */
export function startConnector({ settings, environment, log, pollMs = 10_000 }: StartOptions): RunningConnector {
  const world = realWorld;
  const client = createRestEngineClient(settings.engine);
  const sender = createSender({
    targets: settings,
    credentials: createCredentialSource(),
    world,
    ...(settings.maxAttempts !== undefined && { maxAttempts: settings.maxAttempts }),
    network: {
      ...(settings.caBundlePath !== undefined && { tls: readTlsFiles({ caPath: settings.caBundlePath }) }),
      ...(settings.proxies && { proxies: settings.proxies }),
    },
  });
  const connector = createSqsConnector({ sender, defaultChainAllowed: settings.defaultChainAllowed });
  const surroundings = {
    world,
    secrets: secretSource(settings, environment),
    secretsInMessages: settings.secretsInMessages,
    updateTimeout: (job: { key: Parameters<typeof client.updateTimeout>[0] }, ms: number) =>
      client.updateTimeout(job.key, ms),
  };
  const worker = startWorker({
    client,
    handle: (job, deadline) => handleJob(connector, job, deadline, surroundings),
    activation: {
      type: settings.jobType,
      worker: settings.workerName,
      maxJobs: settings.maxJobs,
      timeoutMs: settings.jobTimeoutMs,
      requestTimeoutMs: pollMs,
      fetchVariables: connector.fetchVariables,
      tenantIds: settings.tenantIds,
    },
    drainMs: settings.jobTimeoutMs,
    world,
    log,
  });
  return {
    worker,
    async stop() {
      const result = await worker.stop();
      await Promise.all([client.close(), sender.close()]);
      return result;
    },
  };
}

function secretSource(settings: Settings, environment: Environment): SecretSource {
  const naming = {
    tenantAware: settings.secretsTenantAware,
    processDefinitionAware: settings.secretsProcessDefinitionAware,
  };
  return firstOf([
    ...(settings.secretsFromEnvironment ? [environmentSecrets(environment, settings.secretsPrefix, naming)] : []),
    ...(settings.secretsDirectory === undefined ? [] : [directorySecrets(settings.secretsDirectory, naming)]),
  ]);
}
