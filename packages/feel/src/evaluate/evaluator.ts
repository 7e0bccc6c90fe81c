import type { Value } from '../values/value.ts';
import type { Run } from './run.ts';
import type { Scope } from './scope.ts';

/** A compiled expression. */
export type Evaluator = (scope: Scope, run: Run) => Value;
