import { connectorError } from '../errors.ts';
import type { Credentials } from '../request/send-request.ts';
import type { AwsCredentials } from './signer.ts';

/** Credentials that are valid now. */
export type CredentialSource = (credentials: Credentials) => Promise<AwsCredentials>;

/**
 * The model's own keys, or AWS's default provider chain. The chain caches what it found and refreshes it before its end; it
 * is loaded when the first job asks for it, since most installations never do.
 */
export function createCredentialSource(): CredentialSource {
  let chain: Promise<() => Promise<AwsCredentials>> | undefined;
  return async (credentials) => {
    if (credentials.kind === 'static') return credentials;
    chain ??= import('@aws-sdk/credential-provider-node').then(({ defaultProvider }) => defaultProvider());
    try {
      return await (await chain)();
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw connectorError(
        'CREDENTIALS_UNAVAILABLE',
        `AWS's default credentials chain gives no credentials: ${reason} Give the connector's machine a role, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.`,
        { cause },
      );
    }
  };
}
