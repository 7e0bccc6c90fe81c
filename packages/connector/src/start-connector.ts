import {
  type ActivatedJob,
  createRestEngineClient,
  directorySecrets,
  environmentSecrets,
  firstOf,
  handleJob,
  type Log,
  type OperationsServerOptions,
  realWorld,
  type SecretSource,
  startOperations,
  startWorker,
  type Worker,
  type WorkerOperations,
  withoutOperations,
} from '@camunda-sqs-connector/runtime';
import { LateReruns } from './deduplication/late-reruns.ts';
import { namedByEngine, namedByOperator } from './deduplication/namespace.ts';
import { createSendForJob } from './deduplication/send-for-job.ts';
import { portError } from './port-error.ts';
import { createCredentialSource, loadDefaultChain } from './sending/credentials.ts';
import { EndpointConnections } from './sending/endpoint-connections.ts';
import { createSender } from './sending/sender.ts';
import { awsNetwork } from './settings/aws-network.ts';
import type { Settings } from './settings/settings.ts';
import type { Environment } from './settings/settings-reader.ts';
import { createSqsConnector } from './sqs-connector.ts';

/** A connector at work. */
export interface RunningConnector {
  readonly worker: Worker;
  /** Where probes and metrics are served; undefined where they were not asked for. */
  readonly httpPort: number | undefined;
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
  /** Where to serve probes and metrics. @default nowhere */
  readonly http?: OperationsServerOptions;
}

/**
 * Starts the connector against the engine of the settings. It does not wait for the engine: the worker asks until it answers.
 *
 * @throws SettingsError where the port for probes and metrics cannot be used
 * @throws TlsFilesError where a file of TLS is no longer what it was when the settings were parsed
 */
export async function startConnector(options: StartOptions): Promise<RunningConnector> {
  const { pollMs = 10_000 } = options;
  const operations = await operationsOf(options, pollMs);
  try {
    return startWith(operations, options, pollMs);
  } catch (error) {
    // Its port would keep the process alive, and tell probes that a worker lives.
    await operations.stop();
    throw error;
  }
}

function startWith(
  operations: WorkerOperations,
  { settings, environment }: StartOptions,
  pollMs: number,
): RunningConnector {
  const world = realWorld;
  const client = createRestEngineClient({ ...settings.engine, log: operations.log });
  const connections = new EndpointConnections(awsNetwork(settings));
  const sender = createSender({
    targets: settings,
    credentials: createCredentialSource(() => loadDefaultChain(connections)),
    world,
    batching: settings.batching,
    ...(settings.maxAttempts !== undefined && { maxAttempts: settings.maxAttempts }),
    connections,
  });
  const { deduplicationNamespace: named } = settings;
  const { topology } = client;
  const namespace =
    named === undefined ? namedByEngine({ topology, address: settings.engine.address, world }) : namedByOperator(named);
  const lateReruns = new LateReruns(operations.log, settings.jobTimeoutMs);
  const send = createSendForJob({ sender, namespace, lateReruns });
  const definition = createSqsConnector({ send, defaultChainAllowed: settings.defaultChainAllowed });
  const connector = { ...definition, execute: operations.timed(definition.execute) };
  const surroundings = {
    world,
    secrets: secretSource(settings, environment),
    secretsInMessages: settings.secretsInMessages,
  };
  const updating = (prolonged: (deadline: number) => void) => async (job: ActivatedJob, ms: number) => {
    const askedAt = world.now();
    await client.updateTimeout(job.key, ms);
    prolonged(askedAt + ms);
    operations.jobMayTake(askedAt + ms);
  };
  const worker = startWorker({
    client,
    handle: (job, deadline, prolonged) =>
      handleJob(connector, job, deadline, { ...surroundings, updateTimeout: updating(prolonged) }),
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
    log: operations.log,
    observe: operations.observe,
  });
  return {
    worker,
    httpPort: operations.port,
    async stop() {
      const result = await worker.stop();
      await Promise.all([client.close(), sender.close()]);
      // Last, so that probes are answered as long as there is something to be asked.
      await operations.stop();
      return result;
    },
  };
}

async function operationsOf({ settings, log, http }: StartOptions, pollMs: number): Promise<WorkerOperations> {
  if (http === undefined) return withoutOperations(log);
  const { origin, pathname } = settings.engine.address;
  const { jobType: type, maxJobs } = settings;
  try {
    const engine = `${origin}${pathname}`.replace(/\/$/, '');
    return await startOperations({ http, world: realWorld, log, engine, type, maxJobs, pollMs });
  } catch (error) {
    throw portError(http.port, error);
  }
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
