import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Module by module, so that each has a name in a profile. */
const UNBUNDLED = fileURLToPath(new URL('../programs/unbundled-connector.mjs', import.meta.url));
const CLI = fileURLToPath(new URL('../../packages/connector/bin/camunda-sqs-connector.mjs', import.meta.url));

export interface ConnectorOptions {
  /** What `CAMUNDA_REST_ADDRESS` is. */
  readonly engine: string;
  /** What `AWS_ENDPOINT_URL_SQS` is. */
  readonly queue?: string;
  /** A program that is loaded before it, and that may be asked over a channel. The connector then runs as its modules. */
  readonly preload?: string;
}

/** The built connector in a process of its own, as operators run it. Of this process's environment it gets the path alone. */
export function spawnConnector({ engine, queue, preload }: ConnectorOptions): ChildProcess & { readonly pid: number } {
  const env = {
    PATH: process.env['PATH'] ?? '',
    CAMUNDA_REST_ADDRESS: engine,
    SQS_CONNECTOR_HTTP_PORT: '0',
    SECRET_AWS_ACCESS_KEY: 'AKIAEXAMPLEEXAMPLE00',
    SECRET_AWS_SECRET_KEY: 'exampleexampleexampleexampleexampleexamp',
    ...(queue !== undefined && { AWS_ENDPOINT_URL_SQS: queue }),
  };
  const program = preload === undefined ? [CLI] : ['--import', preload, UNBUNDLED];
  const child = spawn(process.execPath, [...program, 'run'], {
    env,
    stdio: ['ignore', 'ignore', 'inherit', ...(preload === undefined ? [] : ['ipc' as const])],
  });
  if (child.pid === undefined) throw new Error('the connector could not be started');
  process.once('exit', () => child.kill('SIGKILL'));
  return child as ChildProcess & { readonly pid: number };
}

/** Ends it, and waits until it has ended. */
export async function endConnector(child: ChildProcess, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await ended;
}
