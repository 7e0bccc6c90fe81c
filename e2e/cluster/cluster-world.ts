import { EngineApi } from '../worlds/engine-api.ts';
import { probesAt } from '../worlds/probes.ts';
import { SqsQueues } from '../worlds/sqs-queues.ts';
import { SETTINGS, type World } from '../worlds/world.ts';
import { probesOf, startConnectorProcess } from './connector-process.ts';
import { Records } from './records.ts';

export interface Cluster {
  /** Of the engine's REST API. */
  readonly address: string;
  /** Where the engine's exporter writes. */
  readonly records: string;
  /** Of the SQS server. */
  readonly endpoint: string;
}

/** A connector of its own on a real cluster. Its stop leaves the cluster running. @param changes to its settings */
export async function startClusterWorld(
  { address, records, endpoint }: Cluster,
  changes: Readonly<Record<string, string>> = {},
): Promise<World> {
  const settings = { ...SETTINGS, CAMUNDA_REST_ADDRESS: address, AWS_ENDPOINT_URL_SQS: endpoint, ...changes };
  const connector = await startConnectorProcess(settings);
  const api = new EngineApi(address);
  const queues = new SqsQueues(endpoint);
  const written = new Records(records);
  return {
    deploy: (xml) => api.deploy(xml),
    start: (processId, variables) => api.start(processId, variables),
    outcomeOf: (key) => written.outcomeOf(key),
    createQueue: (name, attributes) => queues.create(name, attributes),
    messagesOf: (name) => queues.drain(name),
    traces: async () => ({
      log: connector.output(),
      probes: await probesAt(await probesOf(connector)),
      engine: written.everything(),
    }),
    async stop() {
      await connector.stop(20_000);
    },
  };
}
