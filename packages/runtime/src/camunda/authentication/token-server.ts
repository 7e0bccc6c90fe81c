import { isJsonObject, type JsonObject, parseJson } from '@camunda-sqs-connector/feel/json';
import type { Dispatcher } from 'undici';
import { AnswerLate, ask, type TextAnswer } from '../../network/ask.ts';
import { type ConnectionOptions, createConnections } from '../../network/connections.ts';
import { networkReason } from '../../network-reason.ts';
import type { OAuthClient } from '../engine-access.ts';
import { EngineError } from '../engine-error.ts';

/** A token, and how long it is good for. */
export interface Token {
  readonly value: string;
  readonly lifeMs: number;
}

/** Asks for tokens, without keeping any. */
export interface TokenServer {
  /** @throws EngineError `busy`, with the server's address and its own words, never with the client's secret */
  fetchToken(): Promise<Token>;
  close(): Promise<void>;
}

/** OAuth leaves it open how long a token without a given life is good for. */
const UNKNOWN_LIFE_MS = 300_000;
const LONGEST_QUOTE = 300;
/** Tokens are a few kilobytes. */
const LONGEST_ANSWER_BYTES = 1024 * 1024;

/** @param timeoutMs after which a server that does not answer is given up: it must not hold the worker up */
export function createTokenServer(
  client: OAuthClient,
  options: Pick<ConnectionOptions, 'tls' | 'proxies'>,
  timeoutMs: number,
): TokenServer {
  const dispatchers = new Map<string, Dispatcher>();
  let discovered: URL | undefined;

  function dispatcherOf(url: URL): Dispatcher {
    const known = dispatchers.get(url.origin);
    if (known) return known;
    const made = createConnections(url, { connections: 1, ...options });
    dispatchers.set(url.origin, made);
    return made;
  }

  async function askFor(method: 'GET' | 'POST', url: URL, what: string, body?: string): Promise<JsonObject> {
    const { origin, pathname, search } = url;
    const failed = (reason: string, cause?: unknown) =>
      new EngineError(
        'busy',
        `${what} from ${origin}${pathname}: ${client.clientSecret === '' ? reason : reason.replaceAll(client.clientSecret, '***')}`,
        { cause },
      );
    let answer: TextAnswer;
    try {
      answer = await ask(dispatcherOf(url), {
        origin,
        path: `${pathname}${search}`,
        method,
        headers: {
          accept: 'application/json',
          ...(body !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
        },
        ...(body !== undefined && { body }),
        withinMs: timeoutMs,
        maxAnswerBytes: LONGEST_ANSWER_BYTES,
      });
    } catch (cause) {
      const reason = cause instanceof AnswerLate ? `it did not answer within ${timeoutMs} ms` : networkReason(cause);
      throw failed(`it could not be asked: ${reason}`, cause);
    }
    const { status, text } = answer;
    const content = parsed(text);
    if (status === 200 && content) return content;
    if (!content) throw failed(`it answered ${status} with something that is not JSON`);
    const said = ['error', 'error_description'].map((name) => content[name]).filter((part) => typeof part === 'string');
    throw failed(`it answered ${status} ${said.join(': ').slice(0, LONGEST_QUOTE)}`.trim());
  }

  /** The token endpoint: as it is set, or as the discovery document has it, which is asked for once. */
  async function tokenUrl(): Promise<URL> {
    const { kind, url } = client.tokenEndpoint;
    if (kind === 'url') return url;
    if (discovered) return discovered;
    const document = kind === 'issuer' ? wellKnown(url) : url;
    const content = await askFor('GET', document, 'No token endpoint was discovered');
    const { issuer, token_endpoint: endpoint } = content;
    if (kind === 'issuer' && (typeof issuer !== 'string' || withoutSlash(issuer) !== withoutSlash(url.href))) {
      throw new EngineError(
        'busy',
        `The discovery document of ${url.href} is that of another issuer: ${String(issuer).slice(0, LONGEST_QUOTE)}`,
      );
    }
    if (typeof endpoint !== 'string' || !URL.canParse(endpoint) || !/^https?:$/.test(new URL(endpoint).protocol)) {
      throw new EngineError('busy', `The discovery document ${document.href} names no token endpoint`);
    }
    discovered = new URL(endpoint);
    return discovered;
  }

  return {
    async fetchToken() {
      const { clientId, clientSecret, audience, scope, resource } = client;
      const form = new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: clientSecret,
        ...(audience !== undefined && { audience }),
        ...(scope !== undefined && { scope }),
        ...(resource !== undefined && { resource }),
      });
      const url = await tokenUrl();
      const content = await askFor('POST', url, 'There is no token', form.toString());
      const { access_token: value, expires_in: seconds } = content;
      if (typeof value !== 'string' || value === '') {
        throw new EngineError(
          'busy',
          `There is no token from ${url.origin}${url.pathname}: its answer holds no access_token`,
        );
      }
      const life = Number(seconds) * 1000;
      return { value, lifeMs: life > 0 && Number.isFinite(life) ? life : UNKNOWN_LIFE_MS };
    },
    async close() {
      await Promise.all([...dispatchers.values()].map((dispatcher) => dispatcher.destroy()));
    },
  };
}

/** Where an issuer has its discovery document. */
function wellKnown(issuer: URL): URL {
  const url = new URL(issuer);
  url.pathname = `${withoutSlash(url.pathname)}/.well-known/openid-configuration`;
  return url;
}

function withoutSlash(text: string): string {
  return text.replace(/\/+$/, '');
}

function parsed(text: string): JsonObject | undefined {
  try {
    const content = parseJson(text);
    return isJsonObject(content) ? content : undefined;
  } catch {
    return undefined;
  }
}
