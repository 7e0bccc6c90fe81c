import {
  createRestEngineClient,
  type EngineAccess,
  EngineError,
  TlsFilesError,
  type Topology,
} from '@camunda-sqs-connector/runtime';
import { type Check, note, ok, wrong } from './check.ts';

/** The first version whose REST API hands out jobs. */
const OLDEST = [8, 6, 0] as const;
/** The first whose brokers never forget a job that has timed out: docs/reliability.md. */
const FORGETS_NO_JOB = [8, 6, 13] as const;

/** Asks the engine what it is, as the worker would: with the same address, authentication, certificates and proxies. */
export async function checkEngine(access: EngineAccess): Promise<Check> {
  const { origin, pathname } = access.address;
  const where = `${origin}${pathname.replace(/\/+$/, '')}, ${authenticationOf(access)}`;
  try {
    const client = createRestEngineClient(access);
    try {
      return judged(where, await client.topology());
    } finally {
      await client.close();
    }
  } catch (error) {
    if (!(error instanceof EngineError || error instanceof TlsFilesError)) throw error;
    const message = error.message.replace(/\.$/, '');
    return wrong('engine', `${where}: ${message}. ${error instanceof EngineError ? wayOut(error, access) : ''}`.trim());
  }
}

function judged(where: string, { version, brokers, partitions, healthyPartitions }: Topology): Check {
  const said = `${where}: Camunda ${version}, ${brokers} broker${brokers === 1 ? '' : 's'}, ${healthyPartitions} of ${partitions} partition${partitions === 1 ? '' : 's'} healthy`;
  if (isBefore(version, OLDEST)) {
    return wrong('engine', `${said}. The connector needs Camunda 8.6 or later. Update the engine.`);
  }
  if (healthyPartitions === 0) {
    return wrong('engine', `${said}: it hands out no jobs. Look at the brokers' health and logs.`);
  }
  if (isBefore(version, FORGETS_NO_JOB)) {
    return note(
      'engine',
      `${said}. Before 8.6.13 a broker may forget a job that has timed out or has waited for its retryBackoff, until it is restarted. Update the engine, or start its brokers with ZEEBE_BROKER_PROCESSING_ENABLEASYNCSCHEDULEDTASKS=false.`,
    );
  }
  return ok('engine', `${said}.`);
}

function isBefore(version: string, other: readonly number[]): boolean {
  const parts = version.split('.').map((part) => Number.parseInt(part, 10));
  const at = other.findIndex((part, index) => (parts[index] ?? 0) !== part);
  return at >= 0 && (parts[at] ?? 0) < (other[at] ?? 0);
}

function authenticationOf({ authentication }: EngineAccess): string {
  switch (authentication.kind) {
    case 'none':
      return 'without authentication';
    case 'basic':
      return `as the user ${authentication.username} (basic authentication)`;
    case 'oauth': {
      const { origin, pathname } = authentication.tokenEndpoint.url;
      return `with OAuth tokens of the client ${authentication.clientId} from ${origin}${pathname}`;
    }
  }
}

function wayOut({ kind, message }: EngineError, { authentication }: EngineAccess): string {
  if (authentication.kind === 'oauth' && /token|discovery document/.test(message)) {
    return 'Correct the settings of OAuth: where tokens come from, client id and secret.';
  }
  if (kind !== 'unauthorized') {
    return 'Start the engine, or correct CAMUNDA_REST_ADDRESS: it is the address of the REST API, not of the gRPC port or a web page.';
  }
  return {
    none: 'It asks who is there: set CAMUNDA_AUTH_STRATEGY to BASIC or OAUTH, and its credentials.',
    basic: 'Correct CAMUNDA_BASIC_AUTH_USERNAME and CAMUNDA_BASIC_AUTH_PASSWORD.',
    oauth: "Correct the client's id, secret and audience, and see what it is permitted to do.",
  }[authentication.kind];
}
