import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  parseJson,
  stringifyJson,
} from '@camunda-sqs-connector/feel/json';
import type { Dispatcher } from 'undici';
import { type Log, silentLog } from '../log.ts';
import { ask } from '../network/ask.ts';
import { type ConnectionOptions, createConnections } from '../network/connections.ts';
import { readTlsFiles } from '../network/tls-files.ts';
import { networkReason } from '../network-reason.ts';
import { realWorld, type World } from '../world.ts';
import { parseActivatedJobs } from './activated-job.ts';
import { type Authorization, fixedAuthorization } from './authentication/authorization.ts';
import { authorized } from './authentication/authorized.ts';
import { oauthAuthorization } from './authentication/oauth-authorization.ts';
import { createTokenServer } from './authentication/token-server.ts';
import type { EngineAccess } from './engine-access.ts';
import type { EngineClient } from './engine-client.ts';
import { EngineError, engineErrorOf } from './engine-error.ts';
import { parseTopology, type Topology } from './topology.ts';

export interface RestEngineClientOptions extends Omit<EngineAccess, 'authentication'> {
  /** @default none */
  readonly authentication?: EngineAccess['authentication'];
  /** How long a token server may take to answer. @default 10_000 */
  readonly tokenTimeoutMs?: number;
  /** The time by which tokens are renewed. @default the real one */
  readonly world?: World;
  /**
   * How much longer than the engine's own limit an answer may take until it begins, and once more until it ends: one that drips must
   * not hold the worker for ever. A client that gives up early strands the jobs it was sent. @default 20_000
   */
  readonly answerMarginMs?: number;
  /** Told of jobs that cannot be read. @default nobody */
  readonly log?: Log;
  /** Connections for commands; polls have one of their own. @default 16 */
  readonly connections?: number;
}

/** An engine client that holds connections until it is closed. */
export interface RestEngineClient extends EngineClient {
  /** What the engine says of itself. @throws EngineError */
  topology(): Promise<Topology>;
  close(): Promise<void>;
}

/** Below the server's `keep-alive: timeout=60`, so that no request meets a connection that is just being closed. */
const KEEP_ALIVE_MS = 15_000;
/** A command that takes longer is sent again by the caller. */
const COMMAND_TIMEOUT_MS = 10_000;
/** An engine packs at most `maxMessageSize` of jobs into an answer, which is 4 MB unless its operator set more. */
const LONGEST_ANSWER_BYTES = 64 * 1024 * 1024;

/**
 * Camunda's REST API v2, as 8.6 and later speak it. Field names: `retryBackOff` and `fetchVariable` are the API's own spelling.
 *
 * @throws TlsFilesError where a file of TLS cannot be used
 */
export function createRestEngineClient(options: RestEngineClientOptions): RestEngineClient {
  const { address, connections = 16, answerMarginMs = 20_000, log = silentLog } = options;
  const tls = options.tls && readTlsFiles(options.tls);
  const network = { ...(tls && { tls }), ...(options.proxies && { proxies: options.proxies }) };
  const authorization = authorizationOf(options, network);
  // A plain address is one inside a cluster, where HTTP_PROXY leads out.
  const toEngine = address.protocol === 'https:' ? network : {};
  const commands = connectionsTo(address, { connections, ...toEngine }, authorization, answerMarginMs);
  const polls = connectionsTo(address, { connections: 1, ...toEngine }, authorization, answerMarginMs);
  const prefix = `${address.pathname.replace(/\/+$/, '')}/v2`;

  async function command(method: 'POST' | 'PATCH', path: string, body: JsonObject, doing: string): Promise<void> {
    await exchange(commands, method, `${prefix}${path}`, body, COMMAND_TIMEOUT_MS, doing);
  }

  return {
    async activate(request) {
      const body = {
        type: request.type,
        worker: request.worker,
        timeout: request.timeoutMs,
        maxJobsToActivate: request.maxJobs,
        requestTimeout: request.requestTimeoutMs,
        fetchVariable: request.fetchVariables,
        ...(request.tenantIds.length > 0 && { tenantIds: request.tenantIds }),
      };
      const timeoutMs = request.requestTimeoutMs + answerMarginMs;
      const answer = await exchange(polls, 'POST', `${prefix}/jobs/activation`, body, timeoutMs, 'hand out jobs');
      const { jobs, unreadable } = parseActivatedJobs(answer, request);
      for (const reason of unreadable) log.error('a job of the engine is left alone', { reason });
      return jobs;
    },
    complete: (job, variables) => command('POST', `/jobs/${job}/completion`, { variables }, `complete job ${job}`),
    fail(job, { retries, errorMessage, retryBackoffMs, variables }) {
      const body = {
        // A failure without `retries` makes the job vanish.
        retries,
        errorMessage,
        variables,
        ...(retryBackoffMs !== undefined && { retryBackOff: retryBackoffMs }),
      };
      return command('POST', `/jobs/${job}/failure`, body, `fail job ${job}`);
    },
    throwError(job, { errorCode, errorMessage, variables }) {
      const body = { errorCode, variables, ...(errorMessage !== undefined && { errorMessage }) };
      return command('POST', `/jobs/${job}/error`, body, `throw an error for job ${job}`);
    },
    updateTimeout: (job, timeoutMs) =>
      command('PATCH', `/jobs/${job}`, { changeset: { timeout: timeoutMs } }, `update the timeout of job ${job}`),
    async topology() {
      const path = `${prefix}/topology`;
      return parseTopology(await exchange(commands, 'GET', path, undefined, COMMAND_TIMEOUT_MS, 'tell its topology'));
    },
    async close() {
      await Promise.all([commands.dispatcher.close(), polls.dispatcher.close(), authorization.close()]);
    },
  };
}

