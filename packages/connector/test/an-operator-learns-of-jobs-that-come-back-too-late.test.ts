import { type ActivatedJob, type LogFields, silentLog } from '@camunda-sqs-connector/runtime';
import { expect, test } from 'vitest';
import { fakeJob } from '../../runtime/test/fake-job.ts';
import { LateReruns } from '../src/deduplication/late-reruns.ts';

function lookedAt(jobs: readonly Partial<ActivatedJob>[], workerTimeoutMs = 60_000): readonly LogFields[] {
  const lines: LogFields[] = [];
  const log = { ...silentLog, warn: (_message: string, fields: LogFields = {}) => lines.push(fields) };
  const lateReruns = new LateReruns(log, workerTimeoutMs);
  for (const job of jobs) lateReruns.look(fakeJob(job));
  return lines;
}

const headers = (customHeaders: Readonly<Record<string, string>>) => ({ customHeaders });
const LATE = headers({ jobTimeout: 'PT5M', retryBackoff: 'PT30S' });

test.each<[string, Partial<ActivatedJob>, number, boolean]>([
  ['the defaults', headers({ retryBackoff: 'PT30S' }), 60_000, false],
  ['exactly the five minutes', headers({ jobTimeout: 'PT4M', retryBackoff: 'PT1M' }), 60_000, false],
  ['a millisecond more', headers({ jobTimeout: 'PT4M0.001S', retryBackoff: 'PT1M' }), 60_000, true],
  ['the worker’s timeout', headers({}), 300_001, true],
  ['the model’s timeout in the place of the worker’s', headers({ jobTimeout: 'PT1M' }), 300_001, false],
  ['a negative backoff', headers({ retryBackoff: '-PT1H' }), 300_000, false],
])('%s', (_name, job, workerTimeoutMs, isTold) => {
  expect(lookedAt([job], workerTimeoutMs)).toHaveLength(isTold ? 1 : 0);
});

test('once for each task of each process, with the times and no variables', () => {
  const other = { ...LATE, elementId: 'tell' };
  const [line, ...others] = lookedAt([{ ...LATE, variables: { a: 'canary' } }, LATE, other, other]);
  expect(line).toMatchObject({
    elementId: 'send',
    jobTimeoutMs: 300_000,
    retryBackoffMs: 30_000,
    rememberedMs: 300_000,
  });
  expect(JSON.stringify(line)).not.toContain('canary');
  expect(others).toMatchObject([{ elementId: 'tell' }]);
});
