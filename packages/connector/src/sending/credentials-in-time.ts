import type { World } from '@camunda-sqs-connector/runtime';
import { connectorError } from '../errors/own-errors.ts';
import type { Credentials } from '../request/send-request.ts';
import type { CredentialSource } from './credentials.ts';
import type { AwsCredentials } from './signer.ts';

const TOO_LATE: unique symbol = Symbol('too late');

/**
 * Asks for credentials, and waits for the chain no longer than there is time: a provider may hang, as the command of a
 * `credential_process` does that waits for input, and a job that waited on would keep its slot for ever.
 *
 * @param latest when they must be there, in the world's monotonic milliseconds
 * @throws ConnectorError CREDENTIALS_UNAVAILABLE
 */
export async function credentialsInTime(
  source: CredentialSource,
  world: World,
  asked: { readonly credentials: Credentials; readonly isRefused: boolean; readonly latest: number },
): Promise<AwsCredentials> {
  const answer = source(asked.credentials, asked.isRefused);
  // The model's own keys are there already.
  if (asked.credentials.kind === 'static') return answer;
  const waitMs = Math.max(0, Math.floor(asked.latest - world.now()));
  const isAnswered = new AbortController();
  try {
    const waited = world.sleep(waitMs, isAnswered.signal).then((): typeof TOO_LATE => TOO_LATE);
    const found = await Promise.race([answer, waited]);
    if (found !== TOO_LATE) return found;
  } finally {
    isAnswered.abort();
  }
  throw connectorError(
    'CREDENTIALS_UNAVAILABLE',
    `AWS's default credentials chain gave no answer within ${waitMs} ms. Look at what it asks, such as the command of credential_process, or give the connector's machine a role.`,
  );
}
