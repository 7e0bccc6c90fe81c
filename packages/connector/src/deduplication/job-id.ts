import { createHash } from 'node:crypto';
import type { ActivatedJob } from '@camunda-sqs-connector/runtime';

/**
 * A job's deduplication id: 43 letters, digits, dashes and underscores. The job has it however often it runs; no other job
 * has it, be it another turn of a loop or of another cluster.
 *
 * @param namespace sets clusters apart: their keys are alike
 */
export function deduplicationIdOf(
  { tenantId, processInstanceKey, elementInstanceKey, key }: ActivatedJob,
  namespace: string,
): string {
  // As a list in JSON: no two lists have the same text.
  const facts = JSON.stringify([namespace, tenantId, processInstanceKey, elementInstanceKey, key]);
  return createHash('sha256').update(facts).digest('base64url');
}
