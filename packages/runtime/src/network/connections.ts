import type { LookupFunction } from 'node:net';
import { type Dispatcher, Pool, ProxyAgent } from 'undici';
import { type ProxyRules, proxyFor } from './proxy-rules.ts';
import type { TlsOptions } from './tls-files.ts';

export interface ConnectionOptions {
  readonly connections: number;
  readonly keepAliveTimeoutMs?: number;
  readonly headersTimeoutMs?: number;
  readonly bodyTimeoutMs?: number;
  /** Of the target, also where it is reached through a proxy. @default Node's own authorities, no certificate */
  readonly tls?: TlsOptions;
  readonly proxies?: ProxyRules;
  /** How the target's name becomes an address; a proxy finds its own. @default the operating system's resolver */
  readonly lookup?: LookupFunction;
}

/** Connections to one origin, through the proxy that the rules give for it. Requests need `origin` and `path`. */
export function createConnections(origin: URL, options: ConnectionOptions): Dispatcher {
  const { connections, keepAliveTimeoutMs, headersTimeoutMs, bodyTimeoutMs, tls = {}, proxies, lookup } = options;
  const settings = {
    connections,
    ...(keepAliveTimeoutMs !== undefined && { keepAliveTimeout: keepAliveTimeoutMs }),
    ...(headersTimeoutMs !== undefined && { headersTimeout: headersTimeoutMs }),
    ...(bodyTimeoutMs !== undefined && { bodyTimeout: bodyTimeoutMs }),
  };
  const proxy = proxyFor(origin, proxies);
  if (!proxy) return new Pool(origin.origin, { ...settings, connect: { ...tls, ...(lookup && { lookup }) } });
  const user = decodeURIComponent(proxy.username);
  const password = decodeURIComponent(proxy.password);
  const token = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  return new ProxyAgent({
    ...settings,
    uri: proxy.origin,
    ...(user !== '' && { token }),
    requestTls: { ...tls },
    // A plain target is asked for through a tunnel too: what it is told stays between the two.
    proxyTunnel: true,
  });
}
