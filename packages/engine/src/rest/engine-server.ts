import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  parseJson,
  stringifyJson,
} from '@camunda-sqs-connector/feel/json';
import { Engine } from '../core/engine.ts';
import { HttpProblem, problemOf } from './http-problem.ts';
import { Routes } from './routes.ts';

export interface EngineServerOptions {
  /** @default any free port */
  readonly port?: number;
  /** Milliseconds since 1970. @default Date.now */
  readonly clock?: () => number;
}

/** A Camunda 8 of one's own on loopback. */
export interface EngineServer {
  /** What `CAMUNDA_REST_ADDRESS` has to be. */
  readonly address: string;
  readonly engine: Engine;
  /** Answers waiting requests for jobs with an empty list, then closes. */
  stop(): Promise<void>;
}

const MAX_REQUEST_BYTES = 4 * 1024 * 1024;

/** Starts an engine that speaks Camunda's REST API v2, in the wire format of 8.8. */
export async function startEngineServer({
  port = 0,
  clock = Date.now,
}: EngineServerOptions = {}): Promise<EngineServer> {
  const waiting = new Set<() => void>();
  const changed = () => {
    for (const wake of [...waiting]) wake();
  };
  const engine = new Engine({ jobReady: changed, instanceEnded: changed });
  let stopping = false;

  /** Resolves at the next change of the engine, or after that many milliseconds. */
  function change(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, Math.max(0, Math.min(ms, 0x7fffffff)));
      waiting.add(wake);
    });
  }

  const routes = new Routes(engine, { clock, change, stopping: () => stopping });
  const server = createServer((request, response) => {
    response.once('finish', () => stopping && request.socket.end());
    answer(request).then(
      (content) => reply(response, content),
      (error: unknown) => refuse(response, problemOf(error), request.url ?? ''),
    );
  });

  async function answer(request: IncomingMessage): Promise<JsonValue | undefined> {
    // A browser's page must not reach it: pages send an Origin.
    if (request.headers.origin !== undefined)
      throw new HttpProblem(403, 'FORBIDDEN', 'Requests of web pages are refused');
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const body = await readBody(request);
    if (pathname === '/v2/deployments' && request.method === 'POST')
      return routes.deploy(await readResources(request, body));
    return routes.handle(request.method ?? 'GET', pathname, parseObject(body));
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    engine,
    stop: () =>
      new Promise((resolve) => {
        stopping = true;
        changed();
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_REQUEST_BYTES) throw new HttpProblem(413, 'MALFORMED_REQUEST', 'The request is larger than 4 MiB');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function readResources(
  request: IncomingMessage,
  body: Buffer,
): Promise<readonly { name: string; xml: string }[]> {
  const headers = { 'content-type': request.headers['content-type'] ?? '' };
  const form = await new Request('http://localhost', { method: 'POST', headers, body: new Uint8Array(body) })
    .formData()
    .catch(() => {
      throw new HttpProblem(400, 'INVALID_ARGUMENT', 'A deployment is a multipart form with files named "resources"');
    });
  const files = form.getAll('resources').filter((part) => typeof part !== 'string');
  return Promise.all(files.map(async (file) => ({ name: file.name, xml: await file.text() })));
}

function parseObject(body: Buffer): JsonObject {
  if (body.length === 0) return {};
  try {
    const value = parseJson(body.toString());
    if (isJsonObject(value)) return value;
  } catch {
    // Answered below, as any other content that is no object.
  }
  throw new HttpProblem(400, 'Bad Request', 'Request property [body] cannot be parsed');
}

function reply(response: ServerResponse, content: JsonValue | undefined): void {
  if (content === undefined) response.writeHead(204).end();
  else response.writeHead(200, { 'content-type': 'application/json' }).end(stringifyJson(content));
}

function refuse(response: ServerResponse, { status, title, message }: HttpProblem, instance: string): void {
  const problem = { type: 'about:blank', title, status, detail: message, instance };
  response.writeHead(status, { 'content-type': 'application/problem+json' }).end(JSON.stringify(problem));
}
