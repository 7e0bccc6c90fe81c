import { CommandRejected, Jobs } from '@camunda-sqs-connector/engine';
import { beforeEach, expect, test } from 'vitest';

let jobs: Jobs;
beforeEach(() => {
  jobs = new Jobs();
  jobs.add({ key: '1', type: 't', elementInstanceKey: '9', headers: {}, retries: 3 });
});

const activated = (now: number) => jobs.activate('t', 10, 1000, now).map(({ key }) => key);

test('a job is handed out once, and again when its time is over', () => {
  expect(activated(0)).toEqual(['1']);
  expect(activated(999)).toEqual([]);
  expect(jobs.nextDue()).toBe(1000);
  expect(activated(1000)).toEqual(['1']);
});

test('a failed job waits for its backoff, and cannot be answered meanwhile', () => {
  activated(0);
  jobs.fail('1', 2, 500, 100);
  expect(activated(599)).toEqual([]);
  expect(() => jobs.complete('1')).toThrow(expect.objectContaining({ code: 'INVALID_STATE' }));
  expect(activated(600)).toEqual(['1']);
});

test('a job without retries is handed out only after its incident is resolved', () => {
  activated(0);
  jobs.fail('1', 0, 0, 1);
  expect(activated(1_000_000)).toEqual([]);
  jobs.resume('1');
  expect(activated(1_000_000)).toEqual(['1']);
});

test('an updated timeout counts from the update', () => {
  activated(0);
  jobs.update('1', { timeoutMs: 5000 }, 900);
  expect(activated(5899)).toEqual([]);
  expect(activated(5900)).toEqual(['1']);
});

test('a job that is completed is unknown afterwards', () => {
  activated(0);
  jobs.complete('1');
  expect(() => jobs.complete('1')).toThrow(CommandRejected);
  expect(activated(1_000_000)).toEqual([]);
});
