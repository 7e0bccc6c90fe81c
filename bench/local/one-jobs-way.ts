import { startChild } from '../child.ts';
import type { Turn } from '../rounds.ts';

/** How long each step of a job takes, in one process and without a network. */
export async function startOneJobsWay(): Promise<{ readonly turns: readonly Turn[]; stop(): Promise<void> }> {
  const child = await startChild('one-jobs-way');
  const { steps } = await child.ask<{ readonly steps: readonly string[] }>({});
  const turns = steps.map((step) => ({
    situation: { part: 'one job', step },
    candidate: 'connector',
    run: () => child.ask<{ readonly us: number }>({ step }),
  }));
  return { turns, stop: () => child.stop() };
}
