import { networkReason } from '@camunda-sqs-connector/runtime';
import { Pool } from 'undici';
import { connectorError } from '../errors.ts';
import type { Answer } from './send-message.ts';

/** Connections to an endpoint. */
const CONNECTIONS = 16;
/** SQS answers within milliseconds; what takes this long is lost. */
const ANSWER_TIMEOUT_MS = 10_000;

/** Connections to SQS's endpoints, shared by all jobs. */
export class EndpointConnections {
  private readonly pools = new Map<string, Pool>();
  private readonly ca: string | undefined;

  /** @param ca the authorities that are trusted, in PEM. @default Node's */
  constructor(ca?: string) {
    this.ca = ca;
  }

  /** @throws ConnectorError CONNECTION_FAILED: whether the request was carried out is unknown */
  async post(target: URL, headers: Readonly<Record<string, string>>, body: string): Promise<Answer> {
    try {
      // No redirects are followed: the signature is for this host.
      const answer = await this.poolOf(target.origin).request({ method: 'POST', path: '/', headers, body });
      return { status: answer.statusCode, headers: answer.headers, text: await answer.body.text() };
    } catch (cause) {
      const message = `The endpoint ${target.origin} could not be asked: ${networkReason(cause)}. Check queue.url, configuration.endpoint and the network.`;
      throw connectorError('CONNECTION_FAILED', message, { cause });
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.pools.values()].map((pool) => pool.close()));
  }

  private poolOf(origin: string): Pool {
    const known = this.pools.get(origin);
    if (known) return known;
    const timeouts = { headersTimeout: ANSWER_TIMEOUT_MS, bodyTimeout: ANSWER_TIMEOUT_MS };
    const trust = this.ca === undefined ? {} : { connect: { ca: this.ca } };
    const pool = new Pool(origin, { connections: CONNECTIONS, ...timeouts, ...trust });
    this.pools.set(origin, pool);
    return pool;
  }
}
