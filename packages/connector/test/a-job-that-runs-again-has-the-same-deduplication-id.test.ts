import type { ActivatedJob, JobKey } from '@camunda-sqs-connector/runtime';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fakeJob } from '../../runtime/test/fake-job.ts';
import { deduplicationIdOf } from '../src/deduplication/job-id.ts';
import { LIMITS } from '../src/request/limits.ts';

const keys = fc.bigInt({ min: 1n, max: (1n << 63n) - 1n }).map(String);
const facts = fc.record({
  namespace: fc.string({ unit: 'grapheme' }),
  tenantId: fc.string({ unit: 'grapheme' }),
  processInstanceKey: keys,
  elementInstanceKey: keys,
  key: keys,
});
type Facts = ReturnType<typeof facts.generate>['value'];

const idOf = ({ namespace, key, ...rest }: Facts, others: Partial<ActivatedJob> = {}) =>
  deduplicationIdOf(fakeJob({ ...others, ...rest, key: key as JobKey }), namespace);

test('it depends on nothing that may have changed when the job runs again', () => {
  fc.assert(
    fc.property(
      facts,
      fc.nat(),
      fc.string(),
      fc.dictionary(fc.string(), fc.string()),
      (job, retries, text, headers) => {
        const again = { retries, variables: { text }, customHeaders: headers, processDefinitionKey: text };
        expect(idOf(job, again)).toBe(idOf(job));
      },
    ),
  );
});

test('SQS takes it, whatever the namespace and the tenant', () => {
  fc.assert(
    fc.property(facts, (job) => {
      const id = idOf(job);
      expect(id).toMatch(/^[A-Za-z0-9_-]+$/);
      expect(id.length).toBeLessThanOrEqual(LIMITS.idLength);
    }),
  );
});

test('two jobs have the same id only where every fact is the same', () => {
  fc.assert(
    fc.property(facts, facts, (one, other) => {
      expect(idOf(one) === idOf(other)).toBe(JSON.stringify(one) === JSON.stringify(other));
    }),
  );
});

const JOB: Facts = { namespace: 'a', tenantId: 'b', processInstanceKey: '1', elementInstanceKey: '2', key: '3' };

describe('another job has another id:', () => {
  test.each<[string, Partial<Facts>]>([
    ['of another cluster', { namespace: 'c' }],
    ['of another tenant', { tenantId: 'c' }],
    ['of another instance', { processInstanceKey: '4' }],
    ['of another child or turn', { elementInstanceKey: '4' }],
    ['of another job', { key: '4' }],
    ['whose facts have the same digits in a row', { processInstanceKey: '12', elementInstanceKey: '' }],
    ['whose namespace looks like the end of another', { namespace: '', tenantId: 'ab' }],
    ['whose namespace holds what stands between facts', { namespace: 'a","b', tenantId: '' }],
  ])('%s', (_name, change) => {
    expect(idOf({ ...JOB, ...change })).not.toBe(idOf(JOB));
  });
});

test('it is the same in every version: an update must not send a message twice', () => {
  expect(idOf(JOB)).toBe('dDY8nVW7BFbxnxT5jYmErFozNPfbcIp7viMCESo4tXw');
});
