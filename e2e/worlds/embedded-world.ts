import { startEngineServer } from '@camunda-sqs-connector/engine';
import { startQueueServer } from '@camunda-sqs-connector/queue';
import { parseSettings, startConnector } from 'camunda-sqs-connector';
import { EngineApi } from './engine-api.ts';
import { probesAt } from './probes.ts';
import { SqsQueues } from './sqs-queues.ts';
import { Watch } from './watch.ts';
import { SETTINGS, type World } from './world.ts';

/** How long the connector's requests for jobs wait, which a stop has to wait for. */
const POLL_MS = 500;

/** The embedded engine and queue, and the connector in this process. */
export async function startEmbeddedWorld(
  behaviour: '8.6' | '8.8',
  settings: Readonly<Record<string, string>> = {},
): Promise<World> {
  const watch = new Watch();
  const [engine, queue] = await Promise.all([
    startEngineServer({ behaviour, listener: (record) => watch.note(record) }),
    startQueueServer(),
  ]);
  // AWS's provider chain reads the environment of the process.
  const before = process.env;
  process.env = { ...before, ...SETTINGS };
  const environment = {
    ...SETTINGS,
    ...settings,
    CAMUNDA_REST_ADDRESS: engine.address,
    AWS_ENDPOINT_URL_SQS: queue.endpoint,
  };
  let log = '';
  const note = (message: string, fields: object = {}) => {
    log += `${JSON.stringify({ message, ...fields })}\n`;
  };
  const connector = await startConnector({
    settings: parseSettings(environment),
    environment,
    log: { debug: note, info: note, warn: note, error: note },
    pollMs: POLL_MS,
    http: { port: 0, contextPath: '' },
  });
  const api = new EngineApi(engine.address);
  const queues = new SqsQueues(queue.endpoint);
  return {
    deploy: (xml) => api.deploy(xml),
    start: (processId, variables) => api.start(processId, variables),
    outcomeOf: (key) => watch.outcomeOf(key),
    createQueue: (name, attributes) => queues.create(name, attributes),
    messagesOf: (name) => queues.drain(name),
    traces: async () => ({
      log,
      probes: await probesAt(`http://127.0.0.1:${connector.httpPort}`),
      engine: await api.everything(),
    }),
    async stop() {
      await Promise.all([connector.stop(), engine.stop()]);
      await queue.stop();
      process.env = before;
    },
  };
}
