import type { ActivatedJob, Outcome, Worker, WorkerEvent } from '@camunda-sqs-connector/runtime';
import { type JobKind, jobKinds } from './job-kinds.ts';
import type { Attempt, Ledger } from './ledger.ts';
import type { Process } from './process.ts';
import type { Trace } from './trace.ts';

type JobEnded = Extract<WorkerEvent, { readonly kind: 'jobEnded' }>;

/** A job that a worker is done with. */
interface Ended {
  readonly ledger: Ledger;
  readonly attempt: Attempt;
  readonly end: JobKind['end'];
  readonly what: string;
  readonly now: number;
}

/** The longest pause between two tries to tell the engine. */
const LONGEST_PAUSE_MS = 5_000;

/** What holds whenever a worker is done with a job. */
export function checkEnd(ledger: Ledger, attempt: Attempt, event: JobEnded, now: number, trace: Trace): void {
  const record = [...ledger.jobs.values()].find(({ attempts }) => attempts.includes(attempt));
  if (!record) return;
  const { id, kind } = record.planned;
  const { end }: JobKind = jobKinds[kind];
  const what = `${id}/${attempt.number} (${kind}) in ${attempt.process.name}`;
  const [messageId] = attempt.confirmed;
  const isWith = event.answered === 'accepted' ? event.outcome.kind : event.answered;
  trace.add(`${what} ends: ${isWith}`);
  ledger.check(!attempt.isEnded, 'a job ends once', () => what);
  attempt.isEnded = true;

  if (event.answered === 'abandoned') {
    const isLate = now + LONGEST_PAUSE_MS >= attempt.answerDeadline;
    ledger.check(isLate || attempt.hasThrown, 'an answer is not given up while there is time', () => what);
  }
  if (event.answered !== 'accepted') return;
  const { outcome } = event;
  switch (outcome.kind) {
    case 'completed':
      ledger.check(end === 'completed', 'only a job that can be done is completed', () => what);
      ledger.check(
        messageId !== undefined && outcome.variables['messageId'] === messageId,
        'a job is completed with the id that SQS confirmed for its message',
        () => `${what}: ${String(outcome.variables['messageId'])}, confirmed: ${messageId}`,
      );
      break;
    case 'bpmnError':
      ledger.check(end === 'thrown', 'an error is thrown only where the model asks for it', () => what);
      break;
    case 'failed':
      checkFailure({ ledger, attempt, end, what, now }, outcome, event.job.retries);
  }
}

/** What holds when the work on a job is over. One that asks the engine for more time waits for its answer, however long that takes. */
export function checkWorked(ledger: Ledger, attempt: Attempt, job: ActivatedJob, now: number): void {
  ledger.check(
    now <= attempt.deadline || job.customHeaders['jobTimeout'] !== undefined,
    'the work on a job ends in its time',
    () => `${job.key} in ${attempt.process.name}: ${now - attempt.deadline} ms too late`,
  );
}

function checkFailure(
  { ledger, attempt, end, what, now }: Ended,
  { retries, message, told, done }: Outcome & { readonly kind: 'failed' },
  before: number,
): void {
  const { posts, takeable, confirmed } = attempt;
  const [messageId] = confirmed;
  const detail = () => `${what}: ${before} → ${retries} retries, ${posts} posts: ${message}`;
  if (messageId !== undefined) {
    ledger.check(end === 'failedAfterSend', 'a job whose message is out fails for its own answer only', detail);
    ledger.check(retries === 0, 'a job whose message is out is not repeated', detail);
    const isNamed = attempt.told.some((text) => text.includes(messageId));
    ledger.check(isNamed, 'whoever reads an incident learns that the message was sent', detail);
    return;
  }
  const claimsSend = done !== undefined || /was sent/.test(message.replace(/nothing was sent/gi, ''));
  ledger.check(!claimsSend, 'an incident claims no message that was not confirmed', detail);
  const isUntouched = /untouched|not touched/.test(message);
  if (isUntouched || /nothing was sent/i.test(message))
    ledger.check(takeable === 0, '“nothing was sent” is true', detail);
  if (isUntouched) {
    ledger.check(retries === before, 'a job that was not touched keeps its retries', detail);
    return;
  }
  if (end === 'refused') {
    ledger.check(retries === 0 && posts === 0, 'what the job’s own data decides is not tried', detail);
    return;
  }
  ledger.check(retries === Math.max(0, before - 1), 'a failure that may pass costs one retry', detail);
  const isCalm = attempt.receivedAt > ledger.plan.calmAtMs + ECHO_MS;
  ledger.check(!isCalm || end !== 'completed', 'when all is well again, what can be done is done', detail);
  ledger.check(told?.code !== 'UNEXPECTED', 'no failure is unexpected', detail);
  // A clock may have been wrong only while the request was signed.
  const isClockBlamed = told?.code === 'RequestTimeTooSkewed';
  const isExcused = isClockBlamed && clocksChanged(ledger, attempt.receivedAt, now);
  const isTriedAgain = isExcused || posts > 1 || now + NO_FURTHER_TRY_MS >= attempt.deadline;
  ledger.check(
    isTriedAgain || !MAY_PASS.has(told?.code ?? ''),
    'what may pass is tried again while there is time',
    detail,
  );
  ledger.check(!isClockBlamed || posts === 1 || isExcused, 'a wrong clock fails no job', detail);
}

/** So long a request that began among faults may take, and what waits for it. */
const ECHO_MS = 15_000;

/** Causes that pass, or that the sender removes. */
const MAY_PASS = new Set([
  'RequestThrottled',
  'ServiceUnavailable',
  'InternalFailure',
  'CONNECTION_FAILED',
  'InvalidClientTokenId',
  'RequestTimeTooSkewed',
]);
/** A pause, the margin after it, and a little for the first try. */
const NO_FURTHER_TRY_MS = 2_200;

/** Whether clocks were put right or wrong since a job was received. */
function clocksChanged({ plan }: Ledger, since: number, now: number): boolean {
  return plan.faults.some(
    ({ fault, fromMs, toMs }) =>
      fault === 'wall clocks are wrong' && [fromMs, toMs].some((at) => since <= at && at <= now),
  );
}

/** What holds when a process has stopped by itself. */
export function checkStopped(
  ledger: Ledger,
  process: Process,
  worker: Worker,
  { unfinished, tookMs, drainMs }: { readonly unfinished: number; readonly tookMs: number; readonly drainMs: number },
): void {
  ledger.check(
    unfinished === 0 || tookMs >= drainMs,
    'a stop waits for the jobs in work',
    () => `${process.name}: ${unfinished}`,
  );
  if (unfinished > 0) return;
  ledger.check(worker.active === 0, 'no slot is lost', () => `${process.name}: ${worker.active} after its stop`);
  ledger.check(process.pendingTimers === 0 && process.inFlight === 0, 'a stopped worker leaves nothing behind', () => {
    return `${process.name}: ${process.pendingTimers} timers, ${process.inFlight} requests`;
  });
  const open = [...ledger.jobs.values()].flatMap(({ attempts }) =>
    attempts.filter((one) => one.process === process && !one.isEnded && one.receivedAt !== Number.POSITIVE_INFINITY),
  );
  ledger.check(
    open.length === 0,
    'every job that was taken is answered',
    () => `${process.name}: ${open.length} are not`,
  );
}
