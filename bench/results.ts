/** A figure over the paired rounds: the median, and the 95 % interval of the median (from the order of the rounds' values). */
export interface Figure {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** Where and when was measured. */
export interface Setting {
  /** ISO date. */
  readonly date: string;
  /** As /proc/cpuinfo and /proc/meminfo tell. */
  readonly processor: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly node: string;
  /** Programs and packages measured, with their versions. */
  readonly versions: Readonly<Record<string, string>>;
}

/** One measured figure of one candidate in one situation. */
export interface Row {
  /** What was varied, e.g. { sqsLatencyMs: 10, jobsInFlight: 64 }, { queues: 100 }, { bodyKb: 200 }, { workers: 4 }, { perSecond: 20 }. */
  readonly situation: Readonly<Record<string, number | string>>;
  /** `connector`, `usual` (SDK worker + AWS SDK + feelin), `completesOnly`. */
  readonly candidate: string;
  /** E.g. workerCpuMs, engineCpuMs, messagesPerSecond, sqsRequestsPerMessage, connections, residentMbIdle, residentMbLoad, residentMbEnd, startMs, p50Ms, p95Ms, p99Ms. */
  readonly measure: string;
  readonly value: Figure;
}

/** A goal, and what came of it. Ratios are paired: each round's own ratio, then the median. */
export interface Goal {
  readonly what: string;
  readonly atMost?: number;
  readonly atLeast?: number;
  readonly unit: '' | 'ms' | 'MB' | 's';
  readonly value: Figure;
}

export interface Results {
  readonly setting: Setting;
  /** Rounds that count, and those that were repeated because others took over 10 % of the machine, or because a turn failed. */
  readonly rounds: number;
  readonly repeated: number;
  /** The largest share of the machine that others took in a round that counts. */
  readonly othersShare: number;
  readonly rows: readonly Row[];
  readonly goals: readonly Goal[];
}

/** What takes over 3 % of the worker's CPU. */
export interface ProfileRow {
  readonly what: string;
  readonly share: number;
  /** Why it is needed. */
  readonly why: string;
}

/** What minutes of even load without faults showed, as `npm run bench:steady` writes it. */
export interface Steady {
  readonly setting: Setting;
  readonly minutes: number;
  /** Instances that were started in a second. */
  readonly perSecond: number;
  readonly partitions: number;
  /** Messages a second in the slowest minute, and in the fastest. */
  readonly lowestMinute: number;
  readonly highestMinute: number;
  /** When the warm-up is over. */
  readonly residentMbPerMinute: number;
  readonly heapMbPerMinute: number;
  /** Lines of the log of level `warn` or worse. */
  readonly warnings: number;
}
