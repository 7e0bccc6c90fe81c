import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  parseJson,
  stringifyJson,
} from '@camunda-sqs-connector/feel/json';
import { type Dispatcher, Pool } from 'undici';
import { networkReason } from '../network-reason.ts';
import { parseActivatedJobs } from './activated-job.ts';
import type { EngineClient } from './engine-client.ts';
import { EngineError, engineErrorOf } from './engine-error.ts';

export interface RestEngineClientOptions {
  /** Origin and context path of Camunda's REST API, without `/v2`. */
  readonly address: URL;
  /** Connections for commands; polls have one of their own. @default 16 */
  readonly connections?: number;
}

/** An engine client that holds connections until it is closed. */
export interface RestEngineClient extends EngineClient {
  close(): Promise<void>;
}

/** How much longer than the engine's own limit an answer may take. A client that gives up early strands the jobs it was sent. */
const ANSWER_MARGIN_MS = 20_000;
/** Below the server's `keep-alive: timeout=60`, so that no request meets a connection that is just being closed. */
const KEEP_ALIVE_MS = 15_000;
/** A command that takes longer is sent again by the caller. */
const COMMAND_TIMEOUT_MS = 10_000;

/** Camunda's REST API v2, as 8.6 and later speak it. Field names: `retryBackOff` and `fetchVariable` are the API's own spelling. */
export function createRestEngineClient({ address, connections = 16 }: RestEngineClientOptions): RestEngineClient {
  const commands = new Pool(address.origin, { connections, keepAliveTimeout: KEEP_ALIVE_MS });
  const polls = new Pool(address.origin, { connections: 1, keepAliveTimeout: KEEP_ALIVE_MS });
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
      const timeoutMs = request.requestTimeoutMs + ANSWER_MARGIN_MS;
      const answer = await exchange(polls, 'POST', `${prefix}/jobs/activation`, body, timeoutMs, 'hand out jobs');
      return parseActivatedJobs(answer);
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
    async close() {
      await Promise.all([commands.close(), polls.close()]);
    },
  };
}

async function exchange(
  pool: Pool,
  method: Dispatcher.HttpMethod,
  path: string,
  body: JsonObject,
  timeoutMs: number,
  doing: string,
): Promise<JsonValue> {
  const { status, text } = await request(pool, method, path, stringifyJson(body), timeoutMs, doing);
  const content = status === 204 || text === '' ? null : parseAnswer(text, status, doing);
  if (status >= 200 && status < 300) return content;
  const field = (name: string) => (isJsonObject(content) && typeof content[name] === 'string' ? content[name] : '');
  throw engineErrorOf({ status, title: field('title') || field('error'), detail: field('detail') }, doing);
}

async function request(
  pool: Pool,
  method: Dispatcher.HttpMethod,
  path: string,
  body: string,
  timeoutMs: number,
  doing: string,
) {
  try {
    const answer = await pool.request({
      method,
      path,
      body,
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
    });
    return { status: answer.statusCode, text: await answer.body.text() };
  } catch (cause) {
    throw new EngineError('busy', `The engine could not be asked to ${doing}: ${networkReason(cause)}`, { cause });
  }
}

function parseAnswer(text: string, status: number, doing: string): JsonValue {
  try {
    return parseJson(text);
  } catch (cause) {
    if (status >= 300) return null;
    throw new EngineError('busy', `The engine's answer to the request to ${doing} is not JSON`, { cause });
  }
}
