import { readFileSync } from 'node:fs';
import { parseSettings } from 'camunda-sqs-connector';
import { expect, test } from 'vitest';
import { checkModel } from '../src/doctor/check-models.ts';

type Environment = Readonly<Record<string, string>>;

function findingsIn(model: string, environment: Environment): readonly string[] {
  const xml = readFileSync(new URL(`models/${model}.bpmn`, import.meta.url), 'utf8');
  return checkModel(xml, parseSettings(environment)).findings.map(({ severity, text }) => `${severity} ${text}`);
}

test.each<[string, string, Environment]>([
  ['another job type', 'planted/hybrid-with-jobs-of-its-own', { CONNECTOR_AWS_SQS_OUTBOUND_TYPE: 'sales:sqs' }],
  ['an allowed host', 'planted/url-of-another-host', { SQS_CONNECTOR_ALLOWED_ENDPOINTS: 'https://*.example.com' }],
  ['an endpoint for all messages', 'planted/url-of-another-host', { AWS_ENDPOINT_URL_SQS: 'http://localhost:4566' }],
  ['an allowed endpoint', 'planted/endpoint-of-its-own', { SQS_CONNECTOR_ALLOWED_ENDPOINTS: 'http://localhost:*' }],
  ['secrets in messages', 'planted/secrets-in-ids', { SQS_CONNECTOR_SECRETS_IN_MESSAGES: 'GROUP, SALT' }],
  ['all secrets in messages', 'planted/secrets-in-ids', { SQS_CONNECTOR_SECRETS_IN_MESSAGES: '*' }],
])('%s: nothing is left to say', (_name, model, environment) => {
  expect(findingsIn(model, {})).not.toEqual([]);
  expect(findingsIn(model, environment)).toEqual([]);
});

test.each<[string, string, Environment, RegExp]>([
  [
    'a refused default chain',
    'clean/template-9-with-default-chain',
    { CAMUNDA_CONNECTOR_RUNTIME_SAAS: 'true' },
    /^error authentication\.type /,
  ],
  [
    'a long timeout of the worker',
    'clean/own-template-fifo',
    { CAMUNDA_WORKER_TIMEOUT: 'PT5M' },
    /^warning .* 330 s .*the worker's timeout 300 s/,
  ],
  [
    'another job type',
    'clean/template-13',
    { CONNECTOR_AWS_SQS_OUTBOUND_TYPE: 'sales:sqs' },
    /^warning .*works for sales:sqs/,
  ],
])('%s: told where it matters', (_name, model, environment, expected) => {
  expect(findingsIn(model, {})).toEqual([]);
  expect(findingsIn(model, environment)).toEqual([expect.stringMatching(expected)]);
});

test('one finding does not hide another', () => {
  const texts = findingsIn('planted/tags-over-several-lines', {}).filter((text) => text.startsWith('error'));
  expect(texts.map((text) => text.split(' ')[1])).toEqual(['configuration.region', 'queue.url']);
});
