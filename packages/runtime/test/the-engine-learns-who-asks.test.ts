import { createPrivateKey } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect, type Server } from 'node:net';
import {
  createRestEngineClient,
  type EngineAccess,
  EngineError,
  proxyFor,
  TlsFilesError,
} from '@camunda-sqs-connector/runtime';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Authority, makeAuthority, makeFolder } from './certificates.ts';

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

async function listening(server: Server, protocol = 'http'): Promise<URL> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return new URL(`${protocol}://127.0.0.1:${(server.address() as AddressInfo).port}`);
}

/** An engine that hands out no jobs to those whom it accepts. */
const engine =
  (isAccepted: (authorization: string | undefined) => boolean, seen: (string | undefined)[] = []): RequestListener =>
  (request, response) => {
    const { authorization } = request.headers;
    seen.push(authorization);
    request.resume();
    response.writeHead(isAccepted(authorization) ? 200 : 401, { 'content-type': 'application/json' });
    response.end('{"jobs":[]}');
  };

/** Time that stands still until the test moves it. */
function clock() {
  const time = { now: 0 };
  const world = { now: () => time.now, wallClock: () => time.now, sleep: async () => {}, random: () => 1 };
  return { time, world };
}

/** Asks once. @returns 'jobs', or the error */
async function asked(client: ReturnType<typeof createRestEngineClient>): Promise<'jobs' | EngineError> {
  try {
    await client.activate(activation);
    return 'jobs';
  } catch (error) {
    if (error instanceof EngineError) return error;
    throw error;
  }
}

async function once(access: Parameters<typeof createRestEngineClient>[0]): Promise<'jobs' | EngineError> {
  const client = createRestEngineClient(access);
  try {
    return await asked(client);
  } finally {
    await client.close();
  }
}

test('without authentication no header is sent', async () => {
  const seen: (string | undefined)[] = [];
  const address = await listening(createServer(engine(() => true, seen)));
  expect(await once({ address })).toBe('jobs');
  expect(seen).toEqual([undefined]);
});

test('basic: user and password in UTF-8; a wrong password is told without it', async () => {
  const wanted = `Basic ${Buffer.from('müller:pä:ss', 'utf8').toString('base64')}`;
  const address = await listening(createServer(engine((header) => header === wanted)));
  expect(await once({ address, authentication: { kind: 'basic', username: 'müller', password: 'pä:ss' } })).toBe(
    'jobs',
  );
  const error = await once({ address, authentication: { kind: 'basic', username: 'müller', password: 'canary' } });
  expect(error).toMatchObject({ kind: 'unauthorized', message: expect.stringMatching(/401/) });
  expect(String(error)).not.toContain('canary');
});

type Reply = { readonly status: number; readonly body: string } | 'hang' | 'cut';
const token = (value: string, seconds?: number): Reply => ({
  status: 200,
  body: JSON.stringify({
    access_token: value,
    token_type: 'Bearer',
    ...(seconds !== undefined && { expires_in: seconds }),
  }),
});

/** An engine that accepts one token, and a token server whose replies are in the test's hands. */
async function oauthWorld(replies: Reply[], accepted: () => string = () => 'good', more: object = {}) {
  const forms: URLSearchParams[] = [];
  const seen: (string | undefined)[] = [];
  const tokens = await listening(
    createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      forms.push(new URLSearchParams(body));
      const reply = replies.length > 1 ? replies.shift() : replies[0];
      if (reply === 'cut') request.socket.destroy();
      else if (reply !== undefined && reply !== 'hang') response.writeHead(reply.status).end(reply.body);
    }),
  );
  const address = await listening(createServer(engine((header) => header === `Bearer ${accepted()}`, seen)));
  const { time, world } = clock();
  const client = createRestEngineClient({
    address,
    world,
    authentication: {
      kind: 'oauth',
      clientId: 'worker',
      clientSecret: 'canary-secret&=',
      tokenEndpoint: { kind: 'url', url: new URL('/token', tokens) },
      ...more,
    },
  });
  return { client, forms, seen, time, tokens };
}

