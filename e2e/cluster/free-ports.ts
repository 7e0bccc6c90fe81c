import { createServer, type Server } from 'node:net';

/**
 * Below the ports that systems give to outgoing connections. A server takes its port seconds after it was chosen: until then any
 * connection on this machine could take one of those.
 */
const LOWEST = 15_000;
const HIGHEST = 32_000;

/** Ports of 127.0.0.1 on which nothing listens now. */
export async function freePorts(count: number): Promise<readonly number[]> {
  // All are held at the same time, so that none comes twice.
  const held = new Map<number, Server>();
  while (held.size < count) {
    const port = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST));
    const server = await hold(port);
    if (server) held.set(port, server);
  }
  await Promise.all([...held.values()].map((server) => new Promise((resolve) => server.close(resolve))));
  return [...held.keys()];
}

/** @returns undefined where the port is taken */
function hold(port: number): Promise<Server | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}
