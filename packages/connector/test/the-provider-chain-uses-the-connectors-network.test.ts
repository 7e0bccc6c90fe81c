import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect, type Server, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { makeAuthority, makeFolder } from '../../runtime/test/certificates.ts';
import { createCredentialSource, loadDefaultChain } from '../src/sending/credentials.ts';
import { EndpointConnections, type Network } from '../src/sending/endpoint-connections.ts';

/** A token service behind TLS of an authority that only this test knows, and a proxy that tunnels to it. */
const folder = makeFolder();
const forms: URLSearchParams[] = [];
const tunnels: string[] = [];
const open = new Set<Socket>();
let ca: string;
let sts: Server;
let proxy: Server;
const portOf = (server: Server) => (server.address() as AddressInfo).port;

const ANSWER = `<AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleWithWebIdentityResult>
<Credentials><AccessKeyId>ASIAROLE</AccessKeyId><SecretAccessKey>role-secret</SecretAccessKey><SessionToken>session</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>
<AssumedRoleUser><Arn>arn:aws:sts::123456789012:assumed-role/sender/s</Arn><AssumedRoleId>AROA:s</AssumedRoleId></AssumedRoleUser>
</AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>`;

beforeAll(async () => {
  const authority = await makeAuthority('the authority of this test');
  ca = authority.cert;
  folder.write('token', 'the-pod-token');
  sts = createTlsServer(await authority.server(), async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    forms.push(new URLSearchParams(body));
    response.writeHead(200, { 'content-type': 'text/xml' }).end(ANSWER);
  });
  proxy = createServer();
  proxy.on('connect', (request, socket) => {
    tunnels.push(String(request.url));
    const target = connect(portOf(sts), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      for (const one of [socket as Socket, target]) open.add(one.on('error', () => one.destroy()));
      socket.pipe(target).pipe(socket);
    });
  });
  await Promise.all([sts, proxy].map((server) => new Promise<void>((done) => server.listen(0, '127.0.0.1', done))));
});
afterEach(() => {
  vi.unstubAllEnvs();
  forms.length = 0;
});
afterAll(async () => {
  for (const socket of open) socket.destroy();
  await Promise.all([sts, proxy].map((server) => new Promise((done) => server.close(done))));
  folder.remove();
});

/** Asks the chain of a pod whose role comes from a web identity. */
async function credentialsOver(network: Network, host: string) {
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_PROFILE', 'NODE_EXTRA_CA_CERTS']) {
    vi.stubEnv(name, undefined);
  }
  vi.stubEnv('AWS_CONFIG_FILE', folder.path('none'));
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', folder.path('none'));
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
  vi.stubEnv('AWS_MAX_ATTEMPTS', '1');
  vi.stubEnv('AWS_REGION', 'eu-central-1');
  vi.stubEnv('AWS_ROLE_ARN', 'arn:aws:iam::123456789012:role/sender');
  vi.stubEnv('AWS_WEB_IDENTITY_TOKEN_FILE', folder.path('token'));
  vi.stubEnv('AWS_ENDPOINT_URL_STS', `https://${host}:${portOf(sts)}`);
  const connections = new EndpointConnections(network);
  try {
    return await createCredentialSource(() => loadDefaultChain(connections))({ kind: 'defaultChain' });
  } finally {
    await connections.close();
  }
}

test('a role of a web identity is taken on over the authorities of the connector', async () => {
  expect(await credentialsOver({ tls: { ca: [ca] } }, '127.0.0.1')).toMatchObject({
    accessKeyId: 'ASIAROLE',
    secretAccessKey: 'role-secret',
    sessionToken: 'session',
  });
  expect(Object.fromEntries(forms[0] ?? [])).toMatchObject({
    Action: 'AssumeRoleWithWebIdentity',
    RoleArn: 'arn:aws:iam::123456789012:role/sender',
    WebIdentityToken: 'the-pod-token',
  });
});

test('without them the service is not trusted, and the error says so', async () => {
  await expect(credentialsOver({}, '127.0.0.1')).rejects.toMatchObject({
    code: 'CREDENTIALS_UNAVAILABLE',
    message: expect.stringMatching(/certificate/),
  });
  expect(forms).toEqual([]);
});

test('the connector’s proxy is used', async () => {
  // With the dot it is no name of this machine for the connector.
  const network = { tls: { ca: [ca] }, proxies: { https: new URL(`http://127.0.0.1:${portOf(proxy)}`), noProxy: [] } };
  expect(await credentialsOver(network, 'localhost.')).toMatchObject({ accessKeyId: 'ASIAROLE' });
  expect(tunnels).toEqual([`localhost.:${portOf(sts)}`]);
});
