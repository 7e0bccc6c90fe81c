import { fileURLToPath } from 'node:url';
import { type OwnProcess, startProcess } from './own-process.ts';

const CLI = fileURLToPath(new URL('../../packages/connector/bin/camunda-sqs-connector.mjs', import.meta.url));

/** Half a second where the machine has nothing else to do. */
const START_MS = 60_000;

/** The built connector in a process of its own, as an operator runs it. Resolves when it works for the engine. */
export async function startConnectorProcess(env: Readonly<Record<string, string>>): Promise<OwnProcess> {
  const connector = startProcess('the connector', process.execPath, {
    args: [CLI, 'run'],
    env: { SQS_CONNECTOR_HTTP_PORT: '0', ...env },
  });
  await connector.said(/working for the engine/, START_MS);
  return connector;
}

/** Where the probes and metrics of a connector are, as its log says. */
export async function probesOf(connector: OwnProcess): Promise<string> {
  await connector.said(/"httpPort":\d+/, 20_000);
  const [, port] = /"httpPort":(\d+)/.exec(connector.output()) ?? [];
  return `http://127.0.0.1:${port}`;
}
