import { engineInput, queueInput } from './answer-inputs.ts';
import { engineTarget } from './engine-target.ts';
import { expressionOf } from './expression-inputs.ts';
import { expressionTarget } from './expression-target.ts';
import { jobInput } from './job-inputs.ts';
import { jobTarget } from './job-target.ts';
import { queueTarget } from './queue-target.ts';
import type { Chance } from './random.ts';
import type { Recipe } from './recipe.ts';
import type { Target } from './verdict.ts';

export interface Fuzzed {
  readonly start: () => Target | Promise<Target>;
  readonly input: (chance: Chance) => Recipe;
  /** How many inputs `npm test` makes. */
  readonly few: number;
}

/** All that takes input from outside, by the name that corpus files have. */
export const targets = {
  job: { start: jobTarget, input: jobInput, few: 40 },
  engine: { start: engineTarget, input: engineInput, few: 30 },
  queue: { start: queueTarget, input: queueInput, few: 30 },
  expression: { start: expressionTarget, input: expressionOf, few: 40 },
} as const satisfies Record<string, Fuzzed>;

export type TargetName = keyof typeof targets;
export const targetNames = Object.keys(targets) as readonly TargetName[];
