import type { Plan } from './plan.ts';
import { type Run, runPlan } from './simulate.ts';

/** Runs that a shrinking may cost. */
const MOST_RUNS = 200;

/** The smallest plan found that breaks the same promise: without the faults, ends and jobs that it does not need. */
export async function shrink(run: Run): Promise<Run> {
  let smallest = run;
  let runs = 0;
  for (let isSmaller = true; isSmaller; ) {
    isSmaller = false;
    for (const plan of smallerPlans(smallest.plan)) {
      if (++runs > MOST_RUNS) return smallest;
      const tried = await runPlan(plan);
      if (tried.violation?.promise !== run.violation?.promise) continue;
      smallest = tried;
      isSmaller = true;
      break;
    }
  }
  return smallest;
}

/** Each plan with a little less in it, those that lack more first. */
function* smallerPlans(plan: Plan): Iterable<Plan> {
  for (const jobs of withLess(plan.jobs)) {
    const isThere = (id: string | undefined) => id === undefined || jobs.some((job) => job.id === id);
    if (jobs.length > 0) yield { ...plan, jobs: jobs.filter(({ after }) => isThere(after)) };
  }
  for (const faults of withLess(plan.faults)) yield { ...plan, faults };
  for (const ends of withLess(plan.ends)) yield { ...plan, ends };
}

function* withLess<Item>(items: readonly Item[]): Iterable<readonly Item[]> {
  const half = Math.ceil(items.length / 2);
  if (half > 1) {
    yield items.slice(0, half);
    yield items.slice(half);
  }
  for (let index = 0; index < items.length; index++) yield items.toSpliced(index, 1);
}
