import type { Instance } from './engine-ledger.ts';
import { isFifo, KIND_NAMES, type Kind, kindOf } from './kinds.ts';

/** A message as it was taken out of its queue. */
export interface Taken {
  readonly n: number;
  readonly messageId: string;
}

/** What engine and queues say when all is over. */
export interface Told {
  /** Numbers of instances whose start the engine has confirmed. Others may have been begun all the same. */
  readonly confirmed: ReadonlySet<number>;
  readonly instances: readonly Instance[];
  readonly messages: Readonly<Record<Kind, readonly Taken[]>>;
}

/** Where a promise was broken: the numbers of the instances or messages, by what is wrong with them. */
export interface Problems {
  readonly notCompleted: readonly number[];
  readonly incidents: readonly string[];
  /** The engine has confirmed it, and does not know it. */
  readonly lostByEngine: readonly number[];
  readonly missing: readonly number[];
  /** A message that no instance can have sent, or that lies in another's queue. */
  readonly foreign: readonly number[];
  readonly twiceOnFifo: readonly number[];
  /** The process knows an id that no message of its own has. */
  readonly unknownId: readonly number[];
}

export function problemsOf({ confirmed, instances, messages }: Told): Problems {
  const known = new Map(instances.map((instance) => [instance.n ?? Number.NaN, instance]));
  const ids = idsByNumber(messages);
  const numbers = [...known.keys()];
  const idsOf = (n: number) => ids.get(n) ?? [];
  const all = KIND_NAMES.flatMap((kind) => messages[kind].map(({ n }) => ({ n, kind })));
  return {
    notCompleted: numbers.filter((n) => !known.get(n)?.isCompleted),
    incidents: instances.flatMap(({ incident }) => incident ?? []),
    lostByEngine: [...confirmed].filter((n) => !known.has(n)),
    missing: numbers.filter((n) => idsOf(n).length === 0),
    foreign: all.filter(({ n, kind }) => !known.has(n) || kindOf(n) !== kind).map(({ n }) => n),
    twiceOnFifo: [...ids].filter(([n, of]) => isFifo(kindOf(n)) && of.length > 1).map(([n]) => n),
    unknownId: numbers.filter((n) => !idsOf(n).includes(parsed(known.get(n)?.messageId))),
  };
}

/** How many messages came again. */
export function duplicates(taken: readonly Taken[]): number {
  return taken.length - new Set(taken.map(({ n }) => n)).size;
}

function idsByNumber(messages: Told['messages']): ReadonlyMap<number, readonly string[]> {
  const ids = new Map<number, string[]>();
  for (const { n, messageId } of KIND_NAMES.flatMap((kind) => messages[kind])) {
    ids.set(n, [...(ids.get(n) ?? []), messageId]);
  }
  return ids;
}

function parsed(json: string | undefined): string {
  return json === undefined ? 'none' : String(JSON.parse(json));
}
