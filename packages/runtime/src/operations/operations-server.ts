import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ComponentHealth } from './worker-health.ts';

/** What the server tells. Each is asked anew for a request. */
export interface Operations {
  readonly health: Readonly<Record<string, () => ComponentHealth>>;
  readonly liveness: Readonly<Record<string, () => ComponentHealth>>;
  readonly readiness: Readonly<Record<string, () => ComponentHealth>>;
  /** Metrics in Prometheus's text format. */
  readonly metrics: () => string;
}

export interface OperationsServerOptions {
  /** 0 for any that is free. */
  readonly port: number;
  /** What precedes all paths, with or without slashes around it; empty for nothing. */
  readonly contextPath: string;
  /** @default all interfaces: probes and scrapes come from outside a container */
  readonly host?: string;
}

export interface OperationsServer {
  /** The port that it listens on. */
  readonly port: number;
  stop(): Promise<void>;
}

/** Requests are small and answers are quick: what takes longer is no probe. */
const LIMITS = {
  maxHeaderSize: 8192,
  headersTimeout: 5000,
  requestTimeout: 5000,
  keepAliveTimeout: 5000,
  connectionsCheckingInterval: 1000,
};
const MOST_CONNECTIONS = 64;
/** A peer that takes its answer too slowly is cut off. */
const IDLE_SOCKET_MS = 10_000;

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/**
 * Serves probes and metrics under Spring Boot's paths: `/actuator/health`, its groups `liveness` and `readiness`, and
 * `/actuator/prometheus`. There is nothing else to be had or done, so it asks for no credentials.
 *
 * @throws the system's error, such as EADDRINUSE, where the port cannot be used
 */
export async function startOperationsServer(
  operations: Operations,
  { port, contextPath, host }: OperationsServerOptions,
): Promise<OperationsServer> {
  const prefix = contextPath.replace(/^\/*/, '/').replace(/\/+$/, '');
  const routes = new Map<string, () => Answer>([
    [`${prefix}/actuator/health`, () => healthAnswer(operations.health, { groups: ['liveness', 'readiness'] })],
    [`${prefix}/actuator/health/liveness`, () => healthAnswer(operations.liveness)],
    [`${prefix}/actuator/health/readiness`, () => healthAnswer(operations.readiness)],
    [
      `${prefix}/actuator/prometheus`,
      () => ({ status: 200, type: 'text/plain; version=0.0.4; charset=utf-8', body: operations.metrics() }),
    ],
  ]);
  const server = createServer(LIMITS, (request, response) => answer(routes, request, response));
  server.maxConnections = MOST_CONNECTIONS;
  server.setTimeout(IDLE_SOCKET_MS);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.removeListener('error', reject);
      // A connection that the system could not hand over is the peer's loss: probing must not end the worker.
      server.on('error', () => {});
      resolve();
    });
  });
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(routes: ReadonlyMap<string, () => Answer>, request: IncomingMessage, response: ServerResponse): void {
  const { method = 'GET', headers } = request;
  const [path = ''] = (request.url ?? '').split('?', 1);
  const route = routes.get(path);
  // A body is never read: the connection ends with the answer.
  if (headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined)
    response.setHeader('connection', 'close');
  if (!route) {
    send(response, method, json(404, { status: 404, error: 'Not Found', message: 'There is nothing at this path.' }));
  } else if (method !== 'GET' && method !== 'HEAD') {
    response.setHeader('allow', 'GET, HEAD');
    send(response, method, json(405, { status: 405, error: 'Method Not Allowed', message: 'Use GET or HEAD.' }));
  } else {
    send(response, method, answerOf(route));
  }
}

function answerOf(route: () => Answer): Answer {
  try {
    return route();
  } catch (error) {
    // A probe that fails in itself must not end the worker.
    return json(500, { status: 500, error: 'Internal Server Error', message: String(error) });
  }
}

function healthAnswer(components: Operations['health'], more: object = {}): Answer {
  const found = Object.entries(components).map(([name, ask]) => [name, ask()] as const);
  const worst = (['DOWN', 'OUT_OF_SERVICE'] as const).find((bad) => found.some(([, { status }]) => status === bad));
  return json(worst === undefined ? 200 : 503, {
    status: worst ?? 'UP',
    components: Object.fromEntries(found),
    ...more,
  });
}

function json(status: number, content: object): Answer {
  return { status, type: 'application/json', body: JSON.stringify(content) };
}

function send(response: ServerResponse, method: string, { status, type, body }: Answer): void {
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(method === 'HEAD' ? undefined : body);
}