describe('OAuth:', () => {
  test('asks with its client credentials, audience, scope and resource', async () => {
    const { client, forms } = await oauthWorld([token('good', 300)], undefined, {
      audience: 'a',
      scope: 's',
      resource: 'r',
    });
    expect(await asked(client)).toBe('jobs');
    expect(Object.fromEntries(forms[0] ?? [])).toEqual({
      grant_type: 'client_credentials',
      client_id: 'worker',
      client_secret: 'canary-secret&=',
      audience: 'a',
      scope: 's',
      resource: 'r',
    });
    await client.close();
  });

  test('one token serves all requests, and fifty that come at once ask for one', async () => {
    const { client, forms } = await oauthWorld([token('good', 300)]);
    const all = await Promise.all(Array.from({ length: 50 }, () => asked(client)));
    expect(new Set(all)).toEqual(new Set(['jobs']));
    await asked(client);
    expect(forms).toHaveLength(1);
    await client.close();
  });

  test('is renewed before its end, while the old token still serves', async () => {
    const { client, forms, seen, time } = await oauthWorld([token('good', 300), token('next', 300)], () => 'good');
    await asked(client);
    time.now = 239_999;
    await asked(client);
    expect(forms).toHaveLength(1);
    time.now = 240_000;
    expect(await asked(client)).toBe('jobs');
    expect(seen.at(-1)).toBe('Bearer good');
    await expect.poll(() => forms.length).toBe(2);
    await expect.poll(async () => (await asked(client)) !== 'jobs' && seen.at(-1)).toBe('Bearer next');
    await client.close();
  });

  test('a server that fails meanwhile takes nothing away until the token’s end', async () => {
    const { client, forms, time } = await oauthWorld([token('good', 100), { status: 503, body: 'busy' }]);
    await asked(client);
    time.now = 99_000;
    expect(await asked(client)).toBe('jobs');
    await expect.poll(() => forms.length).toBe(2);
    expect(await asked(client)).toBe('jobs');
    // It is left alone for a while, however many ask.
    expect(forms).toHaveLength(2);
    time.now = 100_000;
    const error = await asked(client);
    expect(error).toMatchObject({ kind: 'busy', message: expect.stringMatching(/\/token: it answered 503/) });
    await client.close();
  });

  test('a token of a very short life is used, and renewed', async () => {
    const { client, forms, time } = await oauthWorld([token('good', 1)]);
    expect(await asked(client)).toBe('jobs');
    time.now = 1500;
    expect(await asked(client)).toBe('jobs');
    expect(forms).toHaveLength(2);
    await client.close();
  });

  test('a token without a life is good for five minutes', async () => {
    const { client, forms, time } = await oauthWorld([token('good')]);
    await asked(client);
    time.now = 200_000;
    await asked(client);
    expect(forms).toHaveLength(1);
    time.now = 300_000;
    await asked(client);
    expect(forms).toHaveLength(2);
    await client.close();
  });

  test('a token that the engine withdrew is replaced, and the request repeated', async () => {
    let good = 'first';
    const { client, forms, time } = await oauthWorld([token('first', 300), token('second', 300)], () => good);
    await asked(client);
    good = 'second';
    time.now = 10_000;
    expect(await asked(client)).toBe('jobs');
    expect(forms).toHaveLength(2);
    await client.close();
  });

  test('an engine that accepts no token does not make the worker ask for ever new ones', async () => {
    const { client, forms } = await oauthWorld([token('bad', 300)]);
    for (let tries = 0; tries < 5; tries++) expect(await asked(client)).toMatchObject({ kind: 'unauthorized' });
    expect(forms).toHaveLength(1);
    await client.close();
  });

  test.each<[string, Reply, RegExp]>([
    [
      'refuses the client',
      { status: 401, body: '{"error":"invalid_client","error_description":"no canary-secret&= here"}' },
      /it answered 401 invalid_client: no \*\*\* here/,
    ],
    ['answers HTML', { status: 200, body: '<html>' }, /it answered 200 with something that is not JSON/],
    ['answers 503 in HTML', { status: 503, body: '<html>' }, /it answered 503/],
    ['gives no token', { status: 200, body: '{"token":"x"}' }, /its answer holds no access_token/],
    ['cuts the connection', 'cut', /it could not be asked: other side closed/],
  ])(
    'a server that %s never stops the worker, is left alone for a second, and then asked again',
    async (_name, reply, text) => {
      const { client, forms, time, tokens } = await oauthWorld([reply, token('good', 300)]);
      for (let tries = 0; tries < 3; tries++) {
        const error = await asked(client);
        expect(error).toMatchObject({ kind: 'busy', message: expect.stringMatching(text) });
        expect(String(error)).toContain(tokens.host);
        expect(String(error)).not.toContain('canary');
      }
      expect(forms).toHaveLength(1);
      time.now = 1001;
      expect(await asked(client)).toBe('jobs');
      await client.close();
    },
  );
});

