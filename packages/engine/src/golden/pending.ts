import type { GoldenCase } from './cases.ts';
import type { Difference } from './compare.ts';

/** Why a case may differ for now: the engine lacks something, or the expressions do. */
export type PendingReason = 'feature' | 'feel';

/** Names of cases that are known to differ. */
export type Pending = Readonly<Record<string, PendingReason>>;

export type Verdict =
  | { readonly kind: 'passed' }
  | { readonly kind: 'pending' }
  | { readonly kind: 'failed'; readonly differences: readonly Difference[] }
  /** It is listed as pending, but there is no difference any more. */
  | { readonly kind: 'noLongerPending' };

/** Runs a case and holds it against the list of pending ones. */
export async function judge(golden: GoldenCase, pending: Pending): Promise<Verdict> {
  const differences = await golden.run();
  const isListed = Object.hasOwn(pending, golden.name);
  if (differences.length === 0) return { kind: isListed ? 'noLongerPending' : 'passed' };
  return isListed ? { kind: 'pending' } : { kind: 'failed', differences };
}
