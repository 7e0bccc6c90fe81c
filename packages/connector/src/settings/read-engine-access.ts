import type { EngineAccess, EngineAuthentication, ProxyRules, TlsFiles } from '@camunda-sqs-connector/runtime';
import type { Files } from './files.ts';
import { readAuthentication } from './read-authentication.ts';
import type { SettingsReader } from './settings-reader.ts';
import { tellTlsProblem } from './tls-problem.ts';
import { engine, GRPC_NAMES } from './topics/engine.ts';
import { tls as tlsTopic } from './topics/tls.ts';

/** Reads where the engine is, and how it is reached. */
export function readEngineAccess(reader: SettingsReader, files: Files, proxies: ProxyRules | undefined): EngineAccess {
  const { restAddress, mode, clusterId, region } = reader.read(engine.settings);
  const definitions = engine.settings;
  const nameOfCluster = reader.nameOf(definitions.clusterId);
  const isSaas = mode === 'saas' || (mode === undefined && nameOfCluster !== undefined);
  if (mode === 'saas' && nameOfCluster === undefined) {
    reader.tell(
      `${reader.nameOf(definitions.mode)}=saas needs a cluster: set ${definitions.clusterId.names[0]} to its id.`,
    );
  }
  if (mode === 'self-managed' && nameOfCluster !== undefined) {
    reader.tell(
      `${reader.nameOf(definitions.mode)}=self-managed and ${nameOfCluster} contradict each other: unset one of them.`,
    );
  }
  if (!isSaas && reader.isSet(...GRPC_NAMES) && reader.nameOf(definitions.restAddress) === undefined) {
    reader.tell(
      `REST address needed: the gateway's REST port. ${GRPC_NAMES.filter((name) => reader.isSet(name)).join(', ')} names the gRPC port, which is not used. Set CAMUNDA_REST_ADDRESS, for example to http://localhost:8080.`,
    );
  }
  const saasAddress = isSaas && clusterId !== undefined && reader.nameOf(definitions.restAddress) === undefined;
  const authentication: EngineAuthentication = readAuthentication(reader, isSaas);
  const tls = readTls(reader, files);
  return {
    address: saasAddress ? new URL(`https://${region}.zeebe.camunda.io:443/${clusterId}`) : restAddress,
    authentication,
    ...(Object.keys(tls).length > 0 && { tls }),
    ...(proxies && { proxies }),
  };
}

function readTls(reader: SettingsReader, files: Files): TlsFiles {
  const { caPath, certPath, keyPath, keyPassphrase } = tlsTopic.settings;
  const needs = (one: typeof certPath, other: typeof certPath) => {
    const name = reader.nameOf(one);
    if (name === undefined || reader.nameOf(other) !== undefined) return;
    reader.tell(`${name} is set, but not ${other.names[0]}: set it to ${other.meaning}, or unset ${name}.`);
  };
  needs(certPath, keyPath);
  needs(keyPath, certPath);
  needs(keyPassphrase, keyPath);
  const { caPath: authorities, ...client } = reader.read(tlsTopic.settings);
  if (authorities !== undefined) tellTlsProblem(reader, files, { caPath: authorities }, caPath);
  // The certificate first by itself, so that its own faults are not said of the key, too.
  const isCertificateWrong =
    client.certPath !== undefined && tellTlsProblem(reader, files, { certPath: client.certPath }, certPath);
  if (!isCertificateWrong && client.keyPath !== undefined) {
    tellTlsProblem(reader, files, client, certPath, keyPath, keyPassphrase);
  }
  return { ...(authorities !== undefined && { caPath: authorities }), ...client };
}
