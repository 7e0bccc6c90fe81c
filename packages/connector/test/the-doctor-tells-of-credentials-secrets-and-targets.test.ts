import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseSettings } from 'camunda-sqs-connector';
import { describe, expect, onTestFinished, test } from 'vitest';
import { checkCredentials } from '../src/doctor/installation/credentials.ts';
import { checkSecrets } from '../src/doctor/installation/secrets.ts';
import { checkTargets } from '../src/doctor/installation/targets.ts';
import { checkWorker } from '../src/doctor/installation/worker.ts';

const never = () => Promise.reject(new Error('asked'));

describe('credentials', () => {
  const allowed = { defaultChainAllowed: true };

  test('of the machine are told by the end of their id alone', async () => {
    const source = async () => ({ accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'canary' });
    const { verdict, text } = await checkCredentials(allowed, source);
    expect(verdict).toBe('ok');
    expect(text).toContain('*'.repeat(16));
    expect(text).toContain('*MPLE');
    expect(text).not.toMatch(/AKIA|canary/);
  });

  test('that the machine does not have are a note: models may bring keys', async () => {
    const { verdict, text } = await checkCredentials(allowed, () => Promise.reject(new Error('no role here.')));
    expect({ verdict, text }).toEqual({ verdict: 'note', text: expect.stringMatching(/bring keys.*no role here\.$/) });
  });

  test('are not looked for where models may not use them', async () => {
    const { verdict, text } = await checkCredentials({ defaultChainAllowed: false }, never);
    expect({ verdict, text }).toEqual({
      verdict: 'ok',
      text: expect.stringContaining('CAMUNDA_CONNECTOR_RUNTIME_SAAS'),
    });
  });
});

function folderWith(...names: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'secrets-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const name of names) writeFileSync(join(folder, name), 'canary');
  return folder;
}

test.each<[string, () => Record<string, string>, string, RegExp]>([
  ['variables', () => ({ SECRET_A: 'canary', SECRET_B: 'canary' }), 'ok', /'SECRET_' \(2 are set\); none may stand/],
  ['none yet', () => ({}), 'note', /\(0 are set\).*models that name one fail/],
  [
    'files, too',
    () => ({ SQS_CONNECTOR_SECRETS_DIR: folderWith('A', 'B', 'C') }),
    'ok',
    /\(0 are set\), then from files in \S+ \(3 are there\)/,
  ],
  [
    'files alone',
    () => ({
      CAMUNDA_CONNECTOR_SECRETPROVIDER_ENVIRONMENT_ENABLED: 'false',
      SQS_CONNECTOR_SECRETS_DIR: folderWith('A'),
      SECRET_A: 'canary',
    }),
    'ok',
    /comes from files in \S+ \(1 are there\)/,
  ],
  [
    'nothing',
    () => ({ CAMUNDA_CONNECTOR_SECRETPROVIDER_ENVIRONMENT_ENABLED: 'false', SECRET_A: 'canary' }),
    'note',
    /switched off/,
  ],
  [
    'apart, and in messages',
    () => ({
      SECRET_A: 'canary',
      CAMUNDA_CONNECTOR_SECRETPROVIDER_ENVIRONMENT_TENANTAWARE: 'true',
      SQS_CONNECTOR_SECRETS_IN_MESSAGES: 'A,B',
    }),
    'ok',
    /apart for each tenant; A, B may stand in messages/,
  ],
])('secrets come from %s', (_name, environmentOf, verdict, expected) => {
  const environment = environmentOf();
  const check = checkSecrets(parseSettings(environment), environment);
  expect(check).toEqual({ verdict, part: 'secrets', text: expect.stringMatching(expected) });
  expect(check.text).not.toContain('canary');
});

test.each<[Record<string, string>, RegExp]>([
  [{}, /go to AWS at the host of the queue's URL; .* no others/],
  [{ AWS_ENDPOINT_URL_SQS: 'http://localhost:4566' }, /go to http:\/\/localhost:4566, whatever/],
  [{ AWS_USE_FIPS_ENDPOINT: 'true' }, /with FIPS 140/],
  [{ SQS_CONNECTOR_ALLOWED_ENDPOINTS: 'http://a:1,https://*.b' }, /may name http:\/\/a:1, https:\/\/\*\.b/],
])('targets with %j', (environment, expected) => {
  expect(checkTargets(parseSettings(environment)).text).toMatch(expected);
});

test('the worker: what it asks for, and which settings do nothing', () => {
  const settings = parseSettings({
    CAMUNDA_WORKER_MAX_CONCURRENT_JOBS: '8',
    CAMUNDA_DEFAULT_TENANT_ID: 'north',
    CAMUNDA_CLIENT_PREFERRESTOVERGRPC: 'true',
  });
  const [asked, without] = checkWorker(settings);
  expect(asked?.text).toMatch(/io\.camunda:aws-sqs:1, of the tenants north, 8 at a time, .*60 s/);
  expect(without).toMatchObject({
    verdict: 'note',
    text: expect.stringContaining('CAMUNDA_CLIENT_PREFERRESTOVERGRPC'),
  });
});
