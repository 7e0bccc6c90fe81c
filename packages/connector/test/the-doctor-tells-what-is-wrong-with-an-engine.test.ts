import { parseSettings } from 'camunda-sqs-connector';
import { afterEach, describe, expect, test } from 'vitest';
import { type Scripted, startScriptedServer } from '../../runtime/test/scripted-server.ts';
import { checkEngine } from '../src/doctor/installation/engine.ts';

const servers: Awaited<ReturnType<typeof startScriptedServer>>[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});

const topology = (version: string, health = 'healthy', partitionsCount: unknown = 2): Scripted => ({
  status: 200,
  body: JSON.stringify({
    brokers: [
      { nodeId: 0, partitions: [{ partitionId: 1, role: 'leader', health }], version },
      { nodeId: 1, partitions: [{ partitionId: 1, role: 'follower', health: 'healthy' }], version },
    ],
    partitionsCount,
    gatewayVersion: version,
  }),
});
const refusal = (status: number): Scripted => ({ status, body: JSON.stringify({ title: 'Unauthorized' }) });

async function checked(answer: (path: string) => Scripted, environment: Readonly<Record<string, string>> = {}) {
  const server = await startScriptedServer(({ path }) => answer(path));
  servers.push(server);
  const address = server.address.href;
  const environmentOfServer = Object.entries(environment).map(([name, value]) => [name, value.replace('{}', address)]);
  const settings = parseSettings({ CAMUNDA_REST_ADDRESS: address, ...Object.fromEntries(environmentOfServer) });
  return { ...(await checkEngine(settings.engine)), asked: server.asked };
}

test('an engine that is well is asked once, and tells its version', async () => {
  const { verdict, text, asked } = await checked(() => topology('8.8.2'));
  expect({ verdict, text }).toEqual({
    verdict: 'ok',
    text: expect.stringMatching(
      /^http:\S+, without authentication: Camunda 8\.8\.2, 2 brokers, 1 of 2 partitions healthy/,
    ),
  });
  expect(asked.map(({ method, path, body }) => `${method} ${path} ${body}`)).toEqual(['GET /v2/topology ']);
});

test.each([
  ['8.6.0', 'note'],
  ['8.6.12', 'note'],
  ['8.6.13', 'ok'],
  ['8.6.20', 'ok'],
  ['8.7.0', 'ok'],
  ['9.0.0', 'ok'],
])('an engine of %s that may forget a job: %s', async (version, expected) => {
  const { verdict, text } = await checked(() => topology(version));
  expect(verdict).toBe(expected);
  expect(/ENABLEASYNCSCHEDULEDTASKS=false/.test(text)).toBe(expected === 'note');
});

const BASIC = { CAMUNDA_BASIC_AUTH_USERNAME: 'demo', CAMUNDA_BASIC_AUTH_PASSWORD: 'canary' };
const OAUTH = {
  CAMUNDA_CLIENT_ID: 'worker',
  CAMUNDA_CLIENT_SECRET: 'canary',
  CAMUNDA_OAUTH_URL: '{}token',
};

test.each<[string, string, Readonly<Record<string, string>>, RegExp]>([
  ['basic', 'authorization', BASIC, /as the user demo \(basic/],
  ['oauth', 'authorization', OAUTH, /with OAuth tokens of the client worker from http:\S+\/token/],
])('an engine that asks who is there is told so: %s', async (_name, header, environment, expected) => {
  const answer = (path: string): Scripted =>
    path === '/token' ? { status: 200, body: '{"access_token": "t", "expires_in": 60}' } : topology('8.8.2');
  const { verdict, text, asked } = await checked(answer, environment);
  expect({ verdict, text }).toEqual({ verdict: 'ok', text: expect.stringMatching(expected) });
  expect(asked.at(-1)?.headers[header]).toBeDefined();
});

describe('what is wrong is told with the way out:', () => {
  test.each<[string, () => Scripted, Readonly<Record<string, string>>, RegExp]>([
    ['too old', () => topology('8.5.12'), {}, /8\.5\.12.*needs Camunda 8\.6 or later. Update/],
    ['no healthy partition', () => topology('8.8.0', 'unhealthy'), {}, /0 of 2 partitions healthy.*brokers' health/],
    ['a web page', () => ({ status: 200, body: '<html></html>' }), {}, /not JSON. .*correct CAMUNDA_REST_ADDRESS/],
    [
      'another service',
      () => ({ status: 200, body: '{"ok": true}' }),
      {},
      /is no engine.*correct CAMUNDA_REST_ADDRESS/,
    ],
    ['half a topology', () => topology('8.8.0', 'healthy', null), {}, /is no engine/],
    ['an unknown path', () => ({ status: 404 }), {}, /404.*correct CAMUNDA_REST_ADDRESS/],
    ['no answer', () => ({}), {}, /could not be asked.*Start the engine/],
    ['nobody is known', () => refusal(401), {}, /401.*set CAMUNDA_AUTH_STRATEGY/],
    ['a wrong password', () => refusal(401), BASIC, /401.*Correct CAMUNDA_BASIC_AUTH_USERNAME/],
    ['no token', () => refusal(403), OAUTH, /There is no token from.*Correct the settings of OAuth/],
  ])('%s', async (_name, answer, environment, expected) => {
    const { verdict, text } = await checked(answer, environment);
    expect({ verdict, text }).toEqual({ verdict: 'wrong', text: expect.stringMatching(expected) });
    expect(text).not.toMatch(/canary|\n/);
  });

  test('a client without permission', async () => {
    const answer = (path: string): Scripted =>
      path === '/token' ? { status: 200, body: '{"access_token": "t", "expires_in": 60}' } : refusal(403);
    const { verdict, text } = await checked(answer, OAUTH);
    expect({ verdict, text }).toEqual({
      verdict: 'wrong',
      text: expect.stringMatching(/403.*id, secret and audience/),
    });
  });
});
