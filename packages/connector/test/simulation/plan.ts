import { FAULTS, type Fault, type FaultWindow } from './faults.ts';
import { type JobKind, type JobKindName, jobKinds } from './job-kinds.ts';
import { type Random, seededRandom } from './random.ts';

/** A job that begins with a process, or when the one before it has been completed. */
export interface PlannedJob {
  readonly id: string;
  readonly kind: JobKindName;
  readonly engine: number;
  readonly tenant: string;
  readonly group: string;
  readonly atMs: number;
  /** The job after whose completion it is created. */
  readonly after?: string;
}

/** What a process of a worker is about to go on from when it ends. */
export const STEPS = [
  'jobs are handed out',
  'a message arrives',
  'a message is confirmed',
  'an answer arrives',
] as const;
export type Step = (typeof STEPS)[number];

/** The end of a worker's process: by a kill or by a signal to stop, at a time or at the nth occurrence of a step. */
export interface PlannedEnd {
  readonly worker: number;
  readonly how: 'kill' | 'stop';
  readonly atMs: number;
  /** Not before `atMs`. */
  readonly step?: Step;
  /** Until it is started again. */
  readonly downMs: number;
}

export interface PlannedWorker {
  readonly engine: number;
  readonly maxJobs: number;
  readonly jobTimeoutMs: number;
  readonly pollMs: number;
  readonly batching: boolean;
}

/** Where clusters have their names from, of which deduplication ids are made. */
export const NAMES = ['the id of the cluster', 'the address of the engine', 'the setting'] as const;
export type NamedBy = (typeof NAMES)[number];

/** All that is decided before a run. What is drawn meanwhile comes from the seed too. */
export interface Plan {
  readonly seed: number;
  readonly namedBy: NamedBy;
  readonly workers: readonly PlannedWorker[];
  readonly jobs: readonly PlannedJob[];
  readonly faults: readonly FaultWindow[];
  readonly ends: readonly PlannedEnd[];
  /** After this nothing goes wrong any more. */
  readonly calmAtMs: number;
}

const KINDS = (Object.keys(jobKinds) as JobKindName[]).filter((name) => !(jobKinds[name] as JobKind).isBulky);
/** What users mostly do is drawn most. */
const FREQUENT: readonly JobKindName[] = [
  'standard',
  'chain',
  'content',
  'ownId',
  'jobId',
  'jobId',
  'silent',
  'patient',
];
/** Faults that concern everything where they are always there. */
const TOTAL: readonly Fault[] = ['the engine is away', 'tokens are not given', 'the engine refuses to hand out jobs'];
const OF_NAMES: readonly Fault[] = [
  'the engine does not tell its topology',
  'the engine is silent when asked for its topology',
  'the engine tells its topology to others only',
];

/** The plan of a seed. */
export function drawPlan(seed: number): Plan {
  const random = seededRandom(seed);
  const engines = random.chance(0.3) ? 2 : 1;
  const isLongOutage = random.chance(0.1);
  const activityMs = random.whole(20_000, 120_000);
  const calmAtMs = activityMs + random.whole(0, 60_000) + (isLongOutage ? random.whole(200_000, 400_000) : 0);
  const workers: PlannedWorker[] = [];
  for (let worker = 0; worker < engines * (random.chance(0.5) ? 2 : 1); worker++) {
    workers.push({
      engine: worker % engines,
      maxJobs: random.pick([1, 2, 16, 16]),
      jobTimeoutMs: random.pick([10_000, 20_000, 60_000]),
      pollMs: random.pick([1_000, 10_000]),
      batching: random.chance(0.8),
    });
  }
  return {
    seed,
    namedBy: random.pick(NAMES),
    workers,
    jobs: drawJobs(random, engines, activityMs),
    faults: [
      ...drawFaults(random, calmAtMs),
      ...(isLongOutage
        ? [{ fault: random.pick(TOTAL), fromMs: random.whole(0, activityMs), toMs: calmAtMs, share: 1 }]
        : []),
    ],
    ends: drawEnds(random, workers.length, calmAtMs),
    calmAtMs,
  };
}

function drawJobs(random: Random, engines: number, activityMs: number): PlannedJob[] {
  const jobs: PlannedJob[] = [];
  const count = random.whole(3, 24);
  // In a run of many alike jobs, messages travel together.
  const isUniform = random.chance(0.25);
  const uniformKinds = random.chance(0.06) ? (['bulky'] as const) : (['standard', 'patient'] as const);
  while (jobs.length < count) {
    const engine = random.whole(0, engines - 1);
    const tenant = isUniform ? 'a' : random.pick(['a', 'b']);
    const kind = isUniform ? random.pick(uniformKinds) : random.pick(random.chance(0.7) ? FREQUENT : KINDS);
    const group = `group-${random.whole(1, 3)}`;
    const before = jobs.findLast(
      (job) => job.kind === kind && job.engine === engine && job.tenant === tenant && job.group === group,
    );
    // A burst now and then, so that jobs are in work side by side.
    const atMs = random.chance(0.7) ? (jobs.at(-1)?.atMs ?? 0) : random.whole(0, activityMs);
    const isNext = before !== undefined && jobKinds[kind].end === 'completed' && random.chance(0.5);
    jobs.push({ id: `job-${jobs.length + 1}`, kind, engine, tenant, group, atMs, ...(isNext && { after: before.id }) });
    // Jobs of one kind at one time have one lane, so that their messages leave together.
    const alike = random.chance(0.2) ? random.whole(1, 6) : 0;
    for (let n = 0; n < alike; n++) jobs.push({ id: `job-${jobs.length + 1}`, kind, engine, tenant, group, atMs });
  }
  return jobs;
}

function drawFaults(random: Random, calmAtMs: number): FaultWindow[] {
  const windows: FaultWindow[] = [];
  // Batches are few, so their own fault has to be frequent.
  if (random.chance(0.2)) {
    windows.push({ fault: 'SQS fails for parts of a batch', fromMs: 0, toMs: calmAtMs, share: 0.3 });
  }
  // Clusters are asked for their names once a process, mostly when all begins.
  if (random.chance(0.2)) {
    windows.push({ fault: random.pick(OF_NAMES), fromMs: 0, toMs: random.whole(0, calmAtMs), share: 0.6 });
  }
  for (let count = random.whole(0, 9); count > 0; count--) {
    const fault = random.pick(FAULTS);
    const fromMs = random.whole(0, calmAtMs);
    const isLong = random.chance(0.25);
    const toMs = isLong ? calmAtMs : Math.min(calmAtMs, fromMs + random.whole(1_000, 40_000));
    const share = TOTAL.includes(fault) || random.chance(0.3) ? 1 : random.pick([0.1, 0.3, 0.6]);
    windows.push({ fault, fromMs, toMs, share });
  }
  return windows;
}

function drawEnds(random: Random, workers: number, calmAtMs: number): PlannedEnd[] {
  const ends: PlannedEnd[] = [];
  for (let count = random.whole(0, 4); count > 0; count--) {
    ends.push({
      worker: random.whole(0, workers - 1),
      how: random.chance(0.6) ? 'kill' : 'stop',
      atMs: random.whole(0, calmAtMs),
      ...(random.chance(0.6) && { step: random.pick(STEPS) }),
      downMs: random.whole(0, 20_000),
    });
  }
  return ends;
}
