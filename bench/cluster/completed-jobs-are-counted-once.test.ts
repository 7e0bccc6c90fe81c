import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { CompletedJobs } from './completed-jobs.ts';

const line = (valueType: string, intent: string, timestamp: number) =>
  `{"partitionId":1,"valueType":"${valueType}","intent":"${intent}","timestamp":${timestamp},"value":{}}\n`;

test('jobs are counted once, whatever else the engine writes and wherever a file ends for the moment', () => {
  const folder = mkdtempSync(join(tmpdir(), 'records-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const first = join(folder, 'partition-1.jsonl');
  const completed = new CompletedJobs(folder);
  expect(completed.read()).toEqual([]);

  const late = line('JOB', 'COMPLETED', 30);
  writeFileSync(first, `\n${line('JOB', 'CREATED', 1)}${line('JOB', 'COMPLETED', 20)}${late.slice(0, 40)}`);
  expect(completed.read()).toEqual([20]);
  appendFileSync(first, `${late.slice(40)}${line('VARIABLE', 'COMPLETED', 31)}`);
  writeFileSync(join(folder, 'partition-2.jsonl'), line('JOB', 'COMPLETED', 10));
  expect(completed.read()).toEqual([10, 20, 30]);
  expect(completed.read()).toEqual([10, 20, 30]);

  completed.forget();
  expect(completed.read()).toEqual([]);
  appendFileSync(first, line('JOB', 'COMPLETED', 40));
  expect(completed.read()).toEqual([40]);
});
