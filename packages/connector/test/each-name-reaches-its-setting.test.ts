import { parseSettings } from 'camunda-sqs-connector';
import { describe, expect, test } from 'vitest';
import type { AnySetting } from '../src/settings/setting.ts';
import { topics } from '../src/settings/topics/index.ts';
import { ignored, readByOthers, withoutEffect } from '../src/settings/topics/other-names.ts';
import { type Example, examples, plain } from './setting-examples.ts';

const anyFiles = { isReadableFile: () => true, isReadableFolder: () => true, tlsProblem: () => undefined };
const parse = (environment: Record<string, string>) => parseSettings(environment, anyFiles);

const cases = Object.entries(topics).flatMap(([topic, { settings }]) =>
  Object.entries<AnySetting>(settings).map(([key, setting]) => {
    const ofTopic: Readonly<Record<string, Example>> = examples[topic as keyof typeof topics];
    const names = [...setting.names, ...(setting.broader ?? [])];
    return { key, names, setting, example: ofTopic[key] };
  }),
);
const named = cases.flatMap(({ names, ...rest }) => names.map((name) => ({ name, names, ...rest })));

test.each(cases)('$key has an example that differs from its default', ({ setting, example }) => {
  expect(example).toBeDefined();
  expect(setting.parser.parse(example?.text ?? '', anyFiles)).not.toEqual(setting.fallback);
});

/** An example's surroundings, where the setting in question is set by one name only. */
function surroundings(example: Example, names: readonly string[]) {
  return Object.fromEntries(Object.entries(example.beside ?? {}).filter(([name]) => !names.includes(name)));
}

describe('alone, with its companions, takes effect:', () => {
  test.each(named)('$name', ({ name, names, example }) => {
    if (!example) throw new Error('no example');
    const environment = { ...surroundings(example, names), [name]: example.text };
    if (example.reaches instanceof RegExp) expect(() => parse(environment)).toThrow(example.reaches);
    else expect(plain(parse(environment))).toMatchObject(plain(example.reaches));
  });
});

describe('blank, is as good as absent:', () => {
  test.each(named)('$name', ({ name, names, example }) => {
    if (!example) throw new Error('no example');
    const outcome = (environment: Record<string, string>) => {
      try {
        return JSON.stringify(parse(environment));
      } catch (error) {
        return String(error);
      }
    };
    const without = surroundings(example, names);
    expect(outcome({ ...without, [name]: ' \t' })).toBe(outcome(without));
  });
});

test('no variable sets two settings', () => {
  const others = [...withoutEffect, ...ignored, ...readByOthers].flatMap(({ names }) => names);
  const all = [...named.map(({ name }) => name), ...others];
  expect(all.filter((name, index) => all.indexOf(name) !== index)).toEqual([]);
});

