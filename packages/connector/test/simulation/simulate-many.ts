import { reportOf } from './report.ts';
import { shrink } from './shrink.ts';
import { type Run, simulate } from './simulate.ts';

export interface ManyOptions {
  /** Takes the report of each seed that breaks a promise. */
  readonly tell: (report: string) => void;
  /** Told of each run. @default nobody */
  readonly ran?: (run: Run) => void;
  /** @default false: all seeds are run, and each failing one is made small */
  readonly stopsAtFirst?: boolean;
}

export interface ManyRuns {
  readonly violations: number;
  readonly events: number;
  /** The first that broke a promise. */
  readonly failed: Run | undefined;
}

/** Runs seeds one after the other. */
export async function simulateMany(first: number, seeds: number, options: ManyOptions): Promise<ManyRuns> {
  let violations = 0;
  let events = 0;
  let failed: Run | undefined;
  for (let seed = first; seed < first + seeds; seed++) {
    const run = await simulate(seed);
    events += run.events;
    options.ran?.(run);
    if (!run.violation) continue;
    violations++;
    failed ??= run;
    if (options.stopsAtFirst) break;
    options.tell(reportOf(run, await shrink(run)));
  }
  return { violations, events, failed };
}
