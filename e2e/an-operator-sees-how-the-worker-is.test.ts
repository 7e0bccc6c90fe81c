import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { startEngineServer } from '@camunda-sqs-connector/engine';
import { afterEach, expect, test } from 'vitest';

const CLI = fileURLToPath(new URL('../packages/connector/bin/camunda-sqs-connector.mjs', import.meta.url));
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

/** The command `run`, and the lines of its log as they come. */
function run(env: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [CLI, 'run'], { env: { PATH: process.env['PATH'] ?? '', ...env } });
  children.push(child);
  let log = '';
  let errors = '';
  const waiting: (() => void)[] = [];
  child.stdout.on('data', (chunk) => {
    log += chunk;
    for (const wake of waiting.splice(0)) wake();
  });
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  return {
    child,
    exit: once(child, 'close').then(([code]) => code as number),
    errors: () => errors,
    async said(pattern: RegExp): Promise<string> {
      for (;;) {
        const found = pattern.exec(log);
        if (found) return found[1] ?? found[0];
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
    },
  };
}

test('run is ready when the engine answers, and out of service as soon as it is told to stop', async () => {
  const engine = await startEngineServer();
  const { child, exit, said } = run({
    CAMUNDA_REST_ADDRESS: engine.address,
    SQS_CONNECTOR_HTTP_PORT: '0',
    SERVER_SERVLET_CONTEXTPATH: '/connectors',
  });
  const address = `http://127.0.0.1:${await said(/"httpPort":(\d+)/)}/connectors/actuator`;
  const status = async (path: string) => (await fetch(`${address}${path}`)).status;
  while ((await status('/health/readiness')) !== 200);
  expect(await status('/health/liveness')).toBe(200);
  expect(await (await fetch(`${address}/prometheus`)).text()).toContain('\nconnector_ready 1\n');
  child.kill('SIGTERM');
  await said(/"stopping/);
  const stopping = await fetch(`${address}/health/readiness`);
  expect(stopping.status).toBe(503);
  expect(await stopping.json()).toMatchObject({ status: 'OUT_OF_SERVICE' });
  await engine.stop();
  expect(await exit).toBe(0);
});

test('a port that is taken stops the start, and the text names the setting', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, resolve));
  const { port } = taken.address() as AddressInfo;
  const { exit, errors } = run({ SQS_CONNECTOR_HTTP_PORT: String(port) });
  expect(await exit).toBe(1);
  expect(errors()).toBe(
    `The settings are wrong:\nSQS_CONNECTOR_HTTP_PORT=${port} cannot be used for probes and metrics: something else listens there already. Set another port, or 0 for any that is free.\n`,
  );
  await new Promise((resolve) => taken.close(resolve));
});
