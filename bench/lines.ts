import { isMet } from './goal.ts';
import type { Figure, Goal, Row } from './results.ts';

/** Rows for a terminal. */
export function rowLines(rows: readonly Row[]): readonly string[] {
  return rows.map(({ situation, candidate, measure, value }) => {
    const where = Object.entries(situation).map(([name, of]) => (name === 'part' ? of : `${name} ${of}`));
    return `${[...where, candidate, measure].join(', ')}: ${written(value)}`;
  });
}

/** Goals for a terminal, and whether each was met. */
export function goalLines(goals: readonly Goal[]): readonly string[] {
  return goals.map((goal) => {
    const { what, atMost, atLeast, unit, value } = goal;
    const wanted = atMost === undefined ? `at least ${atLeast}` : `at most ${atMost}`;
    const found = `${written(value)} ${unit}`.trimEnd();
    return `${isMet(goal) ? 'met    ' : 'NOT MET'} ${what}: ${found}, ${wanted} wanted`;
  });
}

function written({ median, low, high }: Figure): string {
  return `${short(median)} [${short(low)} … ${short(high)}]`;
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}
