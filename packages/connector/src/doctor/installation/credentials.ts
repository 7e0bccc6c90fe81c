import type { CredentialSource } from '../../sending/credentials.ts';
import type { Settings } from '../../settings/settings.ts';
import { type Check, note, ok } from './check.ts';

/** A machine outside of AWS is asked for its role in vain for some seconds; the doctor does not wait longer. */
const LONGEST_WAIT_MS = 10_000;

/**
 * Whether models can use AWS credentials of this machine. That it has none is nothing wrong: models may bring keys.
 *
 * @param source where credentials come from
 */
export async function checkCredentials(
  { defaultChainAllowed }: Pick<Settings, 'defaultChainAllowed'>,
  source: CredentialSource,
): Promise<Check> {
  if (!defaultChainAllowed) {
    return ok(
      'credentials',
      "models bring keys of their own: CAMUNDA_CONNECTOR_RUNTIME_SAAS is set, so the default credentials chain is not for them, and it was not asked for this machine's.",
    );
  }
  const found = await Promise.race([identity(source), waited()]);
  return found.kind === 'found'
    ? ok('credentials', `the default credentials chain gives the access key ${masked(found.accessKeyId)}.`)
    : note(
        'credentials',
        `models must bring keys of their own, since the default credentials chain is allowed, but gives nothing here: ${found.reason}`,
      );
}

type Identity =
  | { readonly kind: 'found'; readonly accessKeyId: string }
  | { readonly kind: 'none'; readonly reason: string };

async function identity(source: CredentialSource): Promise<Identity> {
  try {
    return { kind: 'found', accessKeyId: (await source({ kind: 'defaultChain' })).accessKeyId };
  } catch (error) {
    return { kind: 'none', reason: error instanceof Error ? error.message : String(error) };
  }
}

function waited(): Promise<Identity> {
  return new Promise((resolve) => {
    const reason = `it did not answer within ${LONGEST_WAIT_MS / 1000} seconds.`;
    setTimeout(() => resolve({ kind: 'none', reason }), LONGEST_WAIT_MS).unref();
  });
}

/** All but the last four characters of a key's id, which is no secret, but nobody else's business. */
function masked(accessKeyId: string): string {
  return accessKeyId.slice(-4).padStart(accessKeyId.length, '*');
}
