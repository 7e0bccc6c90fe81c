import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWatchedWorker } from './watched-worker.ts';

let watched: Awaited<ReturnType<typeof startWatchedWorker>>;
beforeAll(async () => {
  watched = await startWatchedWorker({ contextPath: 'connectors/' });
  await watched.answerPoll([]);
});
afterAll(() => watched.stop());

const PROBES = ['/actuator/health', '/actuator/health/liveness', '/actuator/health/readiness', '/actuator/prometheus'];

test.each(PROBES)('GET and HEAD of %s answer alike', async (path) => {
  const [get, head] = await Promise.all(
    ['GET', 'HEAD'].map((method) => fetch(`${watched.address}/connectors${path}?x=1`, { method })),
  );
  expect([get?.status, head?.status]).toEqual([200, 200]);
  expect(head?.headers.get('content-type')).toBe(get?.headers.get('content-type'));
  expect(await head?.text()).toBe('');
  expect(await get?.text()).not.toBe('');
});

test.each([
  ['GET', '/actuator/health', 404],
  ['GET', '/connectors/', 404],
  ['GET', '/connectors/actuator', 404],
  ['GET', '/connectors/actuator/env', 404],
  ['GET', '/connectors/actuator/health/', 404],
  ['GET', '/connectors/actuator/health/../../x', 404],
  ['POST', '/connectors/actuator/none', 404],
  ['POST', '/connectors/actuator/health', 405],
  ['DELETE', '/connectors/actuator/prometheus', 405],
])('%s %s is answered with %i, in JSON', async (method, path, status) => {
  const response = await fetch(`${watched.address}${path}`, { method });
  expect(response.status).toBe(status);
  expect(response.headers.get('allow')).toBe(status === 405 ? 'GET, HEAD' : null);
  expect(await response.json()).toMatchObject({ status });
});

/** What comes back for bytes, until the server ends the connection. */
async function exchange(bytes: string): Promise<string> {
  const socket = connect(watched.operations.port ?? 0, '127.0.0.1');
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk;
  });
  socket.on('error', () => {});
  socket.write(bytes);
  await once(socket, 'close');
  return answer;
}

const REQUEST = ' /connectors/actuator/health HTTP/1.1\r\nhost: x\r\n';

test('a body is not read: the connection ends with the answer', async () => {
  expect(await exchange(`GET${REQUEST}content-length: 1000000000\r\n\r\n`)).toMatch(/^HTTP\/1.1 200/);
  expect(await exchange(`POST${REQUEST}transfer-encoding: chunked\r\n\r\n`)).toMatch(/^HTTP\/1.1 405/);
});

test('headers are bounded', async () => {
  expect(await exchange(`GET${REQUEST}x: ${'y'.repeat(10_000)}\r\n\r\n`)).toMatch(/^HTTP\/1.1 431/);
});
