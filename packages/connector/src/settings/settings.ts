import type { EngineAccess, ProxyRules } from '@camunda-sqs-connector/runtime';
import { addressOf, isLinkLocal } from '../sending/local-addresses.ts';
import { type Files, machineFiles } from './files.ts';
import { readEngineAccess } from './read-engine-access.ts';
import { readProxies } from './read-proxies.ts';
import { readSecrets, type SecretSettings } from './read-secrets.ts';
import type { Values } from './setting.ts';
import { SettingsError } from './settings-error.ts';
import { createSettingsReader, type Environment, type SettingsReader } from './settings-reader.ts';
import { tellTlsProblem } from './tls-problem.ts';
import { operations } from './topics/operations.ts';
import { targets } from './topics/targets.ts';
import { worker } from './topics/worker.ts';
import { tellUnknownNames } from './unknown-names.ts';
import { type WithoutEffect, withoutEffectIn } from './without-effect.ts';

type WorkerSettings = Omit<Values<typeof worker.settings>, 'physicalTenantId' | 'disabledTypes' | 'enabledTypes'>;
type TargetSettings = Omit<Values<typeof targets.settings>, 'ignoreEndpointUrls'>;

/** All that the operator decides, parsed once at the start. What each means is told where it is defined, in `topics`. */
export interface Settings extends WorkerSettings, TargetSettings, SecretSettings, Values<typeof operations.settings> {
  readonly engine: EngineAccess;
  /** The proxies for SQS; they stand in `engine` too. */
  readonly proxies?: ProxyRules;
  /** Variables that are set, but have no effect here. */
  readonly withoutEffect: readonly WithoutEffect[];
}

/**
 * Parses the environment.
 *
 * @param files where paths are looked up. @default the machine's own
 * @throws SettingsError which names each wrong variable, its value and what is allowed
 */
export function parseSettings(environment: Environment, files: Files = machineFiles): Settings {
  const reader = createSettingsReader(environment, files);
  const proxies = readProxies(reader);
  const [secrets, secretsWithoutEffect] = readSecrets(reader);
  const settings: Settings = {
    engine: readEngineAccess(reader, files, proxies),
    ...readWorker(reader),
    ...secrets,
    ...readTargets(reader, files),
    ...reader.read(operations.settings),
    ...(proxies && { proxies }),
    withoutEffect: [...withoutEffectIn(reader), ...secretsWithoutEffect],
  };
  tellUnknownNames(reader, environment, settings);
  if (reader.problems.length > 0) throw new SettingsError(reader.problems);
  return frozen(settings);
}

function readWorker(reader: SettingsReader): WorkerSettings {
  const { physicalTenantId, disabledTypes, enabledTypes, ...settings } = reader.read(worker.settings);
  const definitions = worker.settings;
  if (physicalTenantId !== undefined) {
    reader.tell(
      `${reader.nameOf(definitions.physicalTenantId)}=${physicalTenantId} is not possible: this connector cannot work for physical tenants yet. Unset it, or use Camunda's own runtime for this tenant.`,
    );
  }
  const isListed = (types: readonly string[]) =>
    types.some((type) => type.toLowerCase() === settings.jobType.toLowerCase());
  const disabled = reader.nameOf(definitions.disabledTypes);
  const enabled = reader.nameOf(definitions.enabledTypes);
  if (disabled !== undefined && enabled !== undefined) {
    reader.tell(`${disabled} and ${enabled} exclude each other: set one of them.`);
  } else if (disabled !== undefined && isListed(disabledTypes)) {
    reader.tell(
      `${disabled} holds ${settings.jobType}, the job type of this connector, which would have nothing to do. Take it out here; it belongs to the official runtime, if that runs beside this one.`,
    );
  } else if (enabled !== undefined && enabledTypes !== undefined && !isListed(enabledTypes)) {
    reader.tell(
      `${enabled} does not hold ${settings.jobType}, the job type of this connector, which would have nothing to do. Add it, or unset the variable.`,
    );
  }
  return settings;
}

function readTargets(reader: SettingsReader, files: Files): TargetSettings {
  const { endpointOverride, ...definitions } = targets.settings;
  const { ignoreEndpointUrls, ...settings } = reader.read(definitions);
  if (settings.caBundlePath !== undefined) {
    tellTlsProblem(reader, files, { caPath: settings.caBundlePath }, definitions.caBundlePath);
  }
  if (ignoreEndpointUrls) return settings;
  for (const special of [definitions.fipsEndpoints, definitions.dualStackEndpoints] as const) {
    const name = reader.nameOf(special);
    const override = reader.nameOf(endpointOverride);
    const isOn = special === definitions.fipsEndpoints ? settings.fipsEndpoints : settings.dualStackEndpoints;
    if (!isOn || override === undefined) continue;
    reader.tell(`${name}=true and ${override} contradict each other: an endpoint is named already. Unset one of them.`);
  }
  const endpoint = reader.read({ endpointOverride });
  if (isLinkLocal(addressOf(endpoint.endpointOverride?.hostname ?? ''))) {
    reader.tell(
      `${reader.nameOf(endpointOverride)}=${endpoint.endpointOverride?.origin} is not possible: no queue is at a link-local address or a metadata service. Correct it, or unset it.`,
    );
  }
  return { ...settings, ...endpoint };
}

function frozen<Value extends object>(value: Value): Value {
  for (const part of Object.values(value)) if (isPlain(part)) frozen(part);
  return Object.freeze(value);
}

/** A `URL` cannot be frozen in a useful way. */
function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !(value instanceof URL);
}
