import type { topics } from '../src/settings/topics/index.ts';

/** Settings with URLs as texts: as objects they have no properties of their own that `toMatchObject` would compare. */
export function plain(settings: object): object {
  return JSON.parse(JSON.stringify(settings));
}

/** What a setting's variable may hold, and what comes of it. */
export interface Example {
  readonly text: string;
  /** What else has to be set for this one to be of use. */
  readonly beside?: Readonly<Record<string, string>>;
  /** A part of the settings, or of what stops the start. */
  readonly reaches: Readonly<Record<string, unknown>> | RegExp;
}

type Topics = typeof topics;

const TOKEN_URL = { CAMUNDA_OAUTH_URL: 'https://login.example/token' };
const CLIENT = { CAMUNDA_CLIENT_ID: 'worker', CAMUNDA_CLIENT_SECRET: 'of worker' };
const OAUTH = { ...TOKEN_URL, ...CLIENT };
const PROXY = { CONNECTOR_HTTPS_PLAIN_PROXY_HOST: 'proxy', CONNECTOR_HTTPS_PLAIN_PROXY_PORT: '3128' };
const PROXY_USER = { CONNECTOR_HTTPS_PLAIN_PROXY_USER: 'me', CONNECTOR_HTTPS_PLAIN_PROXY_PASSWORD: 'p@ss' };
const authentication = (parts: object) => ({ engine: { authentication: parts } });

