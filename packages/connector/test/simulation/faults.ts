import type { Random } from './random.ts';

/** What can go wrong, in the words of a report. */
export const FAULTS = [
  'the engine is away',
  'the engine refuses to hand out jobs',
  'requests to the engine get lost',
  'answers of the engine get lost',
  'the engine’s network is slow',
  'the engine does not tell its topology',
  'the engine is silent when asked for its topology',
  'the engine tells its topology to others only',
  'tokens are not given',
  'tokens come slowly',
  'tokens are withdrawn',
  'SQS throttles',
  'SQS fails',
  'SQS fails after the work',
  'SQS fails for parts of a batch',
  'SQS repeats and reorders',
  'requests to SQS get lost',
  'answers of SQS get lost',
  'the network of SQS is slow',
  'checksums are wrong',
  'answers of SQS are cut',
  'AWS refuses the keys of the chain',
  'the chain gives nothing',
  'wall clocks are wrong',
  'the handling throws',
] as const;

export type Fault = (typeof FAULTS)[number];

/** A time in which something goes wrong, and how often. */
export interface FaultWindow {
  readonly fault: Fault;
  readonly fromMs: number;
  readonly toMs: number;
  /** Of what happens meanwhile, from 0 to 1. */
  readonly share: number;
}

/** The faults of a run. */
export class Faults {
  /** Those that did go wrong. */
  readonly struck = new Set<Fault>();
  private readonly windows: readonly FaultWindow[];
  private readonly random: Random;
  private readonly now: () => number;

  constructor(windows: readonly FaultWindow[], random: Random, now: () => number) {
    this.windows = windows;
    this.random = random;
    this.now = now;
  }

  /** Whether it goes wrong this time. */
  strikes(fault: Fault): boolean {
    const window = this.windowOf(fault);
    const isNow = window !== undefined && this.random.chance(window.share);
    if (isNow) this.struck.add(fault);
    return isNow;
  }

  /** Whether its time is now, for what is wrong as a whole or not at all. */
  lasts(fault: Fault): boolean {
    const isNow = this.windowOf(fault) !== undefined;
    if (isNow) this.struck.add(fault);
    return isNow;
  }

  private windowOf(fault: Fault): FaultWindow | undefined {
    const now = this.now();
    return this.windows.find((one) => one.fault === fault && one.fromMs <= now && now < one.toMs);
  }
}
