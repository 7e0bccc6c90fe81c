import type { LookupAddress } from 'node:dns';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer, type LookupFunction, type Server, Socket } from 'node:net';
import { ConnectorError, realWorld } from '@camunda-sqs-connector/runtime';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { TargetRules } from '../src/sending/endpoint.ts';
import { EndpointConnections, type Network } from '../src/sending/endpoint-connections.ts';
import { createSender } from '../src/sending/sender.ts';
import { ALLOWED, forbidden, hostileTargets } from './hostile-targets.ts';
import { requestOf } from './requests.ts';

/** Where whoever wants the credentials listens. It counts connections, not requests: a connection is too much already. */
const listener = createServer((socket) => {
  connections++;
  socket.on('error', () => {}).destroy();
});
let connections = 0;
let port = 0;
beforeAll(async () => {
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  port = (listener.address() as AddressInfo).port;
});
afterAll(() => new Promise((resolve) => listener.close(resolve)));

/** Sees every socket that this process opens, over TLS too, whatever its address. */
const opened = vi.spyOn(Socket.prototype, 'connect');
beforeEach(() => {
  connections = 0;
  opened.mockClear();
});
afterAll(() => opened.mockRestore());

/** A DNS in which every name stands for the listener's machine: nothing fails for want of an address. */
const resolvesAnything: LookupFunction = (_name, _options, callback) => {
  const address: LookupAddress = { address: '127.0.0.1', family: 4 };
  callback(null, [address]);
};

const originOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

const ENDPOINT = 'configuration.endpoint';
const FIELDS = ['queue.url', ENDPOINT] as const;
const located = (text: string) => text.replace('PORT', String(port));

interface Attempt {
  readonly field?: (typeof FIELDS)[number];
  readonly rules?: Partial<TargetRules>;
  readonly network?: Network;
  readonly keysAsked?: () => void;
}

/** The error of a message to a URL, or else its response. */
async function sendTo(url: string, { field = 'queue.url', rules = {}, network = {}, keysAsked }: Attempt = {}) {
  const connected = new EndpointConnections({ lookup: resolvesAnything, ...network });
  const sender = createSender({
    targets: { allowedEndpoints: ALLOWED.map(located), ...rules },
    credentials: async () => {
      keysAsked?.();
      return { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret', sessionToken: 'token' };
    },
    world: realWorld,
    maxAttempts: 1,
    connections: connected,
  });
  const configuration = { region: 'eu-central-1', ...(field === ENDPOINT && { endpoint: url }) };
  const request = requestOf(field === ENDPOINT ? {} : { url }, { configuration });
  try {
    return await sender.send(request, realWorld.now() + 20_000);
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    return error;
  } finally {
    await sender.close();
  }
}

const cases = hostileTargets.flatMap(({ code, urls }) => urls.map((url) => ({ code, url, shown: shown(url) })));

/** As printable text: some of these would break a terminal. */
function shown(url: string): string {
  return JSON.stringify(url.length > 100 ? `${url.slice(0, 50)}…` : url);
}

describe.each(FIELDS)('in %s', (field) => {
  test.each(cases)('$shown gets $code', async ({ code, url }) => {
    let keys = 0;
    const error = await sendTo(located(url), { field, keysAsked: () => keys++ });
    expect(error).toMatchObject({ code, retry: 'none', message: expect.stringContaining(field) });
    if (code === 'ENDPOINT_NOT_ALLOWED') {
      expect(error).toMatchObject({ message: expect.stringContaining('SQS_CONNECTOR_ALLOWED_ENDPOINTS') });
    }
    expect({ opened: opened.mock.calls.length, connections, keys }).toEqual({ opened: 0, connections: 0, keys: 0 });
  });
});

test('what is allowed does connect, so that the above can fail', async () => {
  for (const url of [
    'http://queues.example:PORT/1/q',
    'http://QUEUES.example:PORT/1/q',
    'http://a.any-port.example:PORT',
  ]) {
    await expect(sendTo(located(url))).resolves.toMatchObject({ code: 'CONNECTION_FAILED' });
  }
  expect({ opened: opened.mock.calls.length, connections }).toEqual({ opened: 3, connections: 3 });
});

describe('an address of a metadata service or of one’s own link', () => {
  test.each(forbidden.urls)('%s is refused although it is allowed, or the operator’s endpoint for all', async (url) => {
    const { origin } = new URL(located(url));
    const { code } = forbidden;
    await expect(sendTo(located(url), { rules: { allowedEndpoints: [origin] } })).resolves.toMatchObject({ code });
    const rules = { endpointOverride: new URL(origin) };
    await expect(sendTo('https://anything.example/1/q', { rules })).resolves.toMatchObject({
      code,
      message: expect.stringContaining('AWS_ENDPOINT_URL_SQS'),
    });
    expect(opened).not.toHaveBeenCalled();
  });

  test('is refused before a proxy is asked, which would find the way', async () => {
    const tunnels: (string | undefined)[] = [];
    const proxy = createHttpServer().on('connect', ({ url }, socket) => {
      tunnels.push(url);
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const network = { proxies: { http: new URL(originOf(proxy)), noProxy: [] } };
    const rules = { allowedEndpoints: ['http://169.254.169.254', 'http://queues.example'] };
    const error = await sendTo('http://169.254.169.254/1/q', { rules, network });
    const other = await sendTo('http://queues.example/1/q', { rules, network });
    await new Promise((resolve) => proxy.close(resolve));
    expect(error).toMatchObject({ code: forbidden.code });
    expect(other).toMatchObject({ code: 'CONNECTION_FAILED' });
    expect(tunnels).toEqual(['queues.example:80']);
  });
});

describe('a redirect', () => {
  const server = createHttpServer((request, response) => {
    requests++;
    const location = `http://127.0.0.1:${port}/1/q`;
    request.resume().on('end', () => response.writeHead(status, { location }).end());
  });
  let requests = 0;
  let status = 301;
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  afterEach(() => {
    requests = 0;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  test.each([300, 301, 302, 303, 307, 308])('%i from an allowed server leads nowhere', async (given) => {
    status = given;
    const allowed = originOf(server);
    await expect(sendTo(`${allowed}/1/q`, { rules: { allowedEndpoints: [allowed] } })).resolves.toMatchObject({
      code: `HTTP${given}`,
    });
    expect({ requests, connections }).toEqual({ requests: 1, connections: 0 });
  });
});
