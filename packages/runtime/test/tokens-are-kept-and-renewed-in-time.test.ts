import { createServer } from 'node:http';
import { createRestEngineClient } from '@camunda-sqs-connector/runtime';
import { describe, expect, test } from 'vitest';
import { asked, clock, engine, listening, once } from './guarded-engine.ts';

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
    // Long enough for a busy machine: only one server here makes anybody wait for it.
    tokenTimeoutMs: 1000,
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
    ['does not answer', 'hang', /it could not be asked: it did not answer within 1000 ms/],
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
