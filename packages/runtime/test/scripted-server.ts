import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a scripted server was asked. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** What it answers; without a `status` it cuts the connection. */
export interface Scripted {
  readonly status?: number;
  readonly contentType?: string;
  readonly close?: boolean;
  readonly body?: string;
}

/** A server on loopback that answers as `answer` says and keeps what it was asked. */
export async function startScriptedServer(answer: (asked: Asked) => Scripted) {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const one = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body };
    asked.push(one);
    const { status, contentType = 'application/json', close = false, body: text = '' } = answer(one);
    if (status === undefined) return request.socket.destroy();
    response.writeHead(status, { 'content-type': contentType, ...(close && { connection: 'close' }) });
    return response.end(status === 204 ? undefined : text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    asked,
    address: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
