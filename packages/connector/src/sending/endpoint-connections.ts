import {
  AnswerLate,
  AnswerTooLong,
  ask,
  type ConnectionOptions,
  type ConnectorError,
  createConnections,
  networkReason,
} from '@camunda-sqs-connector/runtime';
import type { Dispatcher } from 'undici';
import { connectorError } from '../errors/own-errors.ts';
import { ForbiddenAddressError, guardedLookup } from './guarded-lookup.ts';
import type { Answer } from './send-message.ts';

/** Connections to an endpoint. */
const CONNECTIONS = 16;
/** SQS answers within milliseconds; what takes this long is lost. */
export const ANSWER_TIMEOUT_MS = 10_000;

/** SQS answers a message with less than 1 KiB. */
const MAX_ANSWER_BYTES = 1024 * 1024;

/** How endpoints are reached. */
export type Network = Pick<ConnectionOptions, 'tls' | 'proxies' | 'lookup'>;

/** What a sender needs of the network. */
export interface Endpoints {
  /**
   * @param withinMs when the answer is of no use any more, the wait for a connection included
   * @throws ConnectorError CONNECTION_FAILED, BROKEN_ANSWER: whether the request was carried out is unknown;
   *   ENDPOINT_ADDRESS_FORBIDDEN: it was not
   */
  post(target: URL, headers: Readonly<Record<string, string>>, body: string, withinMs: number): Promise<Answer>;
  close(): Promise<void>;
}

/** Connections to endpoints of AWS, shared by all jobs. */
export class EndpointConnections implements Endpoints {
  private readonly forMessages = new Map<string, Dispatcher>();
  private readonly forCredentials = new Map<string, Dispatcher>();
  private readonly network: Network;

  /** @param network @default Node's authorities, no proxy */
  constructor(network: Network = {}) {
    this.network = network;
  }

  async post(target: URL, headers: Readonly<Record<string, string>>, body: string, withinMs: number): Promise<Answer> {
    const longestMs = Math.max(1, Math.floor(Math.min(ANSWER_TIMEOUT_MS, withinMs)));
    try {
      // No redirects are followed: the signature is for this host.
      return await ask(this.toQueues(target), {
        origin: target.origin,
        method: 'POST',
        path: '/',
        headers,
        body,
        withinMs: longestMs,
        maxAnswerBytes: MAX_ANSWER_BYTES,
      });
    } catch (cause) {
      if (cause instanceof ForbiddenAddressError) throw forbiddenTarget(target, cause);
      if (cause instanceof AnswerTooLong) throw tooLong(target, cause);
      const reason = cause instanceof AnswerLate ? `it did not answer within ${longestMs} ms` : networkReason(cause);
      const message = `The endpoint ${target.origin} could not be asked: ${reason}. Check queue.url, configuration.endpoint and the network.`;
      throw connectorError('CONNECTION_FAILED', message, { cause });
    }
  }

  async close(): Promise<void> {
    await Promise.all(
      [...this.forMessages.values(), ...this.forCredentials.values()].map((connections) => connections.close()),
    );
  }

  /** Those to a service that gives credentials, wherever the operator's settings lead: some are link-local. */
  toCredentials(origin: URL): Dispatcher {
    return kept(this.forCredentials, origin, this.network);
  }

  /** Apart from the others, so that no connection made for credentials carries a message past the guard. */
  private toQueues(target: URL): Dispatcher {
    return kept(this.forMessages, target, { ...this.network, lookup: guardedLookup(this.network.lookup) });
  }
}

function kept(
  byOrigin: Map<string, Dispatcher>,
  target: URL,
  options: Omit<ConnectionOptions, 'connections'>,
): Dispatcher {
  const known = byOrigin.get(target.origin);
  if (known) return known;
  const made = createConnections(target, { connections: CONNECTIONS, ...options });
  byOrigin.set(target.origin, made);
  return made;
}

function tooLong({ origin }: URL, cause: Error): ConnectorError {
  const message = `The endpoint ${origin} answered with more than ${MAX_ANSWER_BYTES} bytes, which SQS never does. Check that it is an endpoint of SQS.`;
  return connectorError('BROKEN_ANSWER', message, { cause });
}

function forbiddenTarget({ origin }: URL, cause: ForbiddenAddressError): ConnectorError {
  const message = `The endpoint ${origin} resolves to ${cause.address}, an address where no queue is (link-local, metadata or unspecified). Nothing was sent. Check queue.url, configuration.endpoint and AWS_ENDPOINT_URL_SQS, and the name's entries in DNS.`;
  return connectorError('ENDPOINT_ADDRESS_FORBIDDEN', message, { cause });
}
