import { backoffMs, networkReason, type World } from '@camunda-sqs-connector/runtime';
import { Pool } from 'undici';
import { connectorError } from '../errors.ts';
import type { SendRequest } from '../request/send-request.ts';
import { awsError, isTransient } from './aws-error.ts';
import type { CredentialSource } from './credentials.ts';
import { type TargetRules, targetOf } from './endpoint.ts';
import { type Answer, parseAnswer, SEND_MESSAGE_HEADERS, type SendResponse, sendMessageInput } from './send-message.ts';
import { signedHeaders } from './signer.ts';

/** Sends messages over connections that are shared until it is closed. */
export interface Sender {
  /**
   * @param deadline no try begins after it, in the world's monotonic milliseconds
   * @throws ConnectorError
   */
  send(request: SendRequest, deadline: number): Promise<SendResponse>;
  close(): Promise<void>;
}

export interface SenderOptions {
  readonly targets: TargetRules;
  readonly credentials: CredentialSource;
  readonly world: World;
}

/** Connections to an endpoint. */
const CONNECTIONS = 16;
/** SQS answers within milliseconds; what takes this long is lost. */
const ANSWER_TIMEOUT_MS = 10_000;
const PAUSES = { firstMs: 100, longestMs: 5000 };
/** Time that must be left after a pause for a try and for the answer to the engine. */
const MARGIN_MS = 2000;

export function createSender({ targets, credentials, world }: SenderOptions): Sender {
  const pools = new Map<string, Pool>();

  function poolOf(origin: string): Pool {
    const known = pools.get(origin);
    if (known) return known;
    const pool = new Pool(origin, {
      connections: CONNECTIONS,
      headersTimeout: ANSWER_TIMEOUT_MS,
      bodyTimeout: ANSWER_TIMEOUT_MS,
    });
    pools.set(origin, pool);
    return pool;
  }

  async function exchange(request: SendRequest, target: URL): Promise<Answer> {
    const body = sendMessageInput(request);
    const identity = await credentials(request.credentials);
    const unsigned = {
      target,
      body,
      headers: { ...SEND_MESSAGE_HEADERS, 'content-length': String(Buffer.byteLength(body)) },
    };
    const headers = await signedHeaders(unsigned, identity, request.region, world.wallClock());
    try {
      const answer = await poolOf(target.origin).request({ method: 'POST', path: '/', headers, body });
      return { status: answer.statusCode, headers: answer.headers, text: await answer.body.text() };
    } catch (cause) {
      const message = `The endpoint ${target.origin} could not be asked: ${networkReason(cause)}. Check queue.url, configuration.endpoint and the network.`;
      throw connectorError('CONNECTION_FAILED', message, { cause });
    }
  }

  return {
    async send(request, deadline) {
      const target = targetOf(request, targets);
      for (let failures = 1; ; failures++) {
        const attempt = await tryOnce(() => exchange(request, target), request);
        if (attempt.kind === 'sent') return attempt.response;
        const pause = backoffMs(failures, PAUSES, world.random);
        if (!attempt.transient || world.now() + pause + MARGIN_MS >= deadline) throw attempt.error;
        await world.sleep(pause);
      }
    },
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.close()));
    },
  };
}

type Attempt =
  | { readonly kind: 'sent'; readonly response: SendResponse }
  | { readonly kind: 'failed'; readonly error: Error; readonly transient: boolean };

async function tryOnce(exchange: () => Promise<Answer>, request: SendRequest): Promise<Attempt> {
  try {
    const parsed = parseAnswer(await exchange(), request);
    if (parsed.kind === 'sent') return parsed;
    return { kind: 'failed', error: awsError(parsed.refusal), transient: isTransient(parsed.refusal) };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const transient = 'code' in error && error.code === 'CONNECTION_FAILED';
    return { kind: 'failed', error, transient };
  }
}
