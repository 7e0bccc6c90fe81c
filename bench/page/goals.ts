import { isMet } from '../goal.ts';
import type { Goal } from '../results.ts';
import type { Measured } from './measured.ts';
import { plain, shownFigure, withUnit } from './numbers.ts';

export function limitOf({ atMost, atLeast, unit }: Goal): string {
  return withUnit(atMost === undefined ? `≥ ${plain(atLeast ?? 0)}` : `≤ ${plain(atMost)}`, unit);
}

export function goalsOf({ cluster, local }: Measured): readonly Goal[] {
  return [...(cluster?.goals ?? []), ...(local?.goals ?? [])];
}

/**
 * What stands in the way of each goal that is missed.
 *
 * @throws where a missed goal has no remark, or a remark has no missed goal: then it tells of something that is over
 */
export function remarksOf(measured: Measured): readonly (readonly [what: string, remark: string])[] {
  const missed = goalsOf(measured).filter((goal) => !isMet(goal));
  const names = [...new Set(missed.map(({ what }) => what))];
  const problems = [
    ...missed
      .filter(({ what }) => !measured.remarks[what]?.trim())
      .map((goal) => `is missed and has no remark: ${goal.what} (${limitOf(goal)}, is ${shownFigure(goal.value)})`),
    ...Object.keys(measured.remarks)
      .filter((what) => !names.includes(what))
      .map((what) => `has a remark and is not missed: ${what}`),
  ];
  if (problems.length > 0) throw new Error(`bench/remarks.json: ${problems.join('; ')}`);
  return names.map((what) => [what, measured.remarks[what] ?? '']);
}
