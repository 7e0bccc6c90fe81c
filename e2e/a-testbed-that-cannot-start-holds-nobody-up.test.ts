import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const cwd = fileURLToPath(new URL('.', import.meta.url));

/** A test runner that waits for its files to end would wait for ever, and show no error. */
test.each([
  ['a setting that is wrong', { SQS_CONNECTOR_BATCHING: 'maybe' }, /SQS_CONNECTOR_BATCHING=maybe/],
  ['a file that is not there', { AWS_CA_BUNDLE: '/nowhere/ca.pem' }, /\/nowhere\/ca\.pem/],
])('with %s the script that started it ends by itself', (_name, environment, message) => {
  const script = `
    import { startTestbed } from '@camunda-sqs-connector/testing';
    await startTestbed({ environment: ${JSON.stringify(environment)} }).catch(({ message }) => console.log(message));`;
  const args = ['--input-type=module', '--eval', script];
  const { stdout, status } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8', timeout: 15_000 });
  expect(stdout).toMatch(message);
  expect(status).toBe(0);
});
