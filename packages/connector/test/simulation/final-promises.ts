import type { StoredMessage } from '@camunda-sqs-connector/queue';
import { isFifo, type JobKind, jobKinds } from './job-kinds.ts';
import type { JobRecord, Ledger } from './ledger.ts';
import type { SimulatedSqs } from './sqs.ts';

type Message = StoredMessage & { readonly queue: string };

/** SQS tells duplicates apart for this long. */
const WINDOW_MS = 300_000;

/** What holds when all is over: each job has its end, and the queues hold what the ends say. */
export function checkFinally(ledger: Ledger, sqs: SimulatedSqs): void {
  const messages = sqs.messages();
  for (const record of ledger.jobs.values())
    checkJob(
      ledger,
      record,
      messages.filter((one) => jobOf(one) === record.planned.id),
    );
  checkMergers(ledger);
  checkOrder(ledger, messages);
}

function checkJob(ledger: Ledger, { planned, end, attempts }: JobRecord, messages: readonly Message[]): void {
  const { id, kind } = planned;
  const expected: JobKind = jobKinds[kind];
  const what = () =>
    `${id} (${kind}): ${JSON.stringify(end)}, ${attempts.length} attempts, ${messages.length} messages`;
  ledger.check(end !== undefined, 'every job ends', what);
  if (!end) return;
  if (end.kind === 'completed') {
    const message = messages.find(({ messageId }) => messageId === end.messageId);
    ledger.check(
      message?.queue === expected.queue(planned.tenant),
      'the message of a completed job is in its queue',
      what,
    );
  }
  const [, named] = end.kind === 'incident' ? (/the message (\S+) was sent/.exec(end.message) ?? []) : [];
  if (named !== undefined) {
    ledger.check(
      messages.some(({ messageId }) => messageId === named),
      'the message that an incident names is in its queue',
      what,
    );
  }
  if (expected.end === 'refused' || expected.end === 'exhausted' || expected.end === 'thrown') {
    ledger.check(messages.length === 0, 'a job that was refused has no message', what);
    ledger.check(end.kind !== 'completed', 'only a job that can be done is completed', what);
  }
  if (isFifo(expected)) {
    const isTwice = messages.some(
      (one, index) => index > 0 && one.sentAt - (messages[index - 1]?.sentAt ?? 0) < WINDOW_MS,
    );
    ledger.check(!isTwice, 'no message is twice in a FIFO queue within five minutes', what);
  }
}

function checkMergers(ledger: Ledger): void {
  const byMessage = new Map<string, string>();
  for (const { planned, end } of ledger.jobs.values()) {
    if (end?.kind !== 'completed') continue;
    const other = byMessage.get(end.messageId);
    ledger.check(
      other === undefined,
      'no two jobs share a message',
      () => `${planned.id} and ${other}: ${end.messageId}`,
    );
    byMessage.set(end.messageId, planned.id);
  }
}

/** A message whose job was created after another's was completed comes after it. */
function checkOrder(ledger: Ledger, messages: readonly Message[]): void {
  const placeOf = (id: string) => messages.findIndex((one) => jobOf(one) === id);
  for (const { planned } of ledger.jobs.values()) {
    if (planned.after === undefined || !isFifo(jobKinds[planned.kind])) continue;
    const [before, own] = [placeOf(planned.after), placeOf(planned.id)];
    if (own === -1) continue;
    ledger.check(
      before < own,
      'in a group, what was caused comes after its cause',
      () => `${planned.id} before ${planned.after}`,
    );
  }
}

function jobOf({ attributes }: Message): string {
  const mark = attributes['job'];
  return mark && 'value' in mark ? String(mark.value) : '';
}
