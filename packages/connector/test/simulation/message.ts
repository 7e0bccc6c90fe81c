import type { Fields } from '@camunda-sqs-connector/queue';
import type { ActivatedJob } from '@camunda-sqs-connector/runtime';
import { looksAtContents } from './job-kinds.ts';
import type { Attempt, Ledger } from './ledger.ts';

/** Whose message a request carries. */
export interface MarkedMessage {
  readonly job: string;
  readonly attempt: number;
  /** No queue takes it: it has no id where one is wanted. */
  readonly lacksId: boolean;
}

/** The marks of all messages of a request, of which a batch has several. */
export function messagesOf(input: Fields): readonly MarkedMessage[] {
  const entries = Array.isArray(input['Entries']) ? (input['Entries'] as Fields[]) : [input];
  const queue = textOf(input['QueueUrl']);
  const wantsIds = queue.endsWith('.fifo') && !looksAtContents(queue);
  return entries.map(({ MessageAttributes: attributes, MessageDeduplicationId: id }) => {
    const marks = attributes as Record<'job' | 'attempt', { readonly StringValue: string }>;
    const attempt = Number(marks.attempt.StringValue);
    return { job: marks.job.StringValue, attempt, lacksId: wantsIds && id === undefined };
  });
}

/** The object that a text is; undefined where it is none, as when it was cut. */
export function jsonOf(text: string): Fields | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The groups of a FIFO queue that a request's messages are of. */
export function groupsOf(input: Fields): readonly string[] {
  const entries = Array.isArray(input['Entries']) ? (input['Entries'] as Fields[]) : [input];
  const groups = entries.flatMap(({ MessageGroupId: group }) => (typeof group === 'string' ? [group] : []));
  return [...new Set(groups.map((group) => `${textOf(input['QueueUrl'])} ${group}`))];
}

/** Which handing-out a job's variables belong to. */
export function attemptOf(ledger: Ledger, { variables }: ActivatedJob): Attempt {
  const { job, attempt } = (variables as unknown as MarkedVariables).queue.messageAttributes;
  return ledger.attempt(job.StringValue, Number(attempt.StringValue));
}

interface MarkedVariables {
  readonly queue: { readonly messageAttributes: Readonly<Record<'job' | 'attempt', { readonly StringValue: string }>> };
}
