import { connectorError } from '../errors/own-errors.ts';
import type { Credentials } from '../request/send-request.ts';
import { AwsRequestHandler } from './aws-request-handler.ts';
import type { EndpointConnections } from './endpoint-connections.ts';
import { ProviderWords } from './provider-words.ts';
import type { AwsCredentials } from './signer.ts';

/**
 * Credentials that are valid now.
 *
 * @param isRefused asks the provider once more, because AWS refused what it gave
 * @throws ConnectorError CREDENTIALS_UNAVAILABLE
 */
export type CredentialSource = (credentials: Credentials, isRefused?: boolean) => Promise<AwsCredentials>;

/** AWS's provider chain as its SDK has it. It keeps what it found, asks again before its end, and asks once for all who wait. */
export type ProviderChain = (options: { readonly forceRefresh: boolean }) => Promise<AwsCredentials>;

/**
 * AWS's default provider chain, whose own requests, as those to STS, go over the connector's connections. Its errors tell what each
 * provider said.
 */
export async function loadDefaultChain(connections: EndpointConnections): Promise<ProviderChain> {
  const { defaultProvider } = await import('@aws-sdk/credential-provider-node');
  const words = new ProviderWords();
  const chain = defaultProvider({
    clientConfig: { requestHandler: new AwsRequestHandler(connections) },
    logger: words.logger,
  });
  let asking = 0;
  return async (options) => {
    // Those who ask meanwhile wait for the same answer.
    if (asking++ === 0) words.clear();
    try {
      return await chain(options);
    } catch (cause) {
      throw new Error(words.besides(reasonOf(cause)), { cause });
    } finally {
      asking--;
    }
  };
}

/**
 * The model's own keys, or AWS's default provider chain, which is loaded when the first job asks for it: most installations never do.
 *
 * @param loadChain where the chain comes from
 */
export function createCredentialSource(loadChain: () => Promise<ProviderChain>): CredentialSource {
  let chain: Promise<ProviderChain> | undefined;
  return async (credentials, isRefused = false) => {
    if (credentials.kind === 'static') return credentials;
    chain ??= loadChain();
    try {
      return await (await chain)({ forceRefresh: isRefused });
    } catch (cause) {
      throw connectorError(
        'CREDENTIALS_UNAVAILABLE',
        `AWS's default credentials chain gives no credentials: ${reasonOf(cause)}. Give the connector's machine a role, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.`,
        { cause },
      );
    }
  };
}

function reasonOf(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).replace(/\.$/, '');
}
