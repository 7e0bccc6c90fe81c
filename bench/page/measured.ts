import { existsSync, readFileSync } from 'node:fs';
import type { Figure, ProfileRow, Results, Setting, Steady } from '../results.ts';

/** What takes the worker's time, as `npm run bench:profile` writes it. */
export interface Profile {
  readonly setting: Setting;
  readonly load: string;
  readonly rows: readonly ProfileRow[];
  /** The share of all that takes too little for a row. */
  readonly rest: number;
}

/** All that was measured. What is undefined was not measured yet. */
export interface Measured {
  readonly cluster: Results | undefined;
  readonly local: Results | undefined;
  readonly profile: Profile | undefined;
  readonly steady: Steady | undefined;
  /** What stands in the way of a goal that is missed, by the goal's `what`. */
  readonly remarks: Readonly<Record<string, string>>;
}

/**
 * Reads `results/*.json` and `remarks.json`.
 *
 * @param folder with a slash at its end
 * @throws where a figure or a goal could not be told truthfully
 */
export function readMeasured(folder: URL): Measured {
  return {
    cluster: readResults(new URL('results/cluster.json', folder)),
    local: readResults(new URL('results/local.json', folder)),
    profile: readJson<Profile>(new URL('results/profile.json', folder)),
    steady: readJson<Steady>(new URL('results/steady.json', folder)),
    remarks: readJson<Measured['remarks']>(new URL('remarks.json', folder)) ?? {},
  };
}

function readResults(file: URL): Results | undefined {
  const results = readJson<Results>(file);
  for (const { candidate, measure, value } of results?.rows ?? []) check(value, `${candidate}, ${measure}`);
  for (const { what, atMost, atLeast, value } of results?.goals ?? []) {
    check(value, what);
    if ((atMost === undefined) === (atLeast === undefined)) throw new Error(`${what}: a goal has one limit`);
  }
  return results;
}

/** JSON writes what is no number as null, and an interval that is upside down would be drawn all the same. */
function check({ low, median, high }: Figure, of: string): void {
  if (![low, median, high].every(Number.isFinite) || low > median || median > high)
    throw new Error(`${of}: ${low}, ${median}, ${high} is no median with its interval`);
}

function readJson<T>(file: URL): T | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T) : undefined;
}
