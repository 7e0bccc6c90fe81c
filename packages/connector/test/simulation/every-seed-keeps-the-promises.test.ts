import { expect, test } from 'vitest';
import { FAULTS } from './faults.ts';
import { jobKinds } from './job-kinds.ts';
import { reportOf } from './report.ts';
import { shrink } from './shrink.ts';
import { type Run, simulate } from './simulate.ts';

const SEEDS = 300;
const TIMEOUT_MS = 240_000;

test('faults and crashes leave every job its true end', { timeout: TIMEOUT_MS }, async () => {
  const met = new Set<string>();
  for (let seed = 1; seed <= SEEDS; seed++) {
    const run = await simulate(seed);
    if (run.violation) expect.fail(reportOf(run, await shrink(run)));
    for (const what of metIn(run)) met.add(what);
  }
  expect([...met].sort()).toEqual(everything().sort());
});

/** A simulation in which nothing happens keeps every promise. */
function everything(): string[] {
  const kinds = Object.entries(jobKinds).map(([kind, { end }]) => `${kind} → ${END[end]}`);
  return [...FAULTS, ...kinds, 'an attempt that was repeated', 'a message twice', 'a job after another'];
}

const END = {
  completed: 'completed',
  failedAfterSend: 'incident',
  refused: 'incident',
  exhausted: 'incident',
  thrown: 'thrown',
} as const;

function metIn({ struck, jobs }: Run): string[] {
  return [
    ...struck,
    ...jobs.flatMap(({ planned, end, attempts }) => [
      ...(end?.kind === END[jobKinds[planned.kind].end] ? [`${planned.kind} → ${end.kind}`] : []),
      ...(attempts.length > 1 ? ['an attempt that was repeated'] : []),
      ...(attempts.some(({ confirmed }) => confirmed.length > 0) && attempts.filter(({ posts }) => posts > 0).length > 1
        ? ['a message twice']
        : []),
      ...(planned.after === undefined ? [] : ['a job after another']),
    ]),
  ];
}
