import type { Frame } from './self-times.ts';

/** V8's own names for what is no function. */
const STATES: ReadonlyMap<string, string> = new Map([
  ['(garbage collector)', 'garbage collection'],
  ['(program)', 'native code and system calls'],
]);

/** Functions without a place in a file, by what they are for. Others count for who calls them. */
const NATIVE: readonly (readonly [RegExp, string])[] = [
  [/^(?:parse|stringify)$/, 'JSON'],
  [/^(?:update|digest|Hash|Hmac|init|oneShotDigest)$/, 'checksums and signatures (OpenSSL)'],
  [/^(?:write(?:v|Buffer|Utf8String|Latin1String)|readStart|shutdown)$/, 'sockets'],
  [/^(?:writeString|writeBuffer|open)$/, 'files'],
];

/** Node's own modules, by area. */
const AREAS: readonly (readonly [RegExp, string])[] = [
  [/stream/, 'Node: streams'],
  [/^node:(?:net|internal\/net|internal\/dtrace)/, 'Node: sockets'],
  [/tls/, 'Node: TLS'],
  [/timers/, 'Node: timers'],
  [/event_target|abort_controller|events/, 'Node: events and signals'],
  [/async_hooks|task_queues|promise|internal\/process/, 'Node: promises and callbacks'],
  [/crypto/, 'Node: crypto'],
  [/buffer|encoding|string_decoder|util/, 'Node: buffers and texts'],
  [/url/, 'Node: URLs'],
  [/http/, 'Node: HTTP'],
  [/fs/, 'Node: files'],
];

/** Where the profiler works for itself. */
export const PROFILER = 'profiler';

/** What a function belongs to: a file of ours, a package, an area of Node. Undefined where only its caller can tell. */
export function placeOf({ functionName, url }: Frame): string | undefined {
  if (/^node:(?:internal\/)?inspector|\/bench\/profile\//.test(url)) return PROFILER;
  const state = STATES.get(functionName);
  if (state !== undefined) return state;
  const [, pack, file] = /\/packages\/([^/]+)\/dist\/(.+)\.js$/.exec(url) ?? [];
  if (pack !== undefined) return `${pack}: ${file}`;
  const [, dependency] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url) ?? [];
  if (dependency !== undefined) return dependency;
  if (url.startsWith('wasm:')) return 'undici';
  if (url.startsWith('node:')) return AREAS.find(([pattern]) => pattern.test(url))?.[1] ?? 'Node: other';
  return NATIVE.find(([pattern]) => pattern.test(functionName))?.[1];
}
