import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { createServer } from 'node:http';
import { type AddressInfo, isIP, type LookupFunction, type Socket } from 'node:net';
import { realWorld } from '@camunda-sqs-connector/runtime';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { EndpointConnections } from '../src/sending/endpoint-connections.ts';
import { guardedLookup } from '../src/sending/guarded-lookup.ts';
import { isLinkLocal, isUnspecified } from '../src/sending/local-addresses.ts';
import { createSender } from '../src/sending/sender.ts';
import { success } from './job-against-sqs.ts';
import { requestOf } from './requests.ts';

/** A queue on this machine that ends each connection with its answer, so that the next message needs another. */
const server = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  requests++;
  const { status, body: answer } = success({ method: 'POST', path: '/', headers: {}, body });
  response.writeHead(status ?? 500, { connection: 'close' }).end(answer);
});
let requests = 0;
let origin = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://queue.dns.example:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

/** The addresses that sockets of this process really go to. */
const tried: string[] = [];
const watch = (message: unknown) => {
  const { socket } = message as { socket: Socket };
  socket.on('connectionAttempt', (address: string) => tried.push(address));
};
beforeAll(() => subscribe('net.client.socket', watch));
afterAll(() => unsubscribe('net.client.socket', watch));
afterEach(() => {
  requests = 0;
  tried.length = 0;
});

/** A DNS whose answers are those of the list, one after the other; the last stays. */
function dnsOf(...answers: readonly (readonly string[])[]) {
  const asked: string[] = [];
  const lookup: LookupFunction = (name, { all }, callback) => {
    const addresses = answers[Math.min(asked.length, answers.length - 1)] ?? [];
    asked.push(name);
    const [first = ''] = addresses;
    if (all)
      callback(
        null,
        addresses.map((address) => ({ address, family: isIP(address.split('%')[0] ?? '') })),
      );
    else callback(null, first, isIP(first));
  };
  return { lookup, asked };
}

/** Sends messages, one after the other, to a host that the operator allows by a pattern. @returns what became of each */
async function send(lookup: LookupFunction, { times = 1, isOperators = false } = {}): Promise<readonly string[]> {
  const sender = createSender({
    targets: {
      allowedEndpoints: ['http://*.dns.example:*'],
      ...(isOperators && { endpointOverride: new URL(origin) }),
    },
    credentials: async () => ({ accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' }),
    world: realWorld,
    connections: new EndpointConnections({ lookup }),
  });
  const ends: string[] = [];
  for (let n = 0; n < times; n++) {
    const sent = sender.send(requestOf({ url: `${origin}/1/q` }), realWorld.now() + 20_000);
    ends.push(
      await sent.then(
        () => 'sent',
        ({ code, retry }) => `${code}, retries: ${retry}`,
      ),
    );
  }
  await sender.close();
  return ends;
}

const REFUSED = 'ENDPOINT_ADDRESS_FORBIDDEN, retries: none';

describe('no connection is made to a name of', () => {
  test.each([
    [['169.254.169.254']],
    [['169.254.170.2']],
    [['169.254.170.23']],
    [['169.254.0.1']],
    [['fe80::1']],
    [['fe80::1%lo']],
    [['febf:ffff::1']],
    [['fd00:ec2::254']],
    [['fd00:ec2::23']],
    [['::ffff:169.254.169.254']],
    [['::ffff:a9fe:a9fe']],
    [['64:ff9b::a9fe:a9fe']],
    [['2002:a9fe:a9fe::1']],
    [['fd20:ce::254']],
    [['100.100.100.200']],
    [['168.63.129.16']],
    [['0.0.0.0']],
    [['0.1.2.3']],
    [['::']],
    [['::ffff:0.0.0.0']],
    [['127.0.0.1', '169.254.169.254']],
    [['169.254.169.254', '127.0.0.1']],
    [['127.0.0.1', 'fe80::1']],
  ])('%j', async (addresses) => {
    for (const isOperators of [false, true]) {
      const { lookup, asked } = dnsOf(addresses);
      expect(await send(lookup, { isOperators })).toEqual([REFUSED]);
      expect(asked).toEqual(['queue.dns.example']);
    }
    expect({ tried, requests }).toEqual({ tried: [], requests: 0 });
  });
});

test('other names are connected to, so that the above can fail', async () => {
  expect(await send(dnsOf(['127.0.0.1']).lookup)).toEqual(['sent']);
  expect({ tried, requests }).toEqual({ tried: ['127.0.0.1'], requests: 1 });
});

test('a name whose address changes is looked at for each connection, once, and nothing lies between that and the use', async () => {
  const { lookup, asked } = dnsOf(['127.0.0.1'], ['127.0.0.1'], ['169.254.169.254']);
  expect(await send(lookup, { times: 3 })).toEqual(['sent', 'sent', REFUSED]);
  expect({ asked: asked.length, tried, requests }).toEqual({
    asked: 3,
    tried: ['127.0.0.1', '127.0.0.1'],
    requests: 2,
  });
});

test('what gives credentials may be there, and no message follows over its connections', async () => {
  // 0.0.0.0 stands for the others: it is forbidden as they are, and a server of this test answers there.
  const connections = new EndpointConnections({ lookup: dnsOf(['0.0.0.0']).lookup });
  const url = new URL(origin);
  const body = JSON.stringify({ MessageBody: 'hello' });
  const answer = await connections.toCredentials(url).request({ origin: url, path: '/', method: 'POST', body });
  await answer.body.dump();
  await expect(connections.post(url, {}, body, 5000)).rejects.toMatchObject({ code: 'ENDPOINT_ADDRESS_FORBIDDEN' });
  await connections.close();
  expect({ tried, requests }).toEqual({ tried: ['0.0.0.0'], requests: 1 });
});

describe('a guarded lookup', () => {
  const ask = (lookup: LookupFunction, all: boolean) =>
    new Promise((resolve) => lookup('127.0.0.1', { all }, (error, answer) => resolve(error?.code ?? answer)));

  test('asks the operating system by default, for one address or all', async () => {
    expect(await ask(guardedLookup(), true)).toEqual([{ address: '127.0.0.1', family: 4 }]);
    expect(await ask(guardedLookup(), false)).toBe('127.0.0.1');
  });

  test('leaves the resolver’s errors as they are', async () => {
    const unknown: LookupFunction = (_name, _options, callback) =>
      callback(Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' }), []);
    expect(await ask(guardedLookup(unknown), true)).toBe('ENOTFOUND');
  });
});

describe('addresses beside those are no matter:', () => {
  test.each([
    '169.253.255.255',
    '169.255.0.0',
    '168.63.129.17',
    '127.0.0.1',
    '10.0.0.1',
    '1.0.0.0',
    '::1',
    'fec0::1',
    'fe7f::1',
    'fd00:ec1::254',
    'fd00:ec3::254',
    '::ffff:10.0.0.1',
    '64:ff9b::a00:1',
    '2002:a00:1::1',
    '2600:1f18::a9fe:a9fe',
  ])('%s', (address) => {
    expect({ isLinkLocal: isLinkLocal(address), isUnspecified: isUnspecified(address) }).toEqual({
      isLinkLocal: false,
      isUnspecified: false,
    });
  });
});
