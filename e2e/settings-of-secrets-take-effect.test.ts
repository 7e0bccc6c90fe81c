import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestbed } from '@camunda-sqs-connector/testing';
import { afterAll, describe, expect, test } from 'vitest';
import { INPUTS, taskModel } from './model.ts';

const folder = mkdtempSync(join(tmpdir(), 'secrets-'));
afterAll(() => rmSync(folder, { recursive: true }));
for (const name of ['ACCESS_KEY', 'SECRET_KEY', 'journey_ACCESS_KEY', 'journey_SECRET_KEY']) {
  writeFileSync(join(folder, name), 'from a file\n');
}

const PROVIDER = 'CAMUNDA_CONNECTOR_SECRETPROVIDER_ENVIRONMENT';
const keys = { ACCESS_KEY: 'a', SECRET_KEY: 's' };
const keysOfProcess = { journey_ACCESS_KEY: 'a', journey_SECRET_KEY: 's' };
const keysOfTenant = { '<default>_ACCESS_KEY': 'a', '<default>_SECRET_KEY': 's' };

describe('a message', () => {
  test.each<[string, Record<string, string>, Record<string, string>, RegExp | undefined]>([
    ['goes with secrets of files', {}, { SQS_CONNECTOR_SECRETS_DIR: folder }, undefined],
    ['goes with secrets of its process', keysOfProcess, { [`${PROVIDER}_PROCESSDEFINITIONAWARE`]: 'true' }, undefined],
    ['goes with secrets of its tenant', keysOfTenant, { [`${PROVIDER}_TENANTAWARE`]: 'true' }, undefined],
    [
      'lacks secrets of its process',
      keys,
      { [`${PROVIDER}_PROCESSDEFINITIONAWARE`]: 'true' },
      /SECRET_journey_ACCESS_/,
    ],
    ['lacks secrets where the environment is not asked', keys, { [`${PROVIDER}_ENABLED`]: 'false' }, /switched off/],
  ])('%s', async (_name, secrets, environment, problem) => {
    const testbed = await startTestbed({ secrets, environment });
    try {
      await testbed.deploy('journey.bpmn', taskModel(INPUTS));
      const ending = await testbed.run('journey');
      expect(testbed.queue.peek('orders')).toHaveLength(problem ? 0 : 1);
      expect(ending).toMatchObject(problem ? { errorMessage: expect.stringMatching(problem) } : { kind: 'completed' });
    } finally {
      await testbed.stop();
    }
  });
});