describe('the token endpoint is discovered', () => {
  async function discovery(document: (origin: string) => object, kind: 'issuer' | 'wellKnown', path: string) {
    const paths: string[] = [];
    const issuer = await listening(
      createServer((request, response) => {
        request.resume();
        paths.push(request.url ?? '');
        const origin = `http://${request.headers.host}`;
        const isDocument = request.method === 'GET';
        response.end(JSON.stringify(isDocument ? document(origin) : { access_token: 'good', expires_in: 60 }));
      }),
    );
    const address = await listening(createServer(engine((header) => header === 'Bearer good')));
    const tokenEndpoint = { kind, url: new URL(path, issuer) } as const;
    const outcome = await once({
      address,
      authentication: { kind: 'oauth', clientId: 'c', clientSecret: 's', tokenEndpoint },
    });
    return { outcome, paths };
  }

  test('at an issuer with a path', async () => {
    const document = (origin: string) => ({ issuer: `${origin}/realms/x`, token_endpoint: `${origin}/realms/x/token` });
    const { outcome, paths } = await discovery(document, 'issuer', '/realms/x/');
    expect(outcome).toBe('jobs');
    expect(paths).toEqual(['/realms/x/.well-known/openid-configuration', '/realms/x/token']);
  });

  test('in a document of its own', async () => {
    const { outcome, paths } = await discovery(
      (origin) => ({ token_endpoint: `${origin}/t` }),
      'wellKnown',
      '/doc.json',
    );
    expect(outcome).toBe('jobs');
    expect(paths).toEqual(['/doc.json', '/t']);
  });

  test.each<[string, object, RegExp]>([
    [
      'of another issuer',
      { issuer: 'https://evil.example', token_endpoint: 'https://evil.example/t' },
      /that of another issuer: https:\/\/evil/,
    ],
    ['without an endpoint', { issuer: 'SAME' }, /names no token endpoint/],
  ])('but not in a document %s', async (_name, document, text) => {
    const filled = (origin: string) => JSON.parse(JSON.stringify(document).replace('SAME', origin));
    const { outcome, paths } = await discovery(filled, 'issuer', '/');
    expect(outcome).toMatchObject({ kind: 'busy', message: expect.stringMatching(text) });
    expect(paths).toHaveLength(1);
  });
});