test('the ecosystem’s names are known', () => {
  const known = new Set(named.map(({ name }) => name));
  // Names that charts, manifests and the credential files of Camunda's SaaS use.
  const used = `CAMUNDA_REST_ADDRESS ZEEBE_REST_ADDRESS CAMUNDA_CLIENT_RESTADDRESS CAMUNDA_CLIENT_ZEEBE_RESTADDRESS
    CAMUNDA_CLIENT_MODE CAMUNDA_CLIENT_CLOUD_CLUSTERID CAMUNDA_CLIENT_CLOUD_REGION CAMUNDA_AUTH_STRATEGY
    CAMUNDA_CLIENT_AUTH_METHOD CAMUNDA_BASIC_AUTH_USERNAME CAMUNDA_BASIC_AUTH_PASSWORD CAMUNDA_CLIENT_AUTH_USERNAME
    CAMUNDA_CLIENT_AUTH_PASSWORD CAMUNDA_CLIENT_ID CAMUNDA_CLIENT_SECRET CAMUNDA_CLIENT_AUTH_CLIENTID
    CAMUNDA_CLIENT_AUTH_CLIENT_ID CAMUNDA_CLIENT_AUTH_CLIENTSECRET CAMUNDA_CLIENT_AUTH_CLIENT_SECRET
    VALUES_CAMUNDA_IDENTITY_CLIENT_SECRET ZEEBE_CLIENT_ID ZEEBE_CLIENT_SECRET CAMUNDA_OAUTH_URL
    CAMUNDA_CLIENT_AUTH_TOKENURL ZEEBE_AUTHORIZATION_SERVER_URL CAMUNDA_CLIENT_AUTH_ISSUERURL
    CAMUNDA_CLIENT_AUTH_WELLKNOWNCONFIGURATIONURL CAMUNDA_TOKEN_AUDIENCE CAMUNDA_CLIENT_AUTH_AUDIENCE
    ZEEBE_TOKEN_AUDIENCE CAMUNDA_OAUTH_SCOPE CAMUNDA_CLIENT_AUTH_SCOPE CAMUNDA_CLIENT_AUTH_RESOURCE
    CAMUNDA_MTLS_CA_PATH CAMUNDA_MTLS_CERT_PATH CAMUNDA_MTLS_KEY_PATH CAMUNDA_MTLS_KEY_PASSPHRASE
    CAMUNDA_CLIENT_CACERTIFICATEPATH CAMUNDA_DEFAULT_TENANT_ID CAMUNDA_CLIENT_TENANTID
    CAMUNDA_CLIENT_WORKER_DEFAULTS_TENANTIDS CAMUNDA_CLIENT_PHYSICALTENANTID CAMUNDA_WORKER_NAME
    CAMUNDA_WORKER_MAX_CONCURRENT_JOBS CAMUNDA_WORKER_TIMEOUT CAMUNDA_CLIENT_WORKER_DEFAULTS_NAME
    CAMUNDA_CLIENT_WORKER_DEFAULTS_MAXJOBSACTIVE CAMUNDA_CLIENT_WORKER_DEFAULTS_TIMEOUT CONNECTOR_AWS_SQS_OUTBOUND_TYPE
    CONNECTOR_AWS_SQS_OUTBOUND_TIMEOUT CONNECTOR_OUTBOUND_DISABLED CONNECTOR_OUTBOUND_ENABLED
    CAMUNDA_CONNECTOR_SECRETPROVIDER_ENVIRONMENT_PREFIX CAMUNDA_CONNECTOR_SECRETPROVIDER_ENVIRONMENT_ENABLED
    CAMUNDA_CONNECTOR_SECRETPROVIDER_ENVIRONMENT_TENANTAWARE
    CAMUNDA_CONNECTOR_SECRETPROVIDER_ENVIRONMENT_PROCESSDEFINITIONAWARE CAMUNDA_CONNECTOR_RUNTIME_SAAS SERVER_PORT
    SERVER_SERVLET_CONTEXTPATH HTTPS_PROXY HTTP_PROXY NO_PROXY https_proxy http_proxy no_proxy
    CONNECTOR_HTTPS_PLAIN_PROXY_HOST CONNECTOR_HTTPS_PLAIN_PROXY_PORT CONNECTOR_HTTPS_PLAIN_PROXY_USER
    CONNECTOR_HTTPS_PLAIN_PROXY_PASSWORD CONNECTOR_HTTP_NON_PROXY_HOSTS AWS_ENDPOINT_URL_SQS AWS_ENDPOINT_URL
    AWS_IGNORE_CONFIGURED_ENDPOINT_URLS AWS_USE_FIPS_ENDPOINT AWS_USE_DUALSTACK_ENDPOINT AWS_CA_BUNDLE AWS_MAX_ATTEMPTS`;
  expect(used.split(/\s+/).filter((name) => !known.has(name))).toEqual([]);
});

describe('is accepted, and told of with what holds instead:', () => {
  test.each<[string, string, RegExp]>([
    ['CAMUNDA_CLIENT_WORKER_DEFAULTS_STREAMENABLED', 'true', /not streamed/],
    ['CAMUNDA_CLIENT_PREFERRESTOVERGRPC', 'true', /REST is always used/],
    ['CAMUNDA_CONNECTOR_SECRETPROVIDER_CONSOLE_ENABLED', 'true', /no other provider.*SQS_CONNECTOR_SECRETS_DIR/],
    ['CAMUNDA_CONNECTOR_SECRETPROVIDER_DISCOVERY_ENABLED', 'true', /no other provider/],
    ['CAMUNDA_CONNECTOR_SECRETPROVIDER_ENVIRONMENT_PHYSICALTENANTAWARE', 'true', /by tenant and process only/],
    ['SECRETS_PROJECT_ID', 'p', /no other provider/],
    ['CAMUNDA_CONNECTOR_SECRETRESOLVER_SECRETFILTER_MODE', 'LAX', /never in messages/],
    ['CAMUNDA_CONNECTOR_SECRETRESOLVER_SECRETFILTER_CACHE_ENABLED', 'true', /not looked into/],
  ])('%s', (name, text, instead) => {
    expect(parse({ [name]: text }).withoutEffect).toEqual([{ name, instead: expect.stringMatching(instead) }]);
  });
});

test('the secret filter that is off is nothing to tell of', () => {
  expect(parse({ CAMUNDA_CONNECTOR_SECRETRESOLVER_SECRETFILTER_MODE: 'DISABLED' })).toEqual(parse({}));
});

test('names that charts set for other programs change nothing', () => {
  const names = ignored.flatMap(({ names }) => names.map((name) => [name.replace('*', 'X'), 'x'] as const));
  expect(parse(Object.fromEntries(names))).toEqual(parse({}));
});
