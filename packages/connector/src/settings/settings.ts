import { hostname } from 'node:os';
import { SQS_JOB_TYPE } from '../sqs-connector.ts';
import { durationMs, httpUrl, list, oneOf, origins, text, wholeNumber } from './parsers.ts';
import { type Environment, readSetting, type Setting, SettingsError } from './setting.ts';

/** All that the operator decides, parsed once at the start. */
export interface Settings {
  /** Camunda's REST API, without `/v2`. */
  readonly restAddress: URL;
  readonly jobType: string;
  readonly workerName: string;
  readonly maxJobs: number;
  readonly jobTimeoutMs: number;
  readonly tenantIds: readonly string[];
  readonly secretsPrefix: string;
  readonly secretsInMessages: readonly string[];
  readonly allowedEndpoints: readonly string[];
  readonly endpointOverride?: URL;
  readonly defaultChainAllowed: boolean;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error';
}

function setting<Value>(
  names: readonly string[],
  meaning: string,
  parse: Setting<Value>['parse'],
  fallback: Value,
): Setting<Value> {
  return { names, meaning, parse, fallback };
}

const REST_NAMES = [
  'CAMUNDA_REST_ADDRESS',
  'ZEEBE_REST_ADDRESS',
  'CAMUNDA_CLIENT_RESTADDRESS',
  'CAMUNDA_CLIENT_ZEEBE_RESTADDRESS',
];
const GRPC_NAMES = [
  'ZEEBE_GRPC_ADDRESS',
  'CAMUNDA_CLIENT_GRPCADDRESS',
  'CAMUNDA_CLIENT_ZEEBE_GRPCADDRESS',
  'ZEEBE_ADDRESS',
];

/** The settings by their environment variables. Times without a unit are milliseconds. */
export const settingDefinitions = {
  restAddress: setting(REST_NAMES, "the address of Camunda's REST API", httpUrl, new URL('http://localhost:8080')),
  jobType: setting(['CONNECTOR_AWS_SQS_OUTBOUND_TYPE'], 'the job type to work for', text, SQS_JOB_TYPE),
  workerName: setting(
    ['CAMUNDA_WORKER_NAME', 'CAMUNDA_CLIENT_WORKER_DEFAULTS_NAME'],
    'the name under which the engine sees this worker',
    text,
    `camunda-sqs-connector@${hostname()}`,
  ),
  maxJobs: setting(
    ['CAMUNDA_WORKER_MAX_CONCURRENT_JOBS', 'CAMUNDA_CLIENT_WORKER_DEFAULTS_MAXJOBSACTIVE'],
    'how many jobs are in work at a time',
    wholeNumber(1, 10_000),
    64,
  ),
  jobTimeoutMs: setting(
    ['CONNECTOR_AWS_SQS_OUTBOUND_TIMEOUT', 'CAMUNDA_WORKER_TIMEOUT', 'CAMUNDA_CLIENT_WORKER_DEFAULTS_TIMEOUT'],
    'how long the engine waits for a job’s answer before it hands the job out again',
    durationMs(5000),
    60_000,
  ),
  tenantIds: setting<readonly string[]>(
    ['CAMUNDA_CLIENT_WORKER_DEFAULTS_TENANTIDS', 'CAMUNDA_DEFAULT_TENANT_ID', 'CAMUNDA_CLIENT_TENANTID'],
    'the tenants to work for, comma-separated',
    list,
    [],
  ),
  secretsPrefix: setting(
    ['SQS_CONNECTOR_SECRETS_PREFIX', 'CAMUNDA_CONNECTOR_SECRETPROVIDER_ENVIRONMENT_PREFIX'],
    'what precedes a secret’s name in the environment',
    text,
    'SECRET_',
  ),
  secretsInMessages: setting<readonly string[]>(
    ['SQS_CONNECTOR_SECRETS_IN_MESSAGES'],
    'secrets that models may put into messages, comma-separated; * for all',
    list,
    [],
  ),
  allowedEndpoints: setting<readonly string[]>(
    ['SQS_CONNECTOR_ALLOWED_ENDPOINTS'],
    'targets that models may name beside AWS’s own',
    origins,
    [],
  ),
  endpointOverride: setting<URL | undefined>(
    ['AWS_ENDPOINT_URL_SQS', 'AWS_ENDPOINT_URL'],
    'where all messages go unless a model has its own endpoint',
    httpUrl,
    undefined,
  ),
  logLevel: setting<Settings['logLevel']>(
    ['SQS_CONNECTOR_LOG_LEVEL'],
    'how much is logged',
    oneOf('debug', 'info', 'warn', 'error'),
    'info',
  ),
} as const;

/**
 * Parses the environment.
 *
 * @throws SettingsError which names each wrong variable, its value and what is allowed
 */
export function parseSettings(environment: Environment): Settings {
  const problems: string[] = [];
  const read = <Value>(definition: Setting<Value>) => readSetting(definition, environment, problems);
  const isSet = (name: string) => (environment[name] ?? '').trim() !== '';
  if (GRPC_NAMES.some(isSet) && !REST_NAMES.some(isSet)) {
    problems.push(
      'CAMUNDA_REST_ADDRESS is needed: the gateway’s REST port, for example http://localhost:8080. A gRPC address alone is of no use.',
    );
  }
  // AWS's two names may differ: the one for SQS is the more specific.
  const override = {
    ...settingDefinitions.endpointOverride,
    names: isSet('AWS_ENDPOINT_URL_SQS') ? ['AWS_ENDPOINT_URL_SQS'] : ['AWS_ENDPOINT_URL'],
  };
  const endpointOverride = read(override);
  const settings: Settings = {
    restAddress: withoutVersion(read(settingDefinitions.restAddress)),
    jobType: read(settingDefinitions.jobType),
    workerName: read(settingDefinitions.workerName),
    maxJobs: read(settingDefinitions.maxJobs),
    jobTimeoutMs: read(settingDefinitions.jobTimeoutMs),
    tenantIds: read(settingDefinitions.tenantIds),
    secretsPrefix: read(settingDefinitions.secretsPrefix),
    secretsInMessages: read(settingDefinitions.secretsInMessages),
    allowedEndpoints: read(settingDefinitions.allowedEndpoints),
    ...(endpointOverride !== undefined && { endpointOverride: new URL(endpointOverride.origin) }),
    defaultChainAllowed: environment['CAMUNDA_CONNECTOR_RUNTIME_SAAS'] === undefined,
    logLevel: read(settingDefinitions.logLevel),
  };
  if (problems.length > 0) throw new SettingsError(problems);
  return Object.freeze(settings);
}

/** Addresses are often copied with the API's version, which the client adds itself. */
function withoutVersion(address: URL): URL {
  const url = new URL(address);
  url.pathname = url.pathname.replace(/\/v2\/?$/, '/');
  return url;
}
