import type { Figure, Row } from '../results.ts';
import { conditionOf } from './words.ts';

type Situation = Row['situation'];

/** Rows whose situations tell of the same things. */
export interface Family {
  /** What is different between its situations, the first situation's order kept. */
  readonly varied: readonly string[];
  /** What is the same in all of them. */
  readonly constant: Situation;
  readonly situations: readonly Situation[];
  readonly candidates: readonly string[];
  readonly measures: readonly string[];
  readonly rows: readonly Row[];
}

/** Each row is in one family; the order is that in which they were measured. */
export function familiesOf(rows: readonly Row[]): readonly Family[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = Object.keys(row.situation).sort().join();
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].map(familyOf);
}

/** A figure of a family, or undefined where it was not measured. */
export function figureOf(
  { rows }: Pick<Family, 'rows'>,
  candidate: string,
  measure: string,
  situation?: Situation,
): Figure | undefined {
  return rows.find(
    (row) =>
      row.candidate === candidate &&
      row.measure === measure &&
      (situation === undefined || identityOf(row.situation) === identityOf(situation)),
  )?.value;
}

/** Whether candidates are compared here; otherwise it is shown how one of them grows. */
export function compares({ candidates }: Family): boolean {
  return candidates.length > 1;
}

/** A situation, or what is constant in a family, as a phrase: `64 jobs at once, SQS answers after 10 ms`. */
export function phraseOf(situation: Situation): string {
  return Object.entries(situation)
    .map(([name, value]) => conditionOf(name).phrase(value))
    .join(', ');
}

function familyOf(rows: readonly Row[]): Family {
  const situations = [...new Map(rows.map(({ situation }) => [identityOf(situation), situation])).values()];
  const [first = {}] = situations;
  const names = Object.keys(first);
  const varied = names.filter((name) => new Set(situations.map((situation) => situation[name])).size > 1);
  const constant = Object.fromEntries(Object.entries(first).filter(([name]) => !varied.includes(name)));
  return {
    varied,
    constant,
    situations: situations.sort(inOrderOf(varied)),
    candidates: [...new Set(rows.map(({ candidate }) => candidate))],
    measures: [...new Set(rows.map(({ measure }) => measure))],
    rows,
  };
}

/** By numbers where there are numbers; else as they came. */
function inOrderOf(varied: readonly string[]): (a: Situation, b: Situation) => number {
  return (a, b) => {
    for (const name of varied) {
      const [left, right] = [a[name], b[name]];
      if (typeof left === 'number' && typeof right === 'number' && left !== right) return left - right;
    }
    return 0;
  };
}

function identityOf(situation: Situation): string {
  return JSON.stringify(Object.entries(situation).sort(([a], [b]) => (a < b ? -1 : 1)));
}
