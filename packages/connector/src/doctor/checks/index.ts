import type { TaskCheck } from '../findings.ts';
import { deduplication } from './deduplication.ts';
import { errorExpression } from './error-expression.ts';
import { expressions } from './expressions.ts';
import { inputValues } from './input-values.ts';
import { jobType } from './job-type.ts';
import { missingSource } from './missing-source.ts';
import { queueKind } from './queue-kind.ts';
import { retries } from './retries.ts';
import { secrets } from './secrets.ts';
import { target } from './target.ts';

/** All that is looked at in a task. */
export const checks: readonly TaskCheck[] = [
  jobType,
  expressions,
  missingSource,
  inputValues,
  target,
  queueKind,
  deduplication,
  retries,
  secrets,
  errorExpression,
];
