import { describe, expect, test } from 'vitest';
import { isMet, isSure } from '../../goal.ts';
import type { Goal } from '../../results.ts';
import { performancePage } from '../page.ts';
import { cluster, figure, measured, metGoal, missedGoal } from './made-up.ts';

const withGoals = (goals: readonly Goal[], remarks: Readonly<Record<string, string>> = {}) =>
  performancePage({ ...measured, cluster: { ...cluster, goals }, local: undefined, remarks });

test('and says which goal it is, its limit and what was measured', () => {
  expect(() => withGoals([metGoal, missedGoal])).toThrow(
    'is missed and has no remark: start to ready (≤ 0.6 s, is 0.900 (0.855–0.954))',
  );
});

test('so does a blank remark', () => {
  expect(() => withGoals([missedGoal], { [missedGoal.what]: ' ' })).toThrow('start to ready');
});

test.each([
  ['is met now', { [metGoal.what]: 'It is slow.' }],
  ['does not exist', { 'CPU agianst the usual': 'It is slow.' }],
])('and a remark on a goal that %s', (_, remarks) => {
  expect(() => withGoals([metGoal], remarks)).toThrow('has a remark and is not missed: CPU');
});

test('with a remark, the page says that it is missed and why', () => {
  const page = withGoals([metGoal, missedGoal], { [missedGoal.what]: 'Made-up modules are loaded first.' });
  expect(page).toContain('1 of 2 goals are met.');
  expect(page).toContain('| Start to ready | ≤ 0.6 s | 0.900 s (0.855–0.954) | **not met** |');
  expect(page).toContain('- *Start to ready*: Made-up modules are loaded first.');
});

describe('what is met', () => {
  const cases: readonly (readonly [Partial<Goal>, Goal['value'], boolean, boolean])[] = [
    [{ atMost: 2 }, figure(1, 0.9, 1.1), true, true],
    [{ atMost: 2 }, figure(2, 2, 2), true, true],
    [{ atMost: 2 }, figure(1.9, 1.8, 2.1), true, false],
    [{ atMost: 2 }, figure(2.1, 1.9, 2.2), false, false],
    [{ atMost: 2 }, figure(3, 2.5, 3.1), false, true],
    [{ atLeast: 0.9 }, figure(0.95, 0.92, 1), true, true],
    [{ atLeast: 0.9 }, figure(0.95, 0.85, 1), true, false],
    [{ atLeast: 0.9 }, figure(0.5, 0.4, 0.6), false, true],
  ];

  test.each(cases)('%o with %o: %s, surely: %s', (limit, value, met, sure) => {
    const goal: Goal = { what: 'a goal', unit: '', value, ...limit };
    expect([isMet(goal), isSure(goal)]).toEqual([met, sure]);
    const page = withGoals([goal], met ? {} : { 'a goal': 'why' });
    expect(page.includes('narrowly')).toBe(!sure);
  });
});
