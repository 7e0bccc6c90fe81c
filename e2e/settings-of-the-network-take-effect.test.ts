import { createServer } from 'node:http';
import { type AddressInfo, connect, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { type QueueServer, startQueueServer } from '@camunda-sqs-connector/queue';
import { startTestbed } from '@camunda-sqs-connector/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeAuthority, makeFolder } from '../packages/runtime/test/certificates.ts';
import { INPUTS, taskModel } from './model.ts';

const folder = makeFolder();
const open = new Set<Socket>();
const tunnels: string[] = [];
let queue: QueueServer;
let secure: Server;
let proxy: Server;

/** Joins two connections until either ends. */
function join(one: Socket, other: Socket): void {
  for (const socket of [one, other]) {
    open.add(socket);
    socket.on('error', () => socket.destroy()).on('close', () => open.delete(socket));
  }
  one.pipe(other).pipe(one);
}
const portOf = (server: Server) => (server.address() as AddressInfo).port;
const listening = (server: Server) => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

/** The embedded queue behind TLS of an authority that only this test knows, and a proxy that tunnels to it. */
beforeAll(async () => {
  const authority = await makeAuthority('the authority of this test');
  folder.write('ca.pem', authority.cert);
  queue = await startQueueServer({ createQueuesOnDemand: true });
  secure = createTlsServer(await authority.server(), (socket) => {
    join(socket, connect(Number(new URL(queue.endpoint).port), '127.0.0.1'));
  });
  proxy = createServer();
  proxy.on('connect', (request, socket) => {
    tunnels.push(`${request.url} ${request.headers['proxy-authorization']}`);
    const target = connect(portOf(secure), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      join(socket as Socket, target);
    });
  });
  await Promise.all([listening(secure), listening(proxy)]);
});
beforeEach(() => {
  tunnels.length = 0;
});
afterAll(async () => {
  for (const socket of open) socket.destroy();
  await Promise.all([secure, proxy].map((server) => new Promise((resolve) => server.close(resolve))));
  await queue.stop();
  folder.remove();
});

async function run(environment: Readonly<Record<string, string>>) {
  const testbed = await startTestbed({
    secrets: { ACCESS_KEY: 'AKIANETWORK', SECRET_KEY: 'very-secret' },
    environment: { AWS_MAX_ATTEMPTS: '1', ...environment },
  });
  try {
    await testbed.deploy('journey.bpmn', taskModel(INPUTS));
    return await testbed.run('journey');
  } finally {
    await testbed.stop();
  }
}

test('AWS_CA_BUNDLE is trusted in connections to SQS; without it the connection is refused, and the incident says why', async () => {
  const endpoint = { AWS_ENDPOINT_URL_SQS: `https://127.0.0.1:${portOf(secure)}` };
  expect(await run({ ...endpoint, AWS_CA_BUNDLE: folder.path('ca.pem') })).toMatchObject({ kind: 'completed' });
  expect(queue.peek('orders')).toHaveLength(1);
  expect(await run(endpoint)).toMatchObject({
    errorMessage: expect.stringMatching(/could not be asked: .*certificate/),
  });
  expect(queue.peek('orders')).toHaveLength(1);
});

test('HTTPS_PROXY is used for SQS, with its user, unless NO_PROXY names the host', async () => {
  const before = queue.peek('orders').length;
  // With the dot it is no name of this machine for the connector, but for everybody else.
  const host = `localhost.:${portOf(secure)}`;
  const environment = {
    AWS_ENDPOINT_URL_SQS: `https://${host}`,
    AWS_CA_BUNDLE: folder.path('ca.pem'),
    HTTPS_PROXY: `http://me:p%40ss@127.0.0.1:${portOf(proxy)}`,
  };
  expect(await run(environment)).toMatchObject({ kind: 'completed' });
  expect(tunnels).toEqual([`${host} Basic ${Buffer.from('me:p@ss').toString('base64')}`]);
  expect(queue.peek('orders')).toHaveLength(before + 1);
  // Whether the name leads anywhere without the proxy is this machine's affair.
  await run({ ...environment, NO_PROXY: 'localhost.' });
  expect(tunnels).toHaveLength(1);
});