/** An example for each setting; a setting without one is an error of types, and of a test. */
export const examples: { readonly [T in keyof Topics]: Readonly<Record<keyof Topics[T]['settings'], Example>> } = {
  engine: {
    restAddress: {
      text: 'https://engine:8443/zeebe/v2/',
      reaches: { engine: { address: new URL('https://engine:8443/zeebe/') } },
    },
    mode: { text: 'saas', reaches: /=saas needs a cluster: set CAMUNDA_CLIENT_CLOUD_CLUSTERID to its id/ },
    clusterId: {
      text: '0f1e2d3c-aaaa',
      beside: CLIENT,
      reaches: { engine: { address: new URL('https://bru-2.zeebe.camunda.io:443/0f1e2d3c-aaaa') } },
    },
    region: {
      text: 'dsm-1',
      beside: { CAMUNDA_CLIENT_CLOUD_CLUSTERID: 'c', ...CLIENT },
      reaches: { engine: { address: new URL('https://dsm-1.zeebe.camunda.io:443/c') } },
    },
  },
  authentication: {
    strategy: {
      text: 'basic',
      beside: { CAMUNDA_BASIC_AUTH_USERNAME: 'demo', CAMUNDA_BASIC_AUTH_PASSWORD: 'pw', ...OAUTH },
      reaches: authentication({ kind: 'basic', username: 'demo', password: 'pw' }),
    },
    username: {
      text: 'demo',
      beside: { CAMUNDA_BASIC_AUTH_PASSWORD: 'pw' },
      reaches: authentication({ kind: 'basic', username: 'demo', password: 'pw' }),
    },
    password: {
      text: ' with blanks \n',
      beside: { CAMUNDA_BASIC_AUTH_USERNAME: 'demo' },
      reaches: authentication({ kind: 'basic', username: 'demo', password: ' with blanks ' }),
    },
    clientId: {
      text: 'other',
      beside: { ...TOKEN_URL, CAMUNDA_CLIENT_SECRET: 'x' },
      reaches: authentication({ kind: 'oauth', clientId: 'other' }),
    },
    clientSecret: {
      text: 'of other',
      beside: { ...TOKEN_URL, CAMUNDA_CLIENT_ID: 'x' },
      reaches: authentication({ kind: 'oauth', clientSecret: 'of other' }),
    },
    tokenUrl: {
      text: 'http://keycloak/token',
      beside: CLIENT,
      reaches: authentication({ tokenEndpoint: { kind: 'url', url: new URL('http://keycloak/token') } }),
    },
    wellKnownUrl: {
      text: 'http://keycloak/realm/.well-known/openid-configuration',
      beside: CLIENT,
      reaches: authentication({
        tokenEndpoint: { kind: 'wellKnown', url: new URL('http://keycloak/realm/.well-known/openid-configuration') },
      }),
    },
    issuerUrl: {
      text: 'http://keycloak/realm',
      beside: CLIENT,
      reaches: authentication({ tokenEndpoint: { kind: 'issuer', url: new URL('http://keycloak/realm') } }),
    },
    audience: { text: 'zeebe-api', beside: OAUTH, reaches: authentication({ audience: 'zeebe-api' }) },
    scope: { text: 'api/.default', beside: OAUTH, reaches: authentication({ scope: 'api/.default' }) },
    resource: { text: 'urn:engine', beside: OAUTH, reaches: authentication({ resource: 'urn:engine' }) },
  },
  tls: {
    caPath: { text: '/tls/ca.pem', reaches: { engine: { tls: { caPath: '/tls/ca.pem' } } } },
    certPath: {
      text: '/tls/cert.pem',
      beside: { CAMUNDA_MTLS_KEY_PATH: '/tls/key.pem' },
      reaches: { engine: { tls: { certPath: '/tls/cert.pem', keyPath: '/tls/key.pem' } } },
    },
    keyPath: {
      text: '/tls/key.pem',
      beside: { CAMUNDA_MTLS_CERT_PATH: '/tls/cert.pem' },
      reaches: { engine: { tls: { certPath: '/tls/cert.pem', keyPath: '/tls/key.pem' } } },
    },
    keyPassphrase: {
      text: 'open sesame',
      beside: { CAMUNDA_MTLS_CERT_PATH: '/tls/cert.pem', CAMUNDA_MTLS_KEY_PATH: '/tls/key.pem' },
      reaches: { engine: { tls: { keyPassphrase: 'open sesame' } } },
    },
  },
  worker: {
    jobType: { text: 'my:type', reaches: { jobType: 'my:type' } },
    workerName: { text: 'worker-1', reaches: { workerName: 'worker-1' } },
    maxJobs: { text: '7', reaches: { maxJobs: 7 } },
    jobTimeoutMs: { text: 'PT2M', reaches: { jobTimeoutMs: 120_000 } },
    tenantIds: { text: 'a, b,', reaches: { tenantIds: ['a', 'b'] } },
    physicalTenantId: { text: 'engine1', reaches: /=engine1 is not possible: this connector cannot work for physical/ },
    disabledTypes: {
      text: 'io.camunda:http-json:1, IO.CAMUNDA:AWS-SQS:1',
      reaches: /holds io\.camunda:aws-sqs:1, the job type of this connector.*official runtime/,
    },
    enabledTypes: {
      text: 'io.camunda:http-json:1',
      reaches: /does not hold io\.camunda:aws-sqs:1, the job type of this connector.*Add it/,
    },
  },
  secrets: {
    secretsPrefix: { text: 'MY_', reaches: { secretsPrefix: 'MY_' } },
    secretsFromEnvironment: { text: 'false', reaches: { secretsFromEnvironment: false } },
    secretsTenantAware: { text: 'true', reaches: { secretsTenantAware: true } },
    secretsProcessDefinitionAware: { text: 'TRUE', reaches: { secretsProcessDefinitionAware: true } },
    secretsDirectory: { text: '/run/secrets', reaches: { secretsDirectory: '/run/secrets' } },
    secretsInMessages: { text: 'A, B', reaches: { secretsInMessages: ['A', 'B'] } },
    secretFilter: {
      text: 'STRICT',
      reaches: /=strict is not possible: .*never in messages\. Unset CAMUNDA_CONNECTOR_/,
    },
  },
  targets: {
    endpointOverride: { text: 'http://b:2/', reaches: { endpointOverride: new URL('http://b:2') } },
    ignoreEndpointUrls: {
      text: 'true',
      // With a FIPS endpoint, another one would stop the start if it were not ignored.
      beside: { AWS_ENDPOINT_URL: 'http://b:2', AWS_USE_FIPS_ENDPOINT: 'true' },
      reaches: { fipsEndpoints: true },
    },
    fipsEndpoints: { text: 'true', reaches: { fipsEndpoints: true } },
    dualStackEndpoints: { text: 'true', reaches: { dualStackEndpoints: true } },
    caBundlePath: { text: '/tls/ca.pem', reaches: { caBundlePath: '/tls/ca.pem' } },
    maxAttempts: { text: '3', reaches: { maxAttempts: 3 } },
    batching: { text: 'off', reaches: { batching: false } },
    allowedEndpoints: {
      text: 'http://localhost:4566/,https://*.x.org:*',
      reaches: { allowedEndpoints: ['http://localhost:4566', 'https://*.x.org:*'] },
    },
    deduplicationNamespace: { text: 'production', reaches: { deduplicationNamespace: 'production' } },
    defaultChainAllowed: { text: 'false', reaches: { defaultChainAllowed: false } },
  },
  proxies: {
    httpsProxy: {
      text: 'http://proxy:3128',
      reaches: { proxies: { https: new URL('http://proxy:3128'), noProxy: [] } },
    },
    httpProxy: { text: 'proxy:3128', reaches: { proxies: { http: new URL('http://proxy:3128') } } },
    noProxy: {
      text: 'localhost, .internal',
      beside: PROXY,
      reaches: {
        proxies: { noProxy: ['localhost', '.internal'] },
        engine: { proxies: { noProxy: ['localhost', '.internal'] } },
      },
    },
    plainProxyHost: {
      text: 'other',
      beside: { CONNECTOR_HTTPS_PLAIN_PROXY_PORT: '3128' },
      reaches: { proxies: { https: new URL('http://other:3128') } },
    },
    plainProxyPort: {
      text: '8080',
      beside: { CONNECTOR_HTTPS_PLAIN_PROXY_HOST: 'proxy' },
      reaches: { proxies: { https: new URL('http://proxy:8080') } },
    },
    plainProxyUser: {
      text: 'you',
      beside: { ...PROXY, ...PROXY_USER },
      reaches: { proxies: { https: new URL('http://you:p%40ss@proxy:3128') } },
    },
    plainProxyPassword: {
      text: 'a/b',
      beside: { ...PROXY, ...PROXY_USER },
      reaches: { proxies: { https: new URL('http://me:a%2Fb@proxy:3128') } },
    },
    nonProxyHosts: {
      text: 'localhost|*.internal|10.*',
      beside: { ...PROXY, NO_PROXY: 'a' },
      reaches: { proxies: { noProxy: ['a', 'localhost', '*.internal', '10.*'] } },
    },
  },
  operations: {
    httpPort: { text: '9090', reaches: { httpPort: 9090 } },
    httpContextPath: { text: '/connector/', reaches: { httpContextPath: '/connector' } },
    logLevel: { text: 'WARN', reaches: { logLevel: 'warn' } },
  },
};
