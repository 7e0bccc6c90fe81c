import { isInNetwork } from './ip-network.ts';

/** Proxies by the protocol of the target, and the targets that are reached without one. */
export interface ProxyRules {
  readonly https?: URL;
  readonly http?: URL;
  /** Hosts with or without a port, domains with a leading dot, networks as `10.0.0.0/8`, or patterns with `*` for any characters. */
  readonly noProxy: readonly string[];
}

/** The proxy for a target; undefined where it is reached directly. This machine itself never goes through one. */
export function proxyFor(target: URL, rules: ProxyRules | undefined): URL | undefined {
  if (!rules || isLoopback(target.hostname)) return undefined;
  const isExcepted = rules.noProxy.some((entry) => matches(target, entry.toLowerCase()));
  if (isExcepted) return undefined;
  return target.protocol === 'https:' ? rules.https : rules.http;
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

function matches({ protocol, hostname, port }: URL, entry: string): boolean {
  if (entry.includes('/')) return isInNetwork(hostname, entry);
  const [, host = '', wantedPort] = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(entry) ?? [];
  const ownPort = port || (protocol === 'https:' ? '443' : '80');
  if (host === '' || (wantedPort !== undefined && wantedPort !== ownPort)) return false;
  // A domain's name covers what is below it, with or without the dot, as curl and most others read it.
  if (!host.includes('*')) {
    const domain = host.replace(/^\./, '');
    return hostname === domain || hostname.endsWith(`.${domain}`);
  }
  const pattern = host.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${pattern.join('.*')}$`).test(hostname);
}
