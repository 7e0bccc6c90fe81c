import type { Figure, Results, Row } from '../results.ts';
import { compares, type Family, familiesOf } from './families.ts';

/** The candidates' names, as `Row` has them. */
export const OURS = 'connector';
export const USUAL = 'usual';
export const COMPLETES_ONLY = 'completesOnly';

/** The families in which candidates are compared, and those that show how this connector grows. */
export function comparisons(results: Results | undefined): readonly Family[] {
  return familiesOf(results?.rows ?? []).filter(compares);
}

export function growths(results: Results | undefined): readonly Family[] {
  return familiesOf(results?.rows ?? []).filter(
    (family) => !compares(family) && family.candidates[0] === OURS && family.varied.length > 0,
  );
}

/** The rows of this connector as busy as it can be, in the situations that are compared. */
export function underFullLoad(results: Results | undefined, ...measures: readonly string[]): readonly Row[] {
  return comparisons(results)
    .flatMap(({ rows }) => rows)
    .filter(
      ({ candidate, measure, situation }) =>
        candidate === OURS && measures.includes(measure) && situation['perSecond'] === undefined,
    );
}

/** The one of several rows whose figure may be greatest. */
export function greatest(rows: readonly Row[]): Row | undefined {
  return [...rows].sort((a, b) => b.value.high - a.value.high)[0];
}

/** Another candidate's, or another measure's, figure beside a row. */
export function beside(results: Results | undefined, row: Row, other: Partial<Row>): Figure | undefined {
  const { situation, candidate, measure } = { ...row, ...other };
  const wanted = JSON.stringify(situation);
  return results?.rows.find(
    (found) => found.candidate === candidate && found.measure === measure && JSON.stringify(found.situation) === wanted,
  )?.value;
}