describe('TLS', () => {
  const folder = makeFolder();
  let authority: Authority;
  let files: Record<'ca' | 'otherCa' | 'cert' | 'key' | 'otherKey' | 'lockedKey' | 'garbage', string>;
  let server: { readonly cert: string; readonly key: string };
  beforeAll(async () => {
    const other = await makeAuthority('another authority');
    authority = await makeAuthority('the authority of this test');
    server = await authority.server();
    const [client, stranger] = await Promise.all([authority.client('worker'), other.client('stranger')]);
    const locked = createPrivateKey(client.key).export({
      type: 'pkcs8',
      format: 'pem',
      cipher: 'aes-256-cbc',
      passphrase: 'canary-passphrase',
    });
    files = {
      ca: folder.write('ca.pem', authority.cert),
      otherCa: folder.write('other-ca.pem', other.cert),
      cert: folder.write('cert.pem', client.cert),
      key: folder.write('key.pem', client.key),
      otherKey: folder.write('other-key.pem', stranger.key),
      lockedKey: folder.write('locked-key.pem', String(locked)),
      garbage: folder.write('garbage.pem', 'canary-garbage'),
    };
  });
  afterAll(() => folder.remove());

  const strict = () => ({ ...server, ca: authority.cert, requestCert: true, rejectUnauthorized: true });

  test('an own authority is trusted, and without it the connection is refused in clear words', async () => {
    const address = await listening(
      createTlsServer(
        server,
        engine(() => true),
      ),
      'https',
    );
    expect(await once({ address, tls: { caPath: files.ca } })).toBe('jobs');
    expect(await once({ address })).toMatchObject({ kind: 'busy', message: expect.stringMatching(/certificate/) });
    expect(await once({ address, tls: { caPath: files.otherCa } })).toMatchObject({ kind: 'busy' });
  });

  test('a server that demands a client certificate gets it, with a locked key too', async () => {
    const names: (string | undefined)[] = [];
    const listener: RequestListener = (request, response) => {
      names.push(
        (request.socket as unknown as { getPeerCertificate(): { subject: { CN: string } } }).getPeerCertificate()
          .subject.CN,
      );
      engine(() => true)(request, response);
    };
    const address = await listening(createTlsServer(strict(), listener), 'https');
    const { ca: caPath, cert: certPath, key, lockedKey } = files;
    expect(await once({ address, tls: { caPath, certPath, keyPath: key } })).toBe('jobs');
    expect(
      await once({ address, tls: { caPath, certPath, keyPath: lockedKey, keyPassphrase: 'canary-passphrase' } }),
    ).toBe('jobs');
    expect(names).toEqual(['worker', 'worker']);
    expect(await once({ address, tls: { caPath } })).toMatchObject({ kind: 'busy' });
  });

  test('authority and certificate reach the token server too', async () => {
    const tokens = createTlsServer(strict(), (request, response) => {
      request.resume();
      response.end('{"access_token":"good","expires_in":60}');
    });
    const url = await listening(tokens, 'https');
    const address = await listening(
      createTlsServer(
        strict(),
        engine((header) => header === 'Bearer good'),
      ),
      'https',
    );
    const authentication = {
      kind: 'oauth',
      clientId: 'c',
      clientSecret: 's',
      tokenEndpoint: { kind: 'url', url },
    } as const;
    const tls = { caPath: files.ca, certPath: files.cert, keyPath: files.key };
    expect(await once({ address, authentication, tls })).toBe('jobs');
  });

  test.each<[string, () => EngineAccess['tls'], RegExp]>([
    ['a file that is not there', () => ({ caPath: folder.path('nope.pem') }), /nope\.pem cannot be read \(ENOENT\)/],
    ['a file without a certificate', () => ({ caPath: files.garbage }), /garbage\.pem holds no certificate in PEM/],
    [
      'a file without a key',
      () => ({ certPath: files.cert, keyPath: files.ca }),
      /ca\.pem holds no private key in PEM/,
    ],
    [
      'a key of another certificate',
      () => ({ certPath: files.cert, keyPath: files.otherKey }),
      /other-key\.pem: the key is not that of the certificate/,
    ],
    [
      'a locked key without a passphrase',
      () => ({ certPath: files.cert, keyPath: files.lockedKey }),
      /locked-key\.pem: the key is encrypted/,
    ],
    [
      'a wrong passphrase',
      () => ({ certPath: files.cert, keyPath: files.lockedKey, keyPassphrase: 'canary-wrong' }),
      /the passphrase is missing or wrong/,
    ],
  ])('%s stops the start', (_name, tls, text) => {
    const start = () => createRestEngineClient({ address: new URL('https://127.0.0.1:1'), tls: tls() ?? {} });
    expect(start).toThrow(TlsFilesError);
    expect(start).toThrow(text);
    expect(start).not.toThrow(/canary/);
  });

  test('a proxy that demands credentials tunnels to the engine, and sees nothing of what is said', async () => {
    const seen: string[] = [];
    const proxy = createServer();
    proxy.on('connect', (request, client) => {
      seen.push(`${request.url} ${request.headers['proxy-authorization']} ${request.headers.authorization}`);
      // Whatever name is asked for, the test's engine is behind it.
      const target = connect(Number(address.port), '127.0.0.1', () => {
        client.write('HTTP/1.1 200 OK\r\n\r\n');
        target.pipe(client);
        client.pipe(target);
      });
      for (const socket of [target, client]) socket.on('error', () => socket.destroy());
    });
    const address = await listening(
      createTlsServer(
        strict(),
        engine(() => true),
      ),
      'https',
    );
    const proxyUrl = await listening(proxy);
    proxyUrl.username = 'me';
    proxyUrl.password = 'p%40ss';
    const outcome = await once({
      address: new URL(`https://localhost.:${address.port}`),
      tls: { caPath: files.ca, certPath: files.cert, keyPath: files.key },
      proxies: { https: proxyUrl, noProxy: [] },
    });
    const credentials = Buffer.from('me:p@ss').toString('base64');
    expect(seen).toEqual([`localhost.:${address.port} Basic ${credentials} undefined`]);
    expect(outcome).toBe('jobs');
  });
});

test.each<[string, string, string | undefined]>([
  ['https://sqs.eu-central-1.amazonaws.com', '', 'http://secure:1'],
  ['http://engine.internal', '', 'http://plain:1'],
  ['https://localhost:8443', '', undefined],
  ['https://127.0.0.1:8443', '', undefined],
  ['https://[::1]:8443', '', undefined],
  ['https://a.example.org', 'example.org', undefined],
  ['https://a.example.org', '.example.org', undefined],
  ['https://example.org', '.example.org', undefined],
  ['https://badexample.org', 'example.org', 'http://secure:1'],
  ['https://a.example.org', '*.example.org', undefined],
  ['https://a.example.org:8443', 'a.example.org:443', 'http://secure:1'],
  ['https://a.example.org', 'A.EXAMPLE.org:443', undefined],
  ['https://10.1.2.3', '10.*', undefined],
  ['https://a.example.org', '*', undefined],
  ['https://a.example.org', 'b.example.org,c.org', 'http://secure:1'],
])('%s with the exceptions "%s" goes through %s', (target, noProxy, expected) => {
  const rules = { https: new URL('http://secure:1'), http: new URL('http://plain:1'), noProxy: noProxy.split(',') };
  expect(proxyFor(new URL(target), rules)?.href.replace(/\/$/, '')).toBe(expected);
});
