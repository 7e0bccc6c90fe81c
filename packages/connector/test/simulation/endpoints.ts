import type { Fields } from '@camunda-sqs-connector/queue';
import { connectorError } from '../../src/errors/own-errors.ts';
import type { Endpoints } from '../../src/sending/endpoint-connections.ts';
import { md5OfAttributes, md5OfBody } from '../../src/sending/md5.ts';
import type { Answer } from '../../src/sending/send-message.ts';
import { SQS_ORIGIN } from './job-kinds.ts';
import type { Ledger } from './ledger.ts';
import { groupsOf, jsonOf, messagesOf } from './message.ts';
import { type Network, NoAnswer, type Route } from './network.ts';
import type { Step } from './plan.ts';
import type { Process } from './process.ts';
import type { Scheduler } from './scheduler.ts';
import type { SimulatedSqs } from './sqs.ts';
import type { Trace } from './trace.ts';
import { WantedIds } from './wanted-ids.ts';

const ROUTE: Route = {
  latencyMs: [2, 60],
  requestsLost: 'requests to SQS get lost',
  answersLost: 'answers of SQS get lost',
  slow: 'the network of SQS is slow',
};
/** Tries whose pauses are still short, what fresh credentials and a corrected clock add included. */
const QUICK_TRIES = 12;
/** The shortest of the longest pauses. */
const SLOW_TRY_MS = 2_500;
/** As the real connections have it. */
const ANSWER_TIMEOUT_MS = 10_000;

export interface EndpointsParts {
  readonly isBatching: boolean;
  readonly sqs: SimulatedSqs;
  readonly process: Process;
  readonly network: Network;
  readonly scheduler: Scheduler;
  readonly ledger: Ledger;
  readonly trace: Trace;
  readonly onStep: (step: Step, process: Process) => void;
}

/** The network of a process's sender. What may be posted, and when, is checked here. */
export function createEndpoints(parts: EndpointsParts): Endpoints {
  const { isBatching, sqs, process, network, scheduler, ledger, trace, onStep } = parts;

  /** Groups whose messages are under way, by queue. */
  const busyGroups = new Set<string>();
  const wantedIds = new WantedIds(ledger);

  function checkPost(target: URL, input: Fields, withinMs: number): void {
    ledger.check(target.origin === SQS_ORIGIN, 'nothing goes to a target that nobody allowed', () => target.href);
    for (const { job, attempt: number, lacksId } of messagesOf(input)) {
      const attempt = ledger.attempt(job, number);
      const what = () => `${job}/${number} in ${process.name}`;
      attempt.posts++;
      if (lacksId) wantedIds.check(input, attempt, what);
      else attempt.takeable++;
      trace.add(`${process.name} posts ${job}/${number}`);
      ledger.check(attempt.confirmed.length === 0, 'a confirmed message is not sent again', what);
      const mostPosts = QUICK_TRIES + (scheduler.now - attempt.receivedAt) / SLOW_TRY_MS;
      ledger.check(attempt.posts <= mostPosts, 'pauses grow between tries', () => `${what()}: ${attempt.posts} tries`);
      ledger.check(!attempt.isEnded, 'nothing is sent after the job was answered', what);
      ledger.check(
        scheduler.now + withinMs <= attempt.deadline,
        'a request ends before its job does',
        () => `${what()}: ${withinMs} ms at ${scheduler.now}, the job ends at ${attempt.deadline}`,
      );
    }
  }

  return {
    async post(target, headers, body, withinMs) {
      const input = JSON.parse(body) as Fields;
      checkPost(target, input, withinMs);
      const groups = groupsOf(input);
      const isAlone = !groups.some((group) => busyGroups.has(group));
      ledger.check(isAlone || !isBatching, 'one request of a group is under way at a time', () => groups.join());
      for (const group of groups) busyGroups.add(group);
      try {
        const answer = await network.exchange<Answer>(
          process,
          ROUTE,
          Math.max(1, Math.min(ANSWER_TIMEOUT_MS, withinMs)),
          (reply) => {
            const handled = sqs.handle({ headers, body });
            onStep('a message arrives', process);
            reply(handled);
          },
        );
        noteConfirmations(ledger, input, answer);
        wantedIds.hear(input, answer, scheduler.now);
        onStep('a message is confirmed', process);
        return answer;
      } catch (cause) {
        if (!(cause instanceof NoAnswer)) throw cause;
        throw connectorError('CONNECTION_FAILED', `${target.origin} could not be asked: ${cause.message}`, { cause });
      } finally {
        for (const group of groups) busyGroups.delete(group);
      }
    },
    close: async () => {},
  };
}

/** Notes which messages a process may take as sent. */
function noteConfirmations(ledger: Ledger, input: Fields, { status, text }: Answer): void {
  const content = status === 200 ? jsonOf(text) : undefined;
  if (!content) return;
  const isBatch = Array.isArray(input['Entries']);
  const sent = isBatch ? (input['Entries'] as readonly Fields[]) : [input];
  const confirmed = isBatch ? ((content['Successful'] ?? []) as readonly Fields[]) : [content];
  for (const [index, { job, attempt }] of messagesOf(input).entries()) {
    const message = sent[index] ?? {};
    const confirmation = confirmed.find(({ Id: id }) => id === message['Id']);
    if (!confirmation || !isSound(message, confirmation)) continue;
    ledger.attempt(job, attempt).confirmed.push(String(confirmation['MessageId']));
  }
}

function isSound(message: Fields, confirmation: Fields): boolean {
  const attributes = message['MessageAttributes'] as Readonly<
    Record<string, { DataType: string; StringValue: string }>
  >;
  const listed = Object.entries(attributes).map(([name, { DataType: dataType, StringValue: value }]) => ({
    name,
    dataType,
    value,
  }));
  return (
    confirmation['MD5OfMessageBody'] === md5OfBody(String(message['MessageBody'])) &&
    confirmation['MD5OfMessageAttributes'] === md5OfAttributes(listed)
  );
}
