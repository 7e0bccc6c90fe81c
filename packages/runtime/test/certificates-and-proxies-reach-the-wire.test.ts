import { createPrivateKey } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect } from 'node:net';
import { createRestEngineClient, type EngineAccess, proxyFor, TlsFilesError } from '@camunda-sqs-connector/runtime';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Authority, makeAuthority, makeFolder } from './certificates.ts';
import { engine, listening, once } from './guarded-engine.ts';

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
  ['https://10.1.2.3', '10.0.0.0/8', undefined],
  ['https://11.1.2.3', '10.0.0.0/8', 'http://secure:1'],
  ['http://10.1.2.3:8080', '192.168.0.0/16,10.1.2.0/24', undefined],
  ['https://[fd12::1]', 'fd00::/8', undefined],
  ['https://[fe80::1]', 'fd00::/8', 'http://secure:1'],
  ['https://10.1.2.3', 'fd00::/8', 'http://secure:1'],
  ['https://a.example.org', '0.0.0.0/0', 'http://secure:1'],
  ['https://a.example.org', 'b.example.org,c.org', 'http://secure:1'],
])('%s with the exceptions "%s" goes through %s', (target, noProxy, expected) => {
  const rules = { https: new URL('http://secure:1'), http: new URL('http://plain:1'), noProxy: noProxy.split(',') };
  expect(proxyFor(new URL(target), rules)?.href.replace(/\/$/, '')).toBe(expected);
});
