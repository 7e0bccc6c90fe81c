import { expect, test } from 'vitest';
import { drawPlan, type Plan } from './plan.ts';
import { reportOf } from './report.ts';
import { shrink } from './shrink.ts';
import { runPlan } from './simulate.ts';

const SEED = 3;
/** A worker that is killed and never comes back: one job is enough to notice, and no fault. */
const end = { worker: 0, how: 'kill', atMs: 0, downMs: Number.POSITIVE_INFINITY } as const;

function hopeless(): Plan {
  const plan = drawPlan(SEED);
  const jobs = plan.jobs.map(({ id, group, tenant, atMs }) => ({
    id,
    group,
    tenant,
    atMs,
    engine: 0,
    kind: 'content' as const,
  }));
  return {
    ...plan,
    workers: plan.workers.slice(0, 1),
    jobs,
    ends: [...plan.ends.map((one) => ({ ...one, worker: 0 })), end],
  };
}

test('what is not needed for the failure is left out', async () => {
  const run = await runPlan(hopeless());
  expect(run.plan.jobs.length + run.plan.faults.length).toBeGreaterThan(5);
  expect(run.violation?.promise).toBe('a job is taken soon after the last fault');
  const smallest = await shrink(run);
  expect(smallest.violation?.promise).toBe(run.violation?.promise);
  expect(smallest.plan.jobs).toHaveLength(1);
  expect(smallest.plan.faults).toEqual([]);
  expect(smallest.plan.ends).toEqual([end]);
  const report = reportOf(run, smallest);
  expect(report).toContain(`seed ${SEED} breaks: a job is taken soon after the last fault`);
  expect(report).toContain(`npm run simulate -- --seeds 1 --first ${SEED}`);
});
