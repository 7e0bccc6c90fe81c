import { CONTEXT_SIZE } from '../evaluate/effort.ts';
import type { Run } from '../evaluate/run.ts';
import { contextOf, EntryContext, FeelContext } from '../values/context.ts';
import { isList, type Value } from '../values/value.ts';
import { type Builtin, builtin } from './define.ts';

const VARIADIC = { isVariadic: true };

export const contextFunctions: readonly Builtin[] = [
  ...['context', 'm'].map((parameter) =>
    builtin('get entries', parameter, ([context = null], run) =>
      context instanceof FeelContext
        ? entriesOf(context, run).map(([key, value]) => {
            run.grow(CONTEXT_SIZE);
            return contextOf([
              ['key', key],
              ['value', value],
            ]);
          })
        : undefined,
    ),
  ),
  ...['m,key', 'context,key', 'context,keys'].map((parameters) =>
    builtin('get value', parameters, ([context = null, key = null]) => valueAt(context, key)),
  ),
  ...['context,key,value', 'context,keys,value'].map((parameters) => builtin('context put', parameters, put)),
  builtin('put', 'context,key,value', put),
  builtin('context merge', 'contexts', ([contexts = null], run) => merged(contexts, run), VARIADIC),
  builtin('put all', 'contexts', ([contexts = null], run) => merged(contexts, run), VARIADIC),
  builtin('context', 'entries', ([entries = null], run) => fromEntries(entries, run)),
];

/** They are copied, and count as often. */
function entriesOf(context: FeelContext, run: Run): readonly (readonly [string, Value])[] {
  const entries = context.entries();
  run.step(entries.length);
  run.grow(CONTEXT_SIZE + entries.length);
  return entries;
}

function valueAt(context: Value, key: Value): Value | undefined {
  if (!(context instanceof FeelContext)) return undefined;
  if (typeof key === 'string') return context.get(key) ?? null;
  if (!isList(key)) return undefined;
  if (key.length === 0) return null;
  let value: Value = context;
  for (const name of key) {
    if (!(value instanceof FeelContext) || typeof name !== 'string') return null;
    value = value.get(name) ?? null;
  }
  return value;
}

function put([context = null, key = null, value = null]: readonly Value[], run: Run): Value | undefined {
  if (!(context instanceof FeelContext)) return undefined;
  if (typeof key === 'string') return withEntry(context, [key], value, run);
  if (!isList(key)) return undefined;
  if (key.length === 0) return null;
  const keys = key.filter((name) => typeof name === 'string');
  return keys.length === key.length ? withEntry(context, keys, value, run) : undefined;
}

function withEntry(context: FeelContext, [key = '', ...rest]: readonly string[], value: Value, run: Run): FeelContext {
  const entries = new Map(entriesOf(context, run));
  const inner = context.get(key);
  const nested = inner instanceof FeelContext ? inner : contextOf([]);
  entries.set(key, rest.length === 0 ? value : withEntry(nested, rest, value, run));
  return new EntryContext(entries);
}

function merged(contexts: Value, run: Run): Value {
  const isAllContexts = isList(contexts) && contexts.every((one) => one instanceof FeelContext);
  return isAllContexts ? contextOf((contexts as readonly FeelContext[]).flatMap((one) => entriesOf(one, run))) : null;
}

function fromEntries(entries: Value, run: Run): Value {
  if (!isList(entries)) return null;
  run.step(entries.length);
  run.grow(CONTEXT_SIZE + entries.length);
  const pairs: (readonly [string, Value])[] = [];
  for (const entry of entries) {
    const key = entry instanceof FeelContext ? entry.get('key') : undefined;
    if (!(entry instanceof FeelContext) || typeof key !== 'string' || !entry.has('value')) return null;
    pairs.push([key, entry.get('value') ?? null]);
  }
  return contextOf(pairs);
}
