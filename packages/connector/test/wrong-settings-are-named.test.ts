import { parseSettings } from 'camunda-sqs-connector';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeAuthority, makeFolder } from '../../runtime/test/certificates.ts';
import { type Files, machineFiles } from '../src/settings/files.ts';
import { plain } from './setting-examples.ts';

const anyFiles: Files = { isReadableFile: () => true, isReadableFolder: () => true, tlsProblem: () => undefined };
const noFiles: Files = { ...anyFiles, isReadableFile: () => false, isReadableFolder: () => false };
const CLIENT = { CAMUNDA_CLIENT_ID: 'worker', CAMUNDA_CLIENT_SECRET: 'canary' };
const SAAS = { CAMUNDA_CLIENT_MODE: 'saas', CAMUNDA_CLIENT_CLOUD_CLUSTERID: 'c-1', ...CLIENT };

function problemsOf(environment: Record<string, string>, files = anyFiles): string[] {
  try {
    parseSettings(environment, files);
    return [];
  } catch (error) {
    return (error as Error).message.split('\n');
  }
}

test('the settings of an empty environment', () => {
  expect(parseSettings({})).toEqual({
    engine: { address: new URL('http://localhost:8080'), authentication: { kind: 'none' } },
    jobType: 'io.camunda:aws-sqs:1',
    workerName: expect.stringMatching(/^camunda-sqs-connector@./),
    maxJobs: 64,
    jobTimeoutMs: 60_000,
    tenantIds: [],
    secretsPrefix: 'SECRET_',
    secretsFromEnvironment: true,
    secretsTenantAware: false,
    secretsProcessDefinitionAware: false,
    secretsInMessages: [],
    fipsEndpoints: false,
    dualStackEndpoints: false,
    batching: true,
    allowedEndpoints: [],
    defaultChainAllowed: true,
    httpPort: 8086,
    httpContextPath: '',
    logLevel: 'info',
    withoutEffect: [],
  });
});

describe('what is meant by', () => {
  test.each<[Record<string, string>, object]>([
    [
      { CAMUNDA_REST_ADDRESS: 'http://engine:8088/context/v2' },
      { engine: { address: new URL('http://engine:8088/context/') } },
    ],
    [{ CAMUNDA_REST_ADDRESS: 'http://engine/v2x' }, { engine: { address: new URL('http://engine/v2x') } }],
    // The same, said twice, is no contradiction.
    [
      { CAMUNDA_REST_ADDRESS: 'http://a', CAMUNDA_CLIENT_RESTADDRESS: 'http://a/v2' },
      { engine: { address: new URL('http://a') } },
    ],
    [{ CAMUNDA_WORKER_TIMEOUT: '60000', CAMUNDA_CLIENT_WORKER_DEFAULTS_TIMEOUT: 'PT1M' }, { jobTimeoutMs: 60_000 }],
    // The narrower setting wins.
    [{ CAMUNDA_WORKER_TIMEOUT: 'PT5M', CONNECTOR_AWS_SQS_OUTBOUND_TIMEOUT: '30000' }, { jobTimeoutMs: 30_000 }],
    [
      { AWS_ENDPOINT_URL: 'http://a:1/x', AWS_ENDPOINT_URL_SQS: 'http://b:2' },
      { endpointOverride: new URL('http://b:2') },
    ],
    [{ SERVER_PORT: '8080', SQS_CONNECTOR_HTTP_PORT: '0' }, { httpPort: 0 }],
    [{ CAMUNDA_CLIENT_TENANTID: 'a', CAMUNDA_CLIENT_WORKER_DEFAULTS_TENANTIDS: 'b,c' }, { tenantIds: ['b', 'c'] }],
    // gRPC addresses are harmless beside a REST address.
    [
      { ZEEBE_ADDRESS: 'gateway:26500', ZEEBE_REST_ADDRESS: 'http://gateway:8080' },
      { engine: { address: new URL('http://gateway:8080') } },
    ],
    [
      { ...SAAS, ZEEBE_ADDRESS: 'x.bru-2.zeebe.camunda.io:443' },
      { engine: { address: new URL('https://bru-2.zeebe.camunda.io/c-1') } },
    ],
    [{ ...SAAS, CAMUNDA_REST_ADDRESS: 'https://private' }, { engine: { address: new URL('https://private') } }],
    [{ CONNECTOR_OUTBOUND_ENABLED: 'x, IO.camunda:aws-sqs:1' }, {}],
    [{ CONNECTOR_OUTBOUND_DISABLED: 'io.camunda:aws-sqs:1', CONNECTOR_AWS_SQS_OUTBOUND_TYPE: 'my:type' }, {}],
    [{ SERVER_SERVLET_CONTEXTPATH: '/' }, { httpContextPath: '' }],
    [{ CAMUNDA_CONNECTOR_RUNTIME_SAAS: ' ' }, { defaultChainAllowed: true }],
    [
      { HTTPS_PROXY: 'http://p:1', CONNECTOR_HTTPS_PLAIN_PROXY_HOST: 'p', CONNECTOR_HTTPS_PLAIN_PROXY_PORT: '1' },
      { proxies: { https: new URL('http://p:1') } },
    ],
  ])('%j', (environment, expected) => {
    expect(plain(parseSettings(environment, anyFiles))).toMatchObject(plain(expected));
  });
});

