import { parseJobTimeout, parseRetryBackoff } from '@camunda-sqs-connector/runtime';
import type { CheckedTask, Finding, TaskCheck } from '../findings.ts';

/** Retries that are no number, and headers that are no durations. */
export const retries: TaskCheck = (task) => [
  ...countOf(task),
  ...durationOf(task, 'retryBackoff', parseRetryBackoff),
  ...durationOf(task, 'jobTimeout', parseJobTimeout),
];

function countOf({ retries: count }: CheckedTask): readonly Finding[] {
  if (count === undefined || count.text.startsWith('=') || /^\d+$/.test(count.text)) return [];
  const text = `retries is "${count.text}", which is no whole number: the engine raises an incident instead of making a job. Set it to a number, for example 3.`;
  return [{ severity: 'error', line: count.line, text }];
}

function durationOf(
  { headers }: CheckedTask,
  name: 'retryBackoff' | 'jobTimeout',
  parse: (headers: Readonly<Record<string, string>>) => number | undefined,
): readonly Finding[] {
  const header = headers.get(name);
  if (header === undefined) return [];
  try {
    parse({ [name]: header.value });
    return [];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const text = `${name} is wrong: ${reason}. Every job fails before the send, without retries. Set a duration such as PT30S.`;
    return [{ severity: 'error', line: header.line, text }];
  }
}
