import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { residentMbOf } from '../machine.ts';
import type { Turn } from '../rounds.ts';
import { endConnector, spawnConnector } from './connector.ts';

/** Long enough for the garbage of the start to be gone, if it goes. */
const IDLE_MS = 3000;

/** How long the connector takes to ask for its first job, and what memory it holds then, idle: against an engine that answers nothing. */
export const startAndIdle: Turn = {
  situation: { part: 'start and idle' },
  candidate: 'connector',
  async run() {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const asked = once(server, 'request');
    const startedAt = performance.now();
    const connector = spawnConnector({ engine: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
    try {
      await asked;
      const startMs = performance.now() - startedAt;
      await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
      return { startMs, residentMbIdle: residentMbOf(connector.pid) };
    } finally {
      await endConnector(connector);
      server.closeAllConnections();
      server.close();
    }
  },
};