describe('without a strategy, what is at hand decides:', () => {
  const basic = { CAMUNDA_BASIC_AUTH_USERNAME: 'demo', CAMUNDA_BASIC_AUTH_PASSWORD: 'pw' };
  const oauth = { ...CLIENT, CAMUNDA_OAUTH_URL: 'http://login/token' };
  const tokens = { kind: 'oauth', clientId: 'worker', clientSecret: 'canary' };
  const url = (address: string) => ({ tokenEndpoint: { kind: 'url', url: new URL(address) } });
  test.each<[string, Record<string, string>, object]>([
    ['nothing', {}, { kind: 'none' }],
    ['a user', basic, { kind: 'basic', username: 'demo', password: 'pw' }],
    ['a client', oauth, { ...tokens, ...url('http://login/token') }],
    ['SaaS', SAAS, { ...tokens, ...url('https://login.cloud.camunda.io/oauth/token'), audience: 'zeebe.camunda.io' }],
    [
      'SaaS with an audience and a token endpoint of one’s own',
      { ...SAAS, CAMUNDA_OAUTH_URL: 'http://login/token', CAMUNDA_TOKEN_AUDIENCE: 'mine' },
      { ...tokens, ...url('http://login/token'), audience: 'mine' },
    ],
    [
      'issuer and token endpoint: the endpoint counts',
      { ...oauth, CAMUNDA_CLIENT_AUTH_ISSUERURL: 'http://login' },
      { ...tokens, ...url('http://login/token') },
    ],
  ])('%s', (_name, environment, authentication) => {
    expect(parseSettings(environment).engine.authentication).toEqual(authentication);
  });

  test.each([
    ['NONE', { kind: 'none' }],
    ['basic', { kind: 'basic', username: 'demo', password: 'pw' }],
    ['OAUTH', { ...tokens, ...url('http://login/token') }],
    ['oidc', { ...tokens, ...url('http://login/token') }],
  ])('with %s it decides alone', (strategy, authentication) => {
    const environment = { ...basic, ...oauth, CAMUNDA_AUTH_STRATEGY: strategy };
    expect(parseSettings(environment).engine.authentication).toEqual(authentication);
  });
});

