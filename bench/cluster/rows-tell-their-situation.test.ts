import { expect, test } from 'vitest';
import type { Row } from '../results.ts';
import { MEASURED } from './parts.ts';
import type { Place } from './place.ts';

const nowhere = {} as Place;
const rowOf = (situation: Row['situation'], measure: string): Row => ({
  situation,
  candidate: 'connector',
  measure,
  value: { median: 2, low: 1, high: 3 },
});

test('the ordinary case is where every growth begins', () => {
  const { turns, rows = (row) => [row] } = MEASURED.growth(nowhere);
  const told = turns
    .flatMap(({ situation }) => rows(rowOf(situation, 'workerCpuMs')))
    .map(({ situation }) => situation);
  const values = (name: string) => told.flatMap((situation) => situation[name] ?? []);
  expect(values('queues')).toEqual([1, 10, 100]);
  expect(values('bodyKb')).toEqual([0.358, 10, 200]);
  expect(values('workers')).toEqual([1, 2, 3, 4]);
  expect(told.every((situation) => Object.keys(situation).length === 1)).toBe(true);
});

test('a latency tells its pace, as what SQS takes does, and memory tells none', () => {
  const { rows = (row) => [row] } = MEASURED.pace(nowhere);
  const situation = { sqsLatencyMs: 10, jobsInFlight: 64 };
  expect(rows(rowOf(situation, 'p50Ms at 20/s'))).toEqual([rowOf({ sqsLatencyMs: 10, perSecond: 20 }, 'p50Ms')]);
  expect(rows(rowOf({ sqsLatencyMs: 10 }, 'p50Ms at 20/s'))).toEqual([
    rowOf({ sqsLatencyMs: 10, perSecond: 20 }, 'p50Ms'),
  ]);
  expect(rows(rowOf(situation, 'residentMbIdle'))).toEqual([rowOf(situation, 'residentMbIdle')]);
});

test('under load the candidates are compared in the same situations', () => {
  const turns = MEASURED.load(nowhere).turns.map(
    ({ situation, candidate }) => `${candidate} ${JSON.stringify(situation)}`,
  );
  expect(new Set(turns).size).toBe(6);
  expect(new Set(turns.map((turn) => turn.replace(/^\w+ /, ''))).size).toBe(2);
});
