import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  directorySecrets,
  environmentSecrets,
  firstOf,
  handleJob,
  type SecretNaming,
  type SecretSource,
} from '@camunda-sqs-connector/runtime';
import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { fakeJob } from './fake-job.ts';

const scope = { tenantId: 'acme', processDefinitionId: 'order' };

describe('in the environment', () => {
  const environment = {
    SECRET_A: 'a',
    SECRET_EMPTY: '',
    SECRET_MY_KEY_1: 'upper',
    SECRET_other_key: 'lower',
    SECRET_acme_A: 'of acme',
    SECRET_acme_order_A: 'of order of acme',
    SECRET_order_A: 'of order',
    UNPREFIXED: 'x',
    acme_UNPREFIXED: 'x',
  };
  const tenantAware = { tenantAware: true };
  const processAware = { processDefinitionAware: true };

  test.each<[string, SecretNaming, string | undefined]>([
    ['A', {}, 'a'],
    ['EMPTY', {}, ''],
    ['my.key-1', {}, 'upper'],
    ['other.key', {}, 'lower'],
    ['other-key', {}, 'lower'],
    ['a', {}, 'a'],
    ['A', tenantAware, 'of acme'],
    ['A', processAware, 'of order'],
    ['A', { ...tenantAware, ...processAware }, 'of order of acme'],
    ['EMPTY', tenantAware, undefined],
    ['UNPREFIXED', {}, undefined],
    ['toString', {}, undefined],
  ])('%s with %j is %j', (name, naming, value) => {
    expect(environmentSecrets(environment, 'SECRET_', naming).get(name, scope)).toBe(value);
  });

  test.each<[string, SecretNaming, string]>([
    ['B', {}, 'the environment variable SECRET_B'],
    ['B', tenantAware, 'the environment variable SECRET_acme_B'],
    [
      'UNPREFIXED',
      {},
      'the environment variable SECRET_UNPREFIXED; the variable UNPREFIXED exists, but without the prefix',
    ],
    [
      'UNPREFIXED',
      tenantAware,
      'the environment variable SECRET_acme_UNPREFIXED; the variable acme_UNPREFIXED exists, but without the prefix',
    ],
    [
      'EMPTY',
      { ...tenantAware, ...processAware },
      "the environment variable SECRET_acme_order_EMPTY; the variable SECRET_EMPTY exists, but is not of this job's tenant and process",
    ],
  ])('where %s with %j belongs is told', (name, naming, place) => {
    expect(environmentSecrets(environment, 'SECRET_', naming).describe(name, scope)).toBe(place);
  });
});

describe('in a folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'secrets-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const write = (name: string, content: string) => writeFileSync(join(folder, name), content);

  // As Kubernetes mounts a secret: links to a folder that is exchanged as a whole.
  mkdirSync(join(folder, '..2026_11_25'));
  write('..2026_11_25/MOUNTED', 'mounted\n');
  symlinkSync('..2026_11_25', join(folder, '..data'));
  symlinkSync('..data/MOUNTED', join(folder, 'MOUNTED'));
  write('TWO_BREAKS', 'x\n\n');
  write('WINDOWS', ' x \r\n');
  write('EMPTY', '');
  write('acme_order_A', 'of order of acme');
  write('.hidden', 'dot');
  write('..own', 'Kubernetes’ own');
  mkdirSync(join(folder, 'FOLDER'));
  writeFileSync(join(tmpdir(), `${folder.split('/').pop()}-outside`), 'outside');
  afterAll(() => rmSync(`${folder}-outside`));

  test.each<[string, SecretNaming, string | undefined]>([
    ['MOUNTED', {}, 'mounted'],
    ['TWO_BREAKS', {}, 'x\n'],
    ['WINDOWS', {}, ' x '],
    ['EMPTY', {}, ''],
    ['.hidden', {}, 'dot'],
    ['A', { tenantAware: true, processDefinitionAware: true }, 'of order of acme'],
    ['MISSING', {}, undefined],
    ['FOLDER', {}, undefined],
    ['..data/MOUNTED', {}, undefined],
    ['..data', {}, undefined],
    ['..own', {}, undefined],
    ['.', {}, undefined],
    [`../${folder.split('/').pop()}-outside`, {}, undefined],
    ['MOUNTED\0', {}, undefined],
    ['x'.repeat(5000), {}, undefined],
  ])('%j with %j is %j', (name, naming, value) => {
    expect(directorySecrets(folder, naming).get(name, scope)).toBe(value);
  });

  test('a changed file is a changed secret', () => {
    const source = directorySecrets(folder);
    write('CHANGING', 'before');
    expect(source.get('CHANGING', scope)).toBe('before');
    write('CHANGING', 'after');
    expect(source.get('CHANGING', scope)).toBe('after');
  });

  test('where a missing one belongs is told', () => {
    expect(directorySecrets(folder).describe('A', scope)).toBe(`the file ${join(folder, 'A')}`);
  });
});

describe('in several sources', () => {
  const source = (known: Record<string, string>, place: string): SecretSource => ({
    get: (name) => known[name],
    describe: () => place,
  });
  const both = firstOf([source({ A: '', B: 'b1' }, 'here'), source({ A: 'a2', C: 'c2' }, 'there')]);

  test.each([
    ['A', ''],
    ['B', 'b1'],
    ['C', 'c2'],
    ['D', undefined],
  ])('the first that knows %s gives it', (name, value) => {
    expect(both.get(name, scope)).toBe(value);
  });

  test('all places are told', () => {
    expect(both.describe('D', scope)).toBe('here, or there');
    expect(firstOf([]).describe('D', scope)).toMatch(/switched off/);
  });
});

test('a job gets the secrets of its own tenant and process, and is told of those it lacks', async () => {
  const received: string[] = [];
  const connector = {
    name: 'Test',
    type: 'test',
    input: z.object({ key: z.string() }),
    fetchVariables: ['key'],
    configurationPaths: ['key'],
    confidentialPaths: [],
    execute: async ({ key }: { key: string }) => {
      received.push(key);
      return {};
    },
    summary: () => 'done',
  };
  const environment = { SECRET_acme_order_A: 'for acme', SECRET_other_order_A: 'for other' };
  const naming = { tenantAware: true, processDefinitionAware: true };
  const surroundings = {
    world: { now: () => 0, wallClock: () => 0, sleep: async () => {}, random: () => 0 },
    secrets: environmentSecrets(environment, 'SECRET_', naming),
    secretsInMessages: [],
    updateTimeout: async () => {},
  };
  const handle = (tenantId: string) =>
    handleJob(connector, fakeJob({ tenantId, variables: { key: '{{secrets.A}}' } }), 60_000, surroundings);
  await handle('acme');
  await handle('other');
  expect(received).toEqual(['for acme', 'for other']);
  expect(await handle('third')).toMatchObject({
    kind: 'failed',
    message: expect.stringMatching(/key names it\. Set the environment variable SECRET_third_order_A/),
  });
});