describe('a wrong value stops the start:', () => {
  test.each<[Record<string, string>, RegExp]>([
    [
      { CAMUNDA_REST_ADDRESS: 'engine:8080' },
      /^CAMUNDA_REST_ADDRESS=engine:8080 is not allowed: expected an http or https URL .*\(the address of Camunda’s REST API.*\)\. Correct it, or unset it for the default: http:\/\/localhost:8080\.$/,
    ],
    [{ CAMUNDA_REST_ADDRESS: 'http://a?x=1' }, /without user, query or fragment/],
    [{ CAMUNDA_CLIENT_MODE: 'oidc' }, /CAMUNDA_CLIENT_MODE=oidc.*expected self-managed or saas/],
    [{ CAMUNDA_CLIENT_CLOUD_REGION: 'evil.example/' }, /expected letters, digits and dashes/],
    [{ CAMUNDA_AUTH_STRATEGY: 'KERBEROS' }, /CAMUNDA_AUTH_STRATEGY=KERBEROS.*none, basic, oauth or oidc/],
    [{ CAMUNDA_WORKER_MAX_CONCURRENT_JOBS: '0' }, /CAMUNDA_WORKER_MAX_CONCURRENT_JOBS=0.*from 1 to 10000/],
    [{ CAMUNDA_WORKER_MAX_CONCURRENT_JOBS: '1e2' }, /expected a whole number/],
    [{ CAMUNDA_WORKER_TIMEOUT: '1w' }, /CAMUNDA_WORKER_TIMEOUT=1w.*ISO 8601.*default: 60000/],
    [{ CAMUNDA_WORKER_TIMEOUT: 'PT1S' }, /at least 5000 ms/],
    [{ CAMUNDA_WORKER_TIMEOUT: 'P30D' }, /below 24 days/],
    [{ CAMUNDA_CONNECTOR_SECRETPROVIDER_ENVIRONMENT_ENABLED: 'maybe' }, /expected true or false/],
    [{ SQS_CONNECTOR_LOG_LEVEL: 'loud' }, /SQS_CONNECTOR_LOG_LEVEL=loud.*debug, info, warn or error/],
    [{ SQS_CONNECTOR_ALLOWED_ENDPOINTS: 'localhost:4566' }, /SQS_CONNECTOR_ALLOWED_ENDPOINTS.*origins such as/],
    [{ AWS_ENDPOINT_URL_SQS: 'localhost:4566' }, /AWS_ENDPOINT_URL_SQS=localhost:4566/],
    [{ AWS_ENDPOINT_URL: 'http://localhost:4566/path' }, /without user or path/],
    [{ AWS_ENDPOINT_URL: 'http://169.254.170.2' }, /AWS_ENDPOINT_URL=http:\/\/169\.254\.170\.2 is not possible/],
    [{ AWS_ENDPOINT_URL_SQS: 'http://0xa9fea9fe:80' }, /AWS_ENDPOINT_URL_SQS=http:\/\/169\.254\.169\.254 is not/],
    [{ AWS_ENDPOINT_URL: 'http://[fd00:ec2::254]' }, /no queue is at a link-local address/],
    [{ AWS_MAX_ATTEMPTS: 'many' }, /AWS_MAX_ATTEMPTS=many.*from 1 to 1000/],
    [{ HTTPS_PROXY: 'socks://proxy' }, /HTTPS_PROXY=socks:\/\/proxy.*http:\/\/proxy:3128/],
    [
      { HTTPS_PROXY: 'http://p:1', NO_PROXY: 'a,10.0.0.0/99' },
      /NO_PROXY=a,10\.0\.0\.0\/99.*networks such as 10\.0\.0\.0\/8/,
    ],
    [
      { HTTPS_PROXY: 'http://us%er:pw@proxy:1' },
      /HTTPS_PROXY=http:\/\/\*\*\*@proxy:1 is not allowed: .*% in them as %25/,
    ],
    [{ http_proxy: 'http://u:100%@proxy:1' }, /http_proxy=http:\/\/\*\*\*@proxy:1 is not allowed/],
    [{ CAMUNDA_CONNECTOR_SECRETRESOLVER_SECRETFILTER_MODE: 'on' }, /_MODE=on.*expected disabled, lax or strict/],
    [{ CONNECTOR_HTTPS_PLAIN_PROXY_HOST: 'a/b', CONNECTOR_HTTPS_PLAIN_PROXY_PORT: '1' }, /the name of a host/],
    [{ SERVER_PORT: '70000' }, /SERVER_PORT=70000.*from 0 to 65535/],
    [{ SERVER_SERVLET_CONTEXTPATH: 'connector' }, /a path such as \/connector/],
  ])('%j', (environment, message) => {
    expect(problemsOf(environment)).toEqual([expect.stringMatching(message)]);
  });

  test.each<[Record<string, string>, RegExp]>([
    [{ CAMUNDA_MTLS_CA_PATH: '/missing' }, /CAMUNDA_MTLS_CA_PATH=\/missing.*the path of a file that can be read/],
    [{ AWS_CA_BUNDLE: '/missing' }, /AWS_CA_BUNDLE=\/missing.*the path of a file that can be read/],
    [{ SQS_CONNECTOR_SECRETS_DIR: '/missing' }, /SQS_CONNECTOR_SECRETS_DIR=\/missing.*folder that can be read/],
  ])('%j where nothing is', (environment, message) => {
    expect(problemsOf(environment, noFiles)).toEqual([expect.stringMatching(message)]);
  });

  test('a folder is no file, and a file no folder', () => {
    const [folder, file] = [import.meta.dirname, import.meta.filename];
    const machine = (environment: Record<string, string>) => () => parseSettings(environment);
    expect(machine({ AWS_CA_BUNDLE: folder })).toThrow(/a file that can be read/);
    expect(machine({ AWS_CA_BUNDLE: `${file}x` })).toThrow(/a file that can be read/);
    expect(machine({ SQS_CONNECTOR_SECRETS_DIR: file })).toThrow(/a folder that can be read/);
    expect(machine({ SQS_CONNECTOR_SECRETS_DIR: folder })).not.toThrow();
  });
});

