import { expect, test } from 'vitest';
import { drawPlan, type Plan } from './plan.ts';
import { reportOf } from './report.ts';
import { shrink } from './shrink.ts';
import { runPlan } from './simulate.ts';

/** A worker that has no time for its jobs: the simulation has to notice, and to find out that one job is enough. */
function hopeless(seed: number): Plan {
  const plan = drawPlan(seed);
  const [worker] = plan.workers;
  if (!worker) throw new Error('a plan has workers');
  const fault = { fault: 'requests to SQS get lost', fromMs: 0, toMs: Number.POSITIVE_INFINITY, share: 1 } as const;
  const jobs = plan.jobs.map((job) => ({ ...job, kind: 'noQueue' as const, engine: 0 }));
  return { ...plan, workers: [{ ...worker, engine: 0, pollMs: 500_000 }], jobs, faults: [...plan.faults, fault] };
}

test('what is not needed for the failure is left out', async () => {
  const run = await runPlan({ ...hopeless(3), ends: [] });
  expect(run.violation?.promise).toBeDefined();
  const smallest = await shrink(run);
  expect(smallest.violation?.promise).toBe(run.violation?.promise);
  expect(smallest.plan.jobs).toHaveLength(1);
  const report = reportOf(run, smallest);
  expect(report).toContain('seed 3 breaks: ');
  expect(report).toContain('npm run simulate -- --seeds 1 --first 3');
});
