import type { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import type { EndpointConnections } from './endpoint-connections.ts';

/** What AWS's clients ask of their network: https://github.com/smithy-lang/smithy-typescript, `HttpRequest`. */
interface AwsRequest {
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly path: string;
  readonly method: string;
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | Readable | null;
}

interface AwsResponse {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: Readable;
}

/** Credentials come within a second or not at all; jobs wait for them. */
const ANSWER_TIMEOUT_MS = 10_000;

/** The network of AWS's own clients, as those for STS in its provider chain: the connector's proxies and authorities reach them too. */
export class AwsRequestHandler {
  private readonly connections: EndpointConnections;

  constructor(connections: EndpointConnections) {
    this.connections = connections;
  }

  async handle(request: AwsRequest): Promise<{ response: AwsResponse }> {
    const { protocol, hostname, port, path, method, query = {}, headers, body } = request;
    const origin = new URL(`${protocol}//${hostname}${port === undefined ? '' : `:${port}`}`);
    const search = searchOf(query);
    const answer = await this.connections.toCredentials(origin).request({
      origin,
      path: search === '' ? path : `${path}?${search}`,
      method: method as Dispatcher.HttpMethod,
      headers,
      ...(body !== undefined && { body }),
      signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
    });
    return { response: { statusCode: answer.statusCode, headers: joined(answer.headers), body: answer.body } };
  }

  /** The clients may ask for settings of their own: these connections have theirs already. */
  updateHttpClientConfig(): void {}

  httpHandlerConfigs(): Record<string, never> {
    return {};
  }
}

function searchOf(query: NonNullable<AwsRequest['query']>): string {
  const pair = (name: string, value: string | null) =>
    value === null ? encodeURIComponent(name) : `${encodeURIComponent(name)}=${encodeURIComponent(value)}`;
  return Object.entries(query)
    .flatMap(([name, value]) =>
      typeof value === 'string' || value === null ? pair(name, value) : value.map((one) => pair(name, one)),
    )
    .join('&');
}

function joined(headers: Dispatcher.ResponseData['headers']): Record<string, string> {
  const pairs = Object.entries(headers).flatMap(([name, value = '']) =>
    value.length === 0 ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
  );
  return Object.fromEntries(pairs);
}