describe('files of TLS that cannot be used stop the start, by the names of their settings:', () => {
  const folder = makeFolder();
  let files: Readonly<Record<'ca' | 'cert' | 'key' | 'otherKey' | 'nonsense', string>>;
  beforeAll(async () => {
    const authority = await makeAuthority('the authority of this test');
    const [one, other] = [await authority.client('one'), await authority.client('other')];
    files = {
      ca: folder.write('ca.pem', authority.cert),
      cert: folder.write('cert.pem', one.cert),
      key: folder.write('key.pem', one.key),
      otherKey: folder.write('other-key.pem', other.key),
      nonsense: folder.write('nonsense.pem', 'no PEM'),
    };
  });
  afterAll(() => folder.remove());
  const [CA, CERT, KEY] = ['CAMUNDA_MTLS_CA_PATH', 'CAMUNDA_MTLS_CERT_PATH', 'CAMUNDA_MTLS_KEY_PATH'] as const;

  test.each<[Record<string, keyof typeof files>, RegExp[]]>([
    [{ AWS_CA_BUNDLE: 'ca', [CA]: 'ca', [CERT]: 'cert', [KEY]: 'key' }, []],
    [
      { AWS_CA_BUNDLE: 'nonsense' },
      [/^AWS_CA_BUNDLE cannot be used: .*nonsense\.pem holds no certificate.*Correct it/],
    ],
    [{ [CA]: 'key' }, [/^CAMUNDA_MTLS_CA_PATH cannot be used: .*key\.pem holds no certificate/]],
    [
      { CAMUNDA_CLIENT_CACERTIFICATEPATH: 'nonsense', [CERT]: 'nonsense', [KEY]: 'key' },
      [/^CAMUNDA_CLIENT_CACERTIFICATEPATH cannot be used/, /^CAMUNDA_MTLS_CERT_PATH cannot be used: .*no certificate/],
    ],
    [
      { [CERT]: 'cert', [KEY]: 'cert' },
      [/^CAMUNDA_MTLS_CERT_PATH, CAMUNDA_MTLS_KEY_PATH .*cert\.pem holds no private key/],
    ],
    [{ [CERT]: 'cert', [KEY]: 'otherKey' }, [/_KEY_PATH cannot be used: .*not that of the certificate\. Correct them/]],
  ])('%j', (environment, messages) => {
    const paths = Object.entries(environment).map(([name, file]) => [name, files[file]]);
    const problems = problemsOf(Object.fromEntries(paths), machineFiles);
    expect(problems).toEqual(messages.map((message) => expect.stringMatching(message)));
  });
});

