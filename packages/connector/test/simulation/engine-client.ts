import {
  type ActivatedJob,
  type EngineClient,
  EngineError,
  type JobKey,
  type Topology,
  type World,
} from '@camunda-sqs-connector/runtime';
import { authorized } from '../../../runtime/src/camunda/authentication/authorized.ts';
import { oauthAuthorization } from '../../../runtime/src/camunda/authentication/oauth-authorization.ts';
import type { TokenServer } from '../../../runtime/src/camunda/authentication/token-server.ts';
import { engineErrorOf } from '../../../runtime/src/camunda/engine-error.ts';
import { parseTopology } from '../../../runtime/src/camunda/topology.ts';
import type { Command, EngineAnswer, SimulatedEngine } from './engine.ts';
import type { Attempt, Ledger } from './ledger.ts';
import { attemptOf } from './message.ts';
import { type Network, NoAnswer, type Route } from './network.ts';
import type { Step } from './plan.ts';
import type { Process } from './process.ts';
import type { Scheduler } from './scheduler.ts';

const ROUTE: Route = {
  latencyMs: [1, 30],
  requestsLost: 'requests to the engine get lost',
  answersLost: 'answers of the engine get lost',
  slow: 'the engine’s network is slow',
};
/** As the REST client has them. */
const ANSWER_MARGIN_MS = 20_000;
const COMMAND_TIMEOUT_MS = 10_000;

export interface EngineClientParts {
  readonly engine: SimulatedEngine;
  readonly process: Process;
  readonly world: World;
  readonly tokenServer: TokenServer;
  readonly network: Network;
  readonly scheduler: Scheduler;
  readonly ledger: Ledger;
  readonly onStep: (step: Step, process: Process) => void;
}

export interface SimulatedEngineClient extends EngineClient {
  /** @throws EngineError */
  topology(): Promise<Topology>;
  /** Waits for what is under way. */
  close(): Promise<void>;
}

/** The way of the REST client to an engine: its real authorization and its real reading of errors, over a simulated network. */
export function createEngineClient(parts: EngineClientParts): SimulatedEngineClient {
  const { engine, process, network, scheduler, ledger, onStep } = parts;
  const authorization = oauthAuthorization(parts.tokenServer, parts.world);
  let polls = 0;
  let topologyAsked: Promise<unknown> = Promise.resolve();
  /** Jobs of which the engine told this process that it has them no more. */
  const gone = new Map<JobKey, number>();

  async function exchange(
    doing: string,
    withinMs: number,
    carryOut: (header: string | undefined, reply: (answer: EngineAnswer) => void) => void,
    heard: (answer: EngineAnswer) => void = () => {},
  ): Promise<EngineAnswer> {
    const answer = await authorized(authorization, async (header) => {
      try {
        const answer = await network.exchange<EngineAnswer>(process, ROUTE, withinMs, (reply) =>
          carryOut(header, reply),
        );
        heard(answer);
        return answer;
      } catch (error) {
        throw error instanceof NoAnswer ? new EngineError('busy', error.message) : error;
      }
    });
    const { status, title = '', detail = '' } = answer;
    if (status < 300) return answer;
    throw engineErrorOf({ status, title, detail }, doing);
  }

  async function command(key: JobKey, what: Command): Promise<void> {
    const record = engine.record(key);
    const { id } = record.planned;
    // The process may have been handed the job again while it still told what came of it before.
    const attempts = record.attempts.filter((attempt) => attempt.process === process);
    const mayTell = (gone.get(key) ?? 0) < attempts.length;
    ledger.check(mayTell, 'what the engine has no more is not told again', () => `${what.kind} of ${id}`);
    await exchange(
      `${what.kind} ${key}`,
      COMMAND_TIMEOUT_MS,
      (header, reply) => {
        const answer = engine.command(key, what, header);
        if (what.kind !== 'updateTimeout') onStep('an answer arrives', process);
        reply(answer);
      },
      ({ status }) => {
        if (status === 404) gone.set(key, (gone.get(key) ?? 0) + 1);
      },
    );
    if (what.kind === 'updateTimeout') return;
    const [attempt, second] = openAttempts(key);
    if (!attempt || second) return;
    attempt.accepted++;
    ledger.check(attempt.accepted === 1, 'the engine takes one answer to a job', () => `${id}/${attempt.number}`);
  }

  function openAttempts(key: JobKey): readonly Attempt[] {
    return engine.record(key).attempts.filter((attempt) => attempt.process === process && !attempt.isEnded);
  }

  function received(job: ActivatedJob, timeoutMs: number): ActivatedJob {
    const attempt = attemptOf(ledger, job);
    attempt.receivedAt = scheduler.now;
    attempt.deadline = scheduler.now + timeoutMs;
    attempt.answerDeadline = attempt.deadline;
    return job;
  }

  return {
    async activate(request) {
      polls++;
      ledger.check(polls === 1, 'one poll is under way at a time', () => process.name);
      try {
        const answer = await exchange('hand out jobs', request.requestTimeoutMs + ANSWER_MARGIN_MS, (header, reply) =>
          engine.activate(request, header, process, (answer) => {
            if (answer.jobs?.length) onStep('jobs are handed out', process);
            reply(answer);
          }),
        );
        return (answer.jobs ?? []).map((job) => received(job, request.timeoutMs));
      } finally {
        polls--;
      }
    },
    async topology() {
      const asking = exchange('tell its topology', COMMAND_TIMEOUT_MS, (header, reply) =>
        engine.topology(header, reply),
      );
      topologyAsked = asking;
      return parseTopology((await asking).topology ?? null);
    },
    // Jobs and their answers are over when a worker has stopped. What no job waited for any more may not be.
    close: () =>
      topologyAsked.then(
        () => {},
        () => {},
      ),
    complete: (key, variables) => command(key, { kind: 'complete', variables }),
    fail(key, failure) {
      for (const attempt of openAttempts(key)) attempt.told.push(failure.errorMessage);
      return command(key, { kind: 'fail', ...failure });
    },
    throwError: (key, error) => command(key, { kind: 'throwError', ...error }),
    async updateTimeout(key, timeoutMs) {
      const deadline = scheduler.now + timeoutMs;
      await command(key, { kind: 'updateTimeout', timeoutMs });
      // The engine is told a key only: a job that the process has twice gets its time twice.
      for (const attempt of openAttempts(key)) attempt.deadline = Math.max(attempt.deadline, deadline);
    },
  };
}
