import { describe, expect, test } from 'vitest';
import type { Row } from '../../results.ts';
import { shownFigure } from '../numbers.ts';
import { performancePage } from '../page.ts';
import { cluster, figure, local, measured, nothing } from './made-up.ts';

const cellsOf = (page: string) =>
  page
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .flatMap((line) => line.split('|').map((cell) => cell.trim()));

/** Figures of different sizes, so that each is found by its own text. */
const distinct = (rows: readonly Row[]) => rows.map((row, index) => ({ ...row, value: figure(1000 + index * 7) }));

describe.each([
  ['on a real engine', 'cluster' as const, cluster],
  ['with Node alone', 'local' as const, local],
])('%s', (_, run, results) => {
  const rows = distinct(results.rows);
  const cells = cellsOf(performancePage({ ...nothing, [run]: { ...results, rows } }));

  test.each(rows)('$candidate $measure $situation', ({ value }) => {
    const text = shownFigure(value);
    expect(cells.filter((cell) => cell === text)).toHaveLength(1);
  });
});

test('also those that nobody has found a name for', () => {
  const situation = { moonPhase: 'full' };
  const rows = [
    { situation, candidate: 'someoneElse', measure: 'warmUpMs', value: figure(5) },
    { situation, candidate: 'connector', measure: 'luck', value: figure(7) },
  ];
  const page = performancePage({ ...nothing, cluster: { ...cluster, rows } });
  expect(page).toContain('#### Moon phase: full');
  expect(page).toContain(`| Warm up, ms | ${shownFigure(figure(5))} | – |`);
  expect(page).toContain('| Luck | – |');
});

test('situations of growth stand in the order of their numbers', () => {
  const page = performancePage({ ...nothing, cluster: { ...cluster, rows: [...cluster.rows].reverse() } });
  const [, section = ''] = page.split('#### This connector, by queues');
  expect([...section.matchAll(/^\| (\d+) \|/gm)].slice(0, 3).map(([, queues]) => queues)).toEqual(['1', '10', '100']);
});

test('how it was measured: date, machine, versions, rounds, and what others took', () => {
  const page = performancePage(measured);
  expect(page).toContain(
    '| `npm run bench` | 2001-02-03 | Made-up Processor, 2 cores, 7.8 GB | Node 20.19.0, Made-up Engine 1.2.3 | 7 | 1 | 4.3 % |',
  );
  expect(page).toContain('| made-up parsing | 12.5 % | made-up reason |');
  expect(page).toContain('10 minutes of 60 new instances a second, on an engine with 4 partitions');
});
