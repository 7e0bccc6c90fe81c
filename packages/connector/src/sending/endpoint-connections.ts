import { type ConnectionOptions, createConnections, networkReason, readText } from '@camunda-sqs-connector/runtime';
import type { Dispatcher } from 'undici';
import { connectorError } from '../errors/own-errors.ts';
import type { Answer } from './send-message.ts';

/** Connections to an endpoint. */
const CONNECTIONS = 16;
/** SQS answers within milliseconds; what takes this long is lost. */
const ANSWER_TIMEOUT_MS = 10_000;
/** SQS's answers to messages are below a kilobyte; a proxy's page may be longer. */
const LONGEST_ANSWER_BYTES = 1024 * 1024;

/** How endpoints are reached. */
export type Network = Pick<ConnectionOptions, 'tls' | 'proxies'>;

/** Connections to endpoints of AWS, shared by all jobs. */
export class EndpointConnections {
  private readonly byOrigin = new Map<string, Dispatcher>();
  private readonly network: Network;

  /** @param network @default Node's authorities, no proxy */
  constructor(network: Network = {}) {
    this.network = network;
  }

  /**
   * @param withinMs when the answer is of no use any more, the wait for a connection included
   * @throws ConnectorError CONNECTION_FAILED: whether the request was carried out is unknown
   */
  async post(target: URL, headers: Readonly<Record<string, string>>, body: string, withinMs: number): Promise<Answer> {
    const longestMs = Math.max(1, Math.floor(Math.min(ANSWER_TIMEOUT_MS, withinMs)));
    const signal = AbortSignal.timeout(longestMs);
    try {
      // No redirects are followed: the signature is for this host.
      const { origin } = target;
      const answer = await this.to(target).request({
        origin,
        method: 'POST',
        path: '/',
        headers,
        body,
        signal,
      });
      return {
        status: answer.statusCode,
        headers: answer.headers,
        text: await readText(answer.body, LONGEST_ANSWER_BYTES),
      };
    } catch (cause) {
      const reason = signal.aborted ? `it did not answer within ${longestMs} ms` : networkReason(cause);
      const message = `The endpoint ${target.origin} could not be asked: ${reason}. Check queue.url, configuration.endpoint and the network.`;
      throw connectorError('CONNECTION_FAILED', message, { cause });
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.byOrigin.values()].map((connections) => connections.close()));
  }

  /** Those to a target's origin. */
  to(target: URL): Dispatcher {
    const known = this.byOrigin.get(target.origin);
    if (known) return known;
    const made = createConnections(target, { connections: CONNECTIONS, ...this.network });
    this.byOrigin.set(target.origin, made);
    return made;
  }
}
