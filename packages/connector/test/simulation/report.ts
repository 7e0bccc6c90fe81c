import type { Plan } from './plan.ts';
import type { Run } from './simulate.ts';

/** A failing run, for a person: the seed, the promise, the smallest plan that still breaks it, and what happened last. */
export function reportOf(run: Run, smallest: Run): string {
  const { plan, violation } = run;
  return [
    `seed ${plan.seed} breaks: ${violation?.promise}`,
    `  ${violation?.detail}`,
    `The smallest plan that breaks it:`,
    planText(smallest.plan),
    `  ${smallest.violation?.detail}`,
    `Its last events, in milliseconds:`,
    ...smallest.last.map((line) => `  ${line}`),
    `Replay: npm run simulate -- --seeds 1 --first ${plan.seed}`,
  ].join('\n');
}

function planText({ workers, jobs, faults, ends, calmAtMs }: Plan): string {
  const lines = (title: string, items: readonly object[]) => items.map((item) => `  ${title} ${JSON.stringify(item)}`);
  return [
    ...lines('worker', workers),
    ...lines('job', jobs),
    ...lines('fault', faults),
    ...lines('end', ends),
    `  calm from ${calmAtMs} ms on`,
  ].join('\n');
}
