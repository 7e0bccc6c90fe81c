import { type Chance, oneOf } from '../../packages/connector/test/fuzz/random.ts';
import { FAULTS, type Fault, isBatchFault } from '../proxy/faults.ts';

/** Of requests to SQS. */
const FAULTY_SHARE = 0.04;

/** How often each comes beside the others. */
const WEIGHTS: readonly (readonly [weight: number, fault: Fault])[] = [
  [4, { kind: 'resetAfter' }],
  [3, { kind: 'resetBefore' }],
  [3, FAULTS.throttling],
  [3, FAULTS.internal],
  [3, FAULTS.unavailable],
  [3, { kind: 'latency', ms: 1500 }],
  [2, { kind: 'truncated' }],
  [2, { kind: 'wrongMd5' }],
  [1, FAULTS.html],
  [1, { kind: 'hang' }],
  [2, FAULTS.someInternal],
  [2, FAULTS.someThrottled],
  [2, FAULTS.someDenied],
  [2, { kind: 'entryMissing' }],
  [2, { kind: 'entryWrongMd5' }],
  [2, { kind: 'entriesReversed' }],
];
const ANY = WEIGHTS.flatMap(([weight, fault]) => Array<Fault>(weight).fill(fault));
const ALONE = ANY.filter((fault) => !isBatchFault(fault));

/** Draws what goes wrong with a request that holds so many messages; with most nothing does. */
export function chooseFault(chance: Chance, messages: number): Fault | undefined {
  return chance() < FAULTY_SHARE ? oneOf(chance, messages > 1 ? ANY : ALONE) : undefined;
}

/** Of each connector. */
const LEAST_LIFE_MS = 5000;
const LONGEST_LIFE_MS = 25_000;

/** How a connector ends next, and when. Three of four are killed. */
export function chooseEnd(chance: Chance): { readonly afterMs: number; readonly signal: 'SIGKILL' | 'SIGTERM' } {
  const afterMs = LEAST_LIFE_MS + chance() * (LONGEST_LIFE_MS - LEAST_LIFE_MS);
  return { afterMs, signal: chance() < 0.75 ? 'SIGKILL' : 'SIGTERM' };
}
