import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';

/** Ports of 127.0.0.1 on which nothing listens now. */
export async function freePorts(count: number): Promise<readonly number[]> {
  // All are held at the same time, so that none comes twice.
  const servers = await Promise.all(Array.from({ length: count }, held));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

function held(): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}
