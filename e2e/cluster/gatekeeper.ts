import { createServer, type IncomingMessage, request as outgoing, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands before an engine that asks nobody who he is: lets in those with a token that it has given and not withdrawn. */
export interface Gatekeeper {
  /** What `CAMUNDA_REST_ADDRESS` has to be. */
  readonly address: string;
  /** What `CAMUNDA_OAUTH_URL` has to be. */
  readonly tokenUrl: string;
  /** Tokens that were asked for, by whether they were given. */
  readonly asked: { given: number; refused: number };
  /** Requests that came without a valid token. */
  turnedAway(): number;
  /** All tokens so far have ended, whatever was said of their time. */
  withdrawTokens(): void;
  stop(): Promise<void>;
}

export interface GatekeeperOptions {
  readonly upstream: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

export async function startGatekeeper({ upstream, clientId, clientSecret }: GatekeeperOptions): Promise<Gatekeeper> {
  const valid = new Set<string>();
  const asked = { given: 0, refused: 0 };
  let turnedAway = 0;

  async function giveToken(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += chunk;
    const form = new URLSearchParams(body);
    if (form.get('client_id') !== clientId || form.get('client_secret') !== clientSecret) {
      asked.refused++;
      response.writeHead(401, { 'content-type': 'application/json' });
      response.end('{"error":"invalid_client","error_description":"Invalid client or Invalid client credentials"}');
      return;
    }
    const token = `token-${++asked.given}`;
    valid.add(token);
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ access_token: token, token_type: 'Bearer', expires_in: 300 }));
  }

  function letThrough(request: IncomingMessage, response: ServerResponse): void {
    const { authorization = '', ...headers } = request.headers;
    if (!valid.has(authorization.replace(/^Bearer /, ''))) {
      turnedAway++;
      request.resume();
      response.writeHead(401, { 'content-type': 'application/problem+json' });
      response.end(
        '{"type":"about:blank","title":"Unauthorized","status":401,"detail":"An Authentication object was not found"}',
      );
      return;
    }
    const { method = '', url = '' } = request;
    const passed = outgoing(new URL(url, upstream), { method, headers, agent: false });
    passed.once('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    passed.once('error', () => response.destroy());
    response.once('close', () => passed.destroy());
    request.pipe(passed);
  }

  const tokens = createServer((request, response) => {
    giveToken(request, response).catch(() => response.destroy());
  });
  const gate = createServer(letThrough);
  await Promise.all([tokens, gate].map((server) => new Promise<void>((done) => server.listen(0, '127.0.0.1', done))));
  const origin = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    address: origin(gate),
    tokenUrl: `${origin(tokens)}/oauth/token`,
    asked,
    turnedAway: () => turnedAway,
    withdrawTokens: () => valid.clear(),
    async stop() {
      for (const server of [tokens, gate]) {
        server.closeAllConnections();
        await new Promise((done) => server.close(done));
      }
    },
  };
}
