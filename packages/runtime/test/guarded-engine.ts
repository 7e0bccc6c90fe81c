import type { RequestListener } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { createRestEngineClient, EngineError } from '@camunda-sqs-connector/runtime';
import { afterEach } from 'vitest';

const activation = {
  type: 't',
  worker: 'w',
  maxJobs: 1,
  timeoutMs: 60_000,
  requestTimeoutMs: 10,
  fetchVariables: [],
  tenantIds: [],
};

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    (server as Server & { closeAllConnections(): void }).closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

/** Starts a server on loopback, which ends with the test. */
export async function listening(server: Server, protocol = 'http'): Promise<URL> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return new URL(`${protocol}://127.0.0.1:${(server.address() as AddressInfo).port}`);
}

/** An engine that hands out no jobs to those whom it accepts. */
export const engine =
  (isAccepted: (authorization: string | undefined) => boolean, seen: (string | undefined)[] = []): RequestListener =>
  (request, response) => {
    const { authorization } = request.headers;
    seen.push(authorization);
    request.resume();
    response.writeHead(isAccepted(authorization) ? 200 : 401, { 'content-type': 'application/json' });
    response.end('{"jobs":[]}');
  };

/** Time that stands still until the test moves it. */
export function clock() {
  const time = { now: 0 };
  const world = { now: () => time.now, wallClock: () => time.now, sleep: async () => {}, random: () => 1 };
  return { time, world };
}

/** Asks once. @returns 'jobs', or the error */
export async function asked(client: ReturnType<typeof createRestEngineClient>): Promise<'jobs' | EngineError> {
  try {
    await client.activate(activation);
    return 'jobs';
  } catch (error) {
    if (error instanceof EngineError) return error;
    throw error;
  }
}

/** Asks once with a client of its own. */
export async function once(access: Parameters<typeof createRestEngineClient>[0]): Promise<'jobs' | EngineError> {
  const client = createRestEngineClient(access);
  try {
    return await asked(client);
  } finally {
    await client.close();
  }
}