describe('a name that is like those of its own settings, but none, stops the start:', () => {
  test.each<[string, string]>([
    ['SQS_CONNECTOR_ALLOWED_ENDPOINT', 'SQS_CONNECTOR_ALLOWED_ENDPOINTS'],
    ['SQS_CONNECTOR_SECRET_PREFIX', 'SQS_CONNECTOR_SECRETS_PREFIX'],
    ['SQS_CONNECTOR_PORT', 'SQS_CONNECTOR_HTTP_PORT'],
    ['SQS_CONNECTOR_LOGLEVEL', 'SQS_CONNECTOR_LOG_LEVEL'],
    ['SQS_CONNECTOR_BATCH', 'SQS_CONNECTOR_BATCHING'],
  ])('%s', (name, meant) => {
    const problem = `${name} is no setting. Did you mean ${meant}? Correct the name, or unset it.`;
    expect(problemsOf({ [name]: 'canary' })).toEqual([problem]);
  });

  test.each<Record<string, string>>([
    { SQS_CONNECTOR_ALLOWED_ENDPOINT: ' ' },
    // Kubernetes tells every pod of the Services that are there.
    { SQS_CONNECTOR_SERVICE_HOST: '10.0.0.1', SQS_CONNECTOR_SERVICE_PORT: '80', SQS_CONNECTOR_SERVICE_PORT_WEB: '80' },
    { SQS_CONNECTOR_PORT: 'tcp://10.0.0.1:80', SQS_CONNECTOR_PORT_80_TCP: 'tcp://10.0.0.1:80' },
    { SQS_CONNECTOR_PORT_80_TCP_PROTO: 'tcp', SQS_CONNECTOR_METRICS_PORT_80_TCP_ADDR: '10.0.0.1' },
    // Secrets have the names that their prefix gives them.
    { SQS_CONNECTOR_SECRETS_PREFIX: 'SQS_CONNECTOR_KEY_', SQS_CONNECTOR_KEY_PARTNER: 'canary' },
  ])('but not %j', (environment) => {
    expect(problemsOf(environment)).toEqual([]);
  });
});

