import { parseSettings } from 'camunda-sqs-connector';
import { describe, expect, test } from 'vitest';

test('the settings of an empty environment', () => {
  expect(parseSettings({})).toMatchObject({
    engine: { address: new URL('http://localhost:8080'), authentication: { kind: 'none' } },
    jobType: 'io.camunda:aws-sqs:1',
    jobTimeoutMs: 60_000,
    secretsPrefix: 'SECRET_',
    defaultChainAllowed: true,
  });
});

test.each([
  [
    { CAMUNDA_REST_ADDRESS: 'http://engine:8088/context/v2' },
    { engine: { address: new URL('http://engine:8088/context/') } },
  ],
  [{ ZEEBE_REST_ADDRESS: 'http://a' }, { engine: { address: new URL('http://a') } }],
  [{ CAMUNDA_WORKER_TIMEOUT: 'PT2M' }, { jobTimeoutMs: 120_000 }],
  [{ CONNECTOR_AWS_SQS_OUTBOUND_TIMEOUT: '30000' }, { jobTimeoutMs: 30_000 }],
  [{ CONNECTOR_AWS_SQS_OUTBOUND_TYPE: 'my:type' }, { jobType: 'my:type' }],
  [{ SQS_CONNECTOR_SECRETS_IN_MESSAGES: 'A, B' }, { secretsInMessages: ['A', 'B'] }],
  [
    { SQS_CONNECTOR_ALLOWED_ENDPOINTS: 'http://localhost:4566/,https://*.x.org:*' },
    { allowedEndpoints: ['http://localhost:4566', 'https://*.x.org:*'] },
  ],
  [
    { AWS_ENDPOINT_URL: 'http://a:1/x', AWS_ENDPOINT_URL_SQS: 'http://b:2' },
    { endpointOverride: new URL('http://b:2') },
  ],
  [{ CAMUNDA_CONNECTOR_RUNTIME_SAAS: 'true' }, { defaultChainAllowed: false }],
  [{ CAMUNDA_REST_ADDRESS: '  ' }, { engine: { address: new URL('http://localhost:8080') } }],
  [{ CAMUNDA_DEFAULT_TENANT_ID: 'a,b' }, { tenantIds: ['a', 'b'] }],
])('%j', (environment, expected) => {
  expect(parseSettings(environment)).toMatchObject(expected);
});

describe('a wrong value stops the start:', () => {
  test.each([
    [
      { CAMUNDA_REST_ADDRESS: 'engine:8080' },
      /CAMUNDA_REST_ADDRESS=engine:8080 is not allowed: expected an http or https URL/,
    ],
    [{ CAMUNDA_WORKER_MAX_CONCURRENT_JOBS: '0' }, /CAMUNDA_WORKER_MAX_CONCURRENT_JOBS=0.*from 1 to 10000/],
    [{ CAMUNDA_WORKER_TIMEOUT: '1w' }, /CAMUNDA_WORKER_TIMEOUT=1w.*ISO 8601/],
    [{ SQS_CONNECTOR_LOG_LEVEL: 'loud' }, /SQS_CONNECTOR_LOG_LEVEL=loud.*debug, info, warn or error/],
    [{ SQS_CONNECTOR_ALLOWED_ENDPOINTS: 'localhost:4566' }, /SQS_CONNECTOR_ALLOWED_ENDPOINTS.*origins such as/],
    [{ CAMUNDA_REST_ADDRESS: 'http://a', ZEEBE_REST_ADDRESS: 'http://b' }, /contradict each other/],
    [
      { ZEEBE_ADDRESS: 'localhost:26500' },
      /REST address needed: the gateway's REST port\. ZEEBE_ADDRESS names the gRPC port/,
    ],
    [{ AWS_ENDPOINT_URL_SQS: 'localhost:4566' }, /AWS_ENDPOINT_URL_SQS=localhost:4566/],
  ])('%j', (environment, message) => {
    expect(() => parseSettings(environment)).toThrow(message);
  });
});