/** Connections, and what is said on them. */
interface Channel {
  readonly origin: string;
  readonly dispatcher: Dispatcher;
  readonly authorization: Authorization;
  /** How long an answer's content may take. */
  readonly marginMs: number;
}

function connectionsTo(
  address: URL,
  options: ConnectionOptions,
  authorization: Authorization,
  marginMs: number,
): Channel {
  const dispatcher = createConnections(address, { keepAliveTimeoutMs: KEEP_ALIVE_MS, ...options });
  return { origin: address.origin, dispatcher, authorization, marginMs };
}

function authorizationOf(
  { authentication = { kind: 'none' }, tokenTimeoutMs = 10_000, world = realWorld }: RestEngineClientOptions,
  network: Pick<ConnectionOptions, 'tls' | 'proxies'>,
): Authorization {
  switch (authentication.kind) {
    case 'none':
      return fixedAuthorization();
    case 'basic':
      return fixedAuthorization(authentication);
    case 'oauth':
      return oauthAuthorization(createTokenServer(authentication, network, tokenTimeoutMs), world);
  }
}

async function exchange(
  channel: Channel,
  method: Dispatcher.HttpMethod,
  path: string,
  body: JsonObject | undefined,
  timeoutMs: number,
  doing: string,
): Promise<JsonValue> {
  const { status, text } = await authorized(channel.authorization, (header) =>
    request(channel, header, method, path, body && stringifyJson(body), timeoutMs, doing),
  );
  const content = status === 204 || text === '' ? null : parseAnswer(text, status, doing);
  if (status >= 200 && status < 300) return content;
  const field = (name: string) => (isJsonObject(content) && typeof content[name] === 'string' ? content[name] : '');
  throw engineErrorOf({ status, title: field('title') || field('error'), detail: field('detail') }, doing);
}

async function request(
  { origin, dispatcher, marginMs }: Channel,
  authorization: string | undefined,
  method: Dispatcher.HttpMethod,
  path: string,
  body: string | undefined,
  timeoutMs: number,
  doing: string,
) {
  try {
    return await ask(dispatcher, {
      origin,
      method,
      path,
      ...(body !== undefined && { body }),
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        accept: 'application/json',
        ...(authorization !== undefined && { authorization }),
      },
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
      withinMs: timeoutMs + marginMs,
      maxAnswerBytes: LONGEST_ANSWER_BYTES,
    });
  } catch (cause) {
    throw new EngineError('busy', `The engine could not be asked to ${doing}: ${networkReason(cause)}`, { cause });
  }
}

function parseAnswer(text: string, status: number, doing: string): JsonValue {
  try {
    return parseJson(text);
  } catch (cause) {
    if (status >= 300) return null;
    const what = cause instanceof RangeError ? networkReason(cause) : 'not JSON';
    throw new EngineError('busy', `The engine's answer to the request to ${doing} cannot be read: ${what}`, { cause });
  }
}