describe('a contradiction stops the start:', () => {
  test.each<[Record<string, string>, RegExp]>([
    [
      { CAMUNDA_REST_ADDRESS: 'http://a', ZEEBE_REST_ADDRESS: 'http://b' },
      /^CAMUNDA_REST_ADDRESS=http:\/\/a and ZEEBE_REST_ADDRESS=http:\/\/b contradict each other: both are the address.*Set one of them\.$/,
    ],
    [{ CAMUNDA_CLIENT_RESTADDRESS: 'http://a', CAMUNDA_CLIENT_REST_ADDRESS: 'http://b' }, /contradict each other/],
    [{ CAMUNDA_WORKER_NAME: 'a', CAMUNDA_CLIENT_WORKER_DEFAULTS_NAME: 'b' }, /contradict each other/],
    [{ HTTPS_PROXY: 'http://a', https_proxy: 'http://b' }, /contradict each other/],
    [
      { HTTPS_PROXY: 'http://a', CONNECTOR_HTTPS_PLAIN_PROXY_HOST: 'b', CONNECTOR_HTTPS_PLAIN_PROXY_PORT: '1' },
      /HTTPS_PROXY and CONNECTOR_HTTPS_PLAIN_PROXY_HOST contradict each other/,
    ],
    [
      { ZEEBE_ADDRESS: 'localhost:26500', CAMUNDA_CLIENT_GRPCADDRESS: 'http://x' },
      /^REST address needed: the gateway's REST port\. CAMUNDA_CLIENT_GRPCADDRESS, ZEEBE_ADDRESS names the gRPC port.*Set CAMUNDA_REST_ADDRESS/,
    ],
    [
      { ...SAAS, CAMUNDA_CLIENT_MODE: 'self-managed', CAMUNDA_OAUTH_URL: 'http://l' },
      /=self-managed and CAMUNDA_CLIENT_CLOUD_CLUSTERID/,
    ],
    [{ ...SAAS, CAMUNDA_CLIENT_AUTH_METHOD: 'none' }, /CAMUNDA_CLIENT_AUTH_METHOD=none is not possible in SaaS/],
    [
      { CAMUNDA_BASIC_AUTH_USERNAME: 'demo' },
      /^CAMUNDA_BASIC_AUTH_USERNAME is set: .*Set CAMUNDA_BASIC_AUTH_PASSWORD\.$/,
    ],
    [
      { CAMUNDA_CLIENT_AUTH_PASSWORD: 'canary' },
      /^CAMUNDA_CLIENT_AUTH_PASSWORD is set: .*Set CAMUNDA_BASIC_AUTH_USERNAME/,
    ],
    [
      { CAMUNDA_CLIENT_ID: 'a', CAMUNDA_OAUTH_URL: 'http://l' },
      /^CAMUNDA_CLIENT_ID is set: .*Set CAMUNDA_CLIENT_SECRET/,
    ],
    [
      { ZEEBE_CLIENT_SECRET: 'canary', CAMUNDA_OAUTH_URL: 'http://l' },
      /^ZEEBE_CLIENT_SECRET is set: .*Set CAMUNDA_CLIENT_ID/,
    ],
    [CLIENT, /where tokens come from: set CAMUNDA_OAUTH_URL .* or CAMUNDA_CLIENT_AUTH_ISSUERURL/],
    [
      { ...CLIENT, CAMUNDA_CLIENT_AUTH_USERNAME: 'a' },
      /different ways of authentication: say with CAMUNDA_AUTH_STRATEGY/,
    ],
    [{ CAMUNDA_MTLS_CERT_PATH: '/c' }, /CAMUNDA_MTLS_CERT_PATH is set, but not CAMUNDA_MTLS_KEY_PATH/],
    [{ CAMUNDA_MTLS_KEY_PATH: '/k' }, /CAMUNDA_MTLS_KEY_PATH is set, but not CAMUNDA_MTLS_CERT_PATH/],
    [{ CAMUNDA_MTLS_KEY_PASSPHRASE: 'canary' }, /CAMUNDA_MTLS_KEY_PASSPHRASE is set, but not CAMUNDA_MTLS_KEY_PATH/],
    [{ CONNECTOR_OUTBOUND_DISABLED: 'x', CONNECTOR_OUTBOUND_ENABLED: 'y' }, /exclude each other/],
    [{ CONNECTOR_HTTPS_PLAIN_PROXY_HOST: 'a' }, /_HOST is set, but not CONNECTOR_HTTPS_PLAIN_PROXY_PORT/],
    [{ CONNECTOR_HTTPS_PLAIN_PROXY_PORT: '1' }, /_PORT is set, but not CONNECTOR_HTTPS_PLAIN_PROXY_HOST/],
    [
      { AWS_USE_FIPS_ENDPOINT: 'true', AWS_ENDPOINT_URL: 'http://a' },
      /AWS_USE_FIPS_ENDPOINT=true and AWS_ENDPOINT_URL/,
    ],
    [{ AWS_USE_DUALSTACK_ENDPOINT: 'true', AWS_ENDPOINT_URL_SQS: 'http://a' }, /=true and AWS_ENDPOINT_URL_SQS/],
  ])('%j', (environment, message) => {
    expect(problemsOf(environment)).toEqual([expect.stringMatching(message)]);
  });

  test.each<[Record<string, string>, RegExp[]]>([
    [
      { CAMUNDA_AUTH_STRATEGY: 'BASIC' },
      [/needs the user name.*Set CAMUNDA_BASIC_AUTH_USERNAME/, /Set CAMUNDA_BASIC_AUTH_PASSWORD/],
    ],
    [
      { CAMUNDA_AUTH_STRATEGY: 'OAUTH' },
      [/Set CAMUNDA_CLIENT_ID/, /Set CAMUNDA_CLIENT_SECRET/, /where tokens come from/],
    ],
    [
      { CONNECTOR_HTTPS_PLAIN_PROXY_USER: 'a' },
      [
        /_USER is set, but not CONNECTOR_HTTPS_PLAIN_PROXY_PASSWORD/,
        /_USER is set, but not CONNECTOR_HTTPS_PLAIN_PROXY_HOST/,
      ],
    ],
  ])('%j, and all that is missing is told', (environment, messages) => {
    expect(problemsOf(environment)).toEqual(messages.map((message) => expect.stringMatching(message)));
  });
});

