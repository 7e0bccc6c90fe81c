import { fetchPrograms } from '../../e2e/cluster/programs/fetch-programs.ts';
import { findJdk } from '../../e2e/cluster/programs/find-programs.ts';
import { startZeebe } from '../../e2e/cluster/zeebe.ts';
import { startChild } from '../child.ts';
import type { Goal, Results, Row } from '../results.ts';
import { pairedRounds } from '../rounds.ts';
import { settingOf } from '../setting.ts';
import { MEASURED, type Part } from './parts.ts';
import { Place } from './place.ts';
import { installUsualPackages } from './usual-packages.ts';

/** Measures on a real Zeebe. @param rounds at most, of each part @param tell is told of its progress */
export async function measureOnACluster(
  parts: readonly Part[],
  rounds: number,
  tell: (line: string) => void,
): Promise<Results> {
  const usual = installUsualPackages(tell);
  const engine = await startZeebe(fetchPrograms());
  const stubs = await Promise.all([0, 10].map(async (ms) => [ms, await startChild('sqs-stub', [String(ms)])] as const));
  const place = new Place(engine, new Map(stubs));
  const rows: Row[] = [];
  const goals: Goal[] = [];
  let repeated = 0;
  let othersShare = 0;
  try {
    for (const part of parts) {
      tell(`${part}:`);
      const measured = MEASURED[part](place);
      const done = await pairedRounds(measured.turns, Math.min(rounds, measured.rounds ?? rounds), tell);
      repeated += done.repeated;
      othersShare = Math.max(othersShare, done.othersShare);
      rows.push(...(measured.rows ? done.rows.flatMap(measured.rows) : done.rows));
      goals.push(...measured.goals(done));
    }
  } finally {
    await place.stop();
  }
  const setting = settingOf(['camunda-sqs-connector', 'undici']);
  const java = `${findJdk().version}, -Xmx768m, C1 alone`;
  return {
    setting: { ...setting, versions: { ...setting.versions, ...usual, Zeebe: '8.6.0', 'Java of Zeebe': java } },
    rounds,
    repeated,
    othersShare,
    rows,
    goals,
  };
}
