import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeAuthority } from '../../runtime/test/certificates.ts';
import { regionalEndpoint } from '../src/sending/aws-hosts.ts';
import { targetOf } from '../src/sending/endpoint.ts';
import { EndpointConnections } from '../src/sending/endpoint-connections.ts';
import { md5OfBody } from '../src/sending/md5.ts';
import { createSender, type SenderOptions } from '../src/sending/sender.ts';
import { requestOf } from './requests.ts';

const fipsEndpoints = true;
const dualStackEndpoints = true;
const REGIONS = ['eu-central-1', 'us-east-1', 'us-gov-west-1', 'cn-north-1', 'us-iso-east-1', 'us-isob-east-1'];
const KINDS = [{}, { fipsEndpoints }, { dualStackEndpoints }, { fipsEndpoints, dualStackEndpoints }];

describe('the endpoint is the one that AWS’s own SDK takes:', () => {
  test.each(REGIONS.flatMap((region) => KINDS.map((kind) => [region, kind] as const)))('%s, %j', (region, kind) => {
    const sdk = new SQSClient({ region }).config.endpointProvider({
      Region: region,
      UseFIPS: 'fipsEndpoints' in kind,
      UseDualStack: 'dualStackEndpoints' in kind,
    });
    expect(regionalEndpoint(region, kind).host).toBe(sdk.url.host);
  });
});

describe('with FIPS endpoints', () => {
  const rules = { fipsEndpoints, allowedEndpoints: ['http://localhost:4566'] };
  test.each([
    ['https://sqs.eu-central-1.amazonaws.com/1/q', undefined, 'https://sqs-fips.eu-central-1.amazonaws.com'],
    ['https://eu-central-1.queue.amazonaws.com/1/q', undefined, 'https://sqs-fips.eu-central-1.amazonaws.com'],
    ['https://sqs-fips.eu-central-1.amazonaws.com/1/q', undefined, 'https://sqs-fips.eu-central-1.amazonaws.com'],
    [
      'https://sqs.eu-central-1.amazonaws.com/1/q',
      'https://sqs.eu-central-1.amazonaws.com',
      'https://sqs-fips.eu-central-1.amazonaws.com',
    ],
    // What is not public, or the operator's own word, stays.
    [
      'https://vpce-0a-3d.sqs.eu-central-1.vpce.amazonaws.com/1/q',
      undefined,
      'https://vpce-0a-3d.sqs.eu-central-1.vpce.amazonaws.com',
    ],
    ['http://localhost:4566/1/q', undefined, 'http://localhost:4566'],
  ])('a message to %s by %s goes to %s', (url, endpoint, target) => {
    const request = requestOf({ url }, { configuration: { region: 'eu-central-1', endpoint } });
    expect(targetOf(request, rules).origin).toBe(target);
  });
});

let requests = 0;
let status = 200;
let server: Server;
/** The server's own authority. */
let ca = '';
beforeAll(async () => {
  const authority = await makeAuthority('test');
  ca = authority.cert;
  server = createServer(await authority.server(), (incoming, outgoing) => {
    requests++;
    incoming.resume().on('end', () => {
      const answer = status === 200 ? { MessageId: 'm-1', MD5OfMessageBody: md5OfBody('hello') } : {};
      outgoing.writeHead(status).end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const trusting = () => ({ connections: new EndpointConnections({ tls: { ca: [ca] } }) });

/** What comes of a message to the server, on a clock that only the pauses between tries move. */
async function send(options: Partial<SenderOptions>) {
  requests = 0;
  let now = 0;
  const world = {
    now: () => now,
    wallClock: () => now,
    random: () => 0.5,
    sleep: async (ms: number) => {
      now += ms;
    },
  };
  const endpointOverride = new URL(`https://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const sender = createSender({
    targets: { endpointOverride, allowedEndpoints: [] },
    credentials: async () => ({ accessKeyId: 'A', secretAccessKey: 's' }),
    world,
    ...options,
  });
  try {
    return await sender.send(requestOf(), 60_000);
  } finally {
    await sender.close();
  }
}

test('a server of the operator’s authorities is trusted, and no other without them', async () => {
  status = 200;
  expect(await send(trusting())).toMatchObject({ messageId: 'm-1' });
  await expect(send({ maxAttempts: 1 })).rejects.toThrow(/could not be asked.*certificate/i);
  expect(requests).toBe(0);
});

test.each([1, 3])('a message is tried %i times, if that is the most', async (maxAttempts) => {
  status = 503;
  await expect(send({ ...trusting(), maxAttempts })).rejects.toThrow();
  expect(requests).toBe(maxAttempts);
});

test('without a limit a message is tried as long as there is time', async () => {
  status = 503;
  await expect(send(trusting())).rejects.toThrow();
  expect(requests).toBeGreaterThan(5);
});