test('all that is wrong is told at once, a line each', () => {
  const environment = {
    CAMUNDA_REST_ADDRESS: 'engine',
    SERVER_PORT: 'x',
    CAMUNDA_CLIENT_ID: 'a',
    CAMUNDA_OAUTH_URL: 'nonsense\nin two lines',
    CAMUNDA_CLIENT_PHYSICALTENANTID: 'p',
  };
  expect(problemsOf(environment).map((line) => line.split(/[ =]/)[0])).toEqual([
    'CAMUNDA_REST_ADDRESS',
    'CAMUNDA_OAUTH_URL',
    'CAMUNDA_CLIENT_ID',
    'CAMUNDA_CLIENT_PHYSICALTENANTID',
    'SERVER_PORT',
  ]);
});

describe('no message quotes a secret:', () => {
  test.each<[Record<string, string>, RegExp]>([
    [
      {
        CAMUNDA_CLIENT_SECRET: 'canary',
        ZEEBE_CLIENT_SECRET: 'canary2',
        CAMUNDA_CLIENT_ID: 'a',
        CAMUNDA_OAUTH_URL: 'http://l',
      },
      /CAMUNDA_CLIENT_SECRET=\*\*\* and ZEEBE_CLIENT_SECRET=\*\*\* contradict/,
    ],
    [{ HTTPS_PROXY: 'socks://me:can@ry/canary@proxy' }, /HTTPS_PROXY=socks:\/\/\*\*\*@proxy is not allowed/],
    [{ HTTPS_PROXY: 'me:canary@a', https_proxy: 'me:canary@b' }, /HTTPS_PROXY=\*\*\*@a and https_proxy=\*\*\*@b/],
    [
      { CAMUNDA_REST_ADDRESS: 'http://demo:canary@engine' },
      /CAMUNDA_REST_ADDRESS=http:\/\/\*\*\*@engine is not allowed/,
    ],
    [{ AWS_ENDPOINT_URL: 'http://x:canary@a' }, /AWS_ENDPOINT_URL=http:\/\/\*\*\*@a is not allowed/],
    [{ CONNECTOR_HTTPS_PLAIN_PROXY_HOST: 'me:canary@a', CONNECTOR_HTTPS_PLAIN_PROXY_PORT: '1' }, /the name of a host/],
  ])('%j', (environment, message) => {
    const [problem = '', ...others] = problemsOf(environment);
    expect(others).toEqual([]);
    expect(problem).toMatch(message);
    expect(problem).not.toMatch(/can@?ry|canary/);
  });
});

test('settings are frozen, with all that is in them', () => {
  const settings = parseSettings({ CAMUNDA_DEFAULT_TENANT_ID: 'a', HTTPS_PROXY: 'http://p' });
  const parts = [settings, settings.engine, settings.engine.authentication, settings.tenantIds, settings.proxies];
  expect(parts.map(Object.isFrozen)).toEqual(parts.map(() => true));
});
