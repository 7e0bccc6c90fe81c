/** Where Camunda's REST API is, and how it is reached. */
export interface EngineAccess {
  /** Origin and context path, without `/v2`. */
  readonly address: URL;
  readonly authentication: EngineAuthentication;
  readonly tls?: TlsFiles;
  readonly proxies?: ProxyRules;
}

/** What the engine asks of its clients. */
export type EngineAuthentication =
  | { readonly kind: 'none' }
  | { readonly kind: 'basic'; readonly username: string; readonly password: string }
  | {
      readonly kind: 'oauth';
      readonly clientId: string;
      readonly clientSecret: string;
      /** The token endpoint itself, or where it is found out: at an issuer, or in a discovery document. */
      readonly tokenEndpoint: { readonly kind: 'url' | 'issuer' | 'wellKnown'; readonly url: URL };
      readonly audience?: string;
      readonly scope?: string;
      readonly resource?: string;
    };

/** PEM files, for the engine and the token server. */
export interface TlsFiles {
  readonly caPath?: string;
  readonly certPath?: string;
  readonly keyPath?: string;
  readonly keyPassphrase?: string;
}

/** Proxies by the protocol of the target, and the targets that are reached without one. */
export interface ProxyRules {
  readonly https?: URL;
  readonly http?: URL;
  /** Hosts with or without a port, domains with a leading dot, or patterns with `*` for any characters. */
  readonly noProxy: readonly string[];
}
