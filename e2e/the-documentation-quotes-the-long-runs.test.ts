import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { figuresPage, withPromises } from '../scripts/figures/pages.mjs';
import { promises } from '../scripts/figures/promises.mjs';
import { readFigures, recordFigures } from '../scripts/figures/record.mjs';
import { longRuns } from '../scripts/figures/runs.mjs';

const found = (size: number) => ({
  size,
  seconds: 90,
  figures: { seeds: size, 'first seed': 12345, events: 1234567.891, violations: 0 },
});

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'figures-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

describe('a run’s figures', () => {
  test('are written where that is wanted only', () => {
    const folder = emptyFolder();
    expect(recordFigures('simulation', found(10), { folder, isWanted: false })).toBe('not wanted');
    expect(readFigures('simulation', folder)).toBeUndefined();
    expect(recordFigures('simulation', found(10), { folder, isWanted: true })).toBe('written');
    expect(readFigures('simulation', folder)).toEqual({
      ...found(10),
      date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    });
  });

  test('take the place of those of a run that was as large, and of no larger one', () => {
    const folder = emptyFolder();
    const place = { folder, isWanted: true };
    recordFigures('simulation', found(10), place);
    expect(recordFigures('simulation', found(9), place)).toBe('smaller');
    expect(readFigures('simulation', folder)?.size).toBe(10);
    expect(recordFigures('simulation', { ...found(10), seconds: 1 }, place)).toBe('written');
    expect(readFigures('simulation', folder)?.seconds).toBe(1);
  });
});

describe('the documentation', () => {
  const recorded = (run: string) =>
    run === 'simulation' ? { ...found(20_000), date: '2026-01-02', unit: 'seeds' } : undefined;
  const PAGE = 'before\n<!-- figures: written by `npm run docs` -->earlier<!-- end of the figures -->\nafter';

  test('quotes what was recorded, and says where nothing was', () => {
    const page = figuresPage(recorded);
    expect(page).toContain('20,000 seeds on 2026-01-02, in 90 s.');
    expect(page).toMatch(/\| Events +\| 1,234,567.89 \|/);
    expect(page).toMatch(/\| First seed +\| 12345 /);
    expect(page.match(/Not recorded yet\./g)).toHaveLength(longRuns.length - 1);
    const table = withPromises(PAGE, recorded);
    expect(table).toMatch(/^before\n[\s\S]*20,000 seeds, 1,234,567.89 events, 0 violations[\s\S]*\nafter$/);
    expect(table.match(/not recorded yet/g)).toHaveLength(promises.length - 1);
    expect(table).not.toContain('earlier');
  });

  test('is not written where a figure is missing that it quotes, or its place', () => {
    const others = (run: string) => (run === 'simulation' ? { ...found(1), date: '', figures: {} } : undefined);
    expect(() => withPromises(PAGE, others)).toThrow('docs/figures/simulation.json has no figure "seeds"');
    expect(() => withPromises('before', recorded)).toThrow(/no place for its figures/);
  });

  test.each(promises.map(({ promise, run }) => [promise, run] as const))('%s: of a run that is told of', (_, run) => {
    expect(longRuns.map(({ name }) => name)).toContain(run);
  });
});
