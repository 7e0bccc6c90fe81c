import { sentence, table } from '../../../packages/connector/src/markdown.ts';
import { isMet, isSure } from '../../goal.ts';
import type { Goal } from '../../results.ts';
import { goalsOf, limitOf, remarksOf } from '../goals.ts';
import type { Measured } from '../measured.ts';
import { shownFigure } from '../numbers.ts';
import { notMeasured } from './not-measured.ts';

/** @throws where a missed goal has no remark */
export function goalsSection(measured: Measured): string {
  const remarks = remarksOf(measured);
  const goals = goalsOf(measured);
  const parts = [
    ...(goals.length > 0
      ? [
          `${goals.filter(isMet).length} of ${goals.length} goals are met. Ratios are of the two candidates in the same round. The median decides; in brackets is its 95 % interval.`,
          table(
            ['Goal', 'Limit', 'Measured', ''],
            goals.map((goal) => [
              sentence(goal.what),
              limitOf(goal),
              shownFigure(goal.value, goal.unit),
              verdictOf(goal),
            ]),
          ),
        ]
      : []),
    ...(remarks.length > 0
      ? [`What stands in the way:\n\n${remarks.map(([what, remark]) => `- *${sentence(what)}*: ${remark}`).join('\n')}`]
      : []),
    ...(measured.cluster ? [] : [notMeasured('bench')]),
    ...(measured.local ? [] : [notMeasured('bench:local')]),
  ];
  return ['## Goals', ...parts].join('\n\n');
}

function verdictOf(goal: Goal): string {
  const verdict = isMet(goal) ? 'met' : '**not met**';
  return isSure(goal) ? verdict : `${verdict}, narrowly: the interval reaches beyond the limit`;
}
