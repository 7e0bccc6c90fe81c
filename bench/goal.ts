import type { Goal } from './results.ts';

/** The median decides. */
export function isMet(goal: Goal): boolean {
  return keeps(goal, goal.value.median);
}

/** Whether the whole interval lies on the median's side of the limit. */
export function isSure(goal: Goal): boolean {
  return keeps(goal, goal.value.low) === keeps(goal, goal.value.high);
}

function keeps(
  { atMost = Number.POSITIVE_INFINITY, atLeast = Number.NEGATIVE_INFINITY }: Goal,
  value: number,
): boolean {
  return atLeast <= value && value <= atMost;
}
