import type { ProxyRules } from '../network/proxy-rules.ts';
import type { TlsFiles } from '../network/tls-files.ts';

/** Where Camunda's REST API is, and how it is reached. */
export interface EngineAccess {
  /** Origin and context path, without `/v2`. */
  readonly address: URL;
  readonly authentication: EngineAuthentication;
  /** For the engine and the token server. */
  readonly tls?: TlsFiles;
  /** For the token server, and for an engine at an https address. */
  readonly proxies?: ProxyRules;
}

/** What the engine asks of its clients. */
export type EngineAuthentication =
  | { readonly kind: 'none' }
  | { readonly kind: 'basic'; readonly username: string; readonly password: string }
  | (OAuthClient & { readonly kind: 'oauth' });

/** A client of OAuth 2 with credentials of its own. */
export interface OAuthClient {
  readonly clientId: string;
  readonly clientSecret: string;
  /** The token endpoint itself, or where it is found out: at an issuer, or in a discovery document. */
  readonly tokenEndpoint: { readonly kind: 'url' | 'issuer' | 'wellKnown'; readonly url: URL };
  readonly audience?: string;
  readonly scope?: string;
  readonly resource?: string;
}
