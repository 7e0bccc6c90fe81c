import { once } from 'node:events';
import { startEmbeddedPair } from '../local/embedded-pair.ts';
import type { ProfileRow, Setting } from '../results.ts';
import { settingOf } from '../setting.ts';
import { PROFILER, placeOf } from './places.ts';
import { REASONS } from './reasons.ts';
import { type CpuProfile, sharesOf } from './self-times.ts';

export interface Profile {
  readonly setting: Setting;
  /** What the worker did meanwhile. */
  readonly load: string;
  /** What takes over 3 % of its CPU, largest first. */
  readonly rows: readonly ProfileRow[];
  /** The share of all else. */
  readonly rest: number;
}

/** A smaller share needs no reason. */
const NOTABLE = 0.03;
/** Until V8 has compiled what is used. */
const WARM_UP = 4000;
const SQS_LATENCY_MS = 10;
const PRELOAD = new URL('preload.mjs', import.meta.url).href;

/** Where the worker's CPU goes while it sends so many messages. A row without a known reason has an empty one. */
export async function profileWorker(messages: number): Promise<Profile> {
  const pair = await startEmbeddedPair('8.8', PRELOAD);
  try {
    await pair.load(WARM_UP, SQS_LATENCY_MS);
    await told('start');
    await pair.load(messages, SQS_LATENCY_MS);
    const shares = sharesOf((await told('stop')) as CpuProfile, placeOf, PROFILER);
    const notable = shares.filter(([, share]) => share >= NOTABLE);
    return {
      setting: settingOf(['camunda-sqs-connector', 'undici']),
      load: `${messages} jobs, 64 at a time, on the embedded engine; SQS answers after ${SQS_LATENCY_MS} ms`,
      rows: notable.map(([what, share]) => ({ what, share, why: REASONS[what] ?? '' })),
      rest: 1 - notable.reduce((sum, [, share]) => sum + share, 0),
    };
  } finally {
    await pair.stop();
  }

  async function told(action: 'start' | 'stop'): Promise<unknown> {
    const answered = once(pair.connector, 'message');
    pair.connector.send(action);
    const [answer]: unknown[] = await answered;
    return answer;
  }
}
