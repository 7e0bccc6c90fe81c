import type { Figure, Goal, Results, Row, Setting } from '../../results.ts';
import type { Measured } from '../measured.ts';

/** Results that nobody measured, for the tests of what is made of them. */

export const figure = (median: number, low = median * 0.95, high = median * 1.06): Figure => ({ median, low, high });

export const setting: Setting = {
  date: '2001-02-03T04:05:06.000Z',
  processor: 'Made-up Processor',
  cores: 2,
  memoryGb: 7.8,
  node: 'v20.19.0',
  versions: { 'Made-up Engine': '1.2.3' },
};

const MEASURES: Readonly<Record<string, readonly [connector: number, usual: number, completesOnly: number]>> = {
  workerCpuMs: [0.4, 2, 0.32],
  engineCpuMs: [1.6, 1.7, 1.5],
  messagesPerSecond: [800, 420, 850],
  sqsRequestsPerMessage: [0.125, 1, 0],
  residentMbIdle: [71, 118, 66],
  residentMbLoad: [93, 161, 80],
};
const LATENCIES: Readonly<Record<string, readonly [connector: number, usual: number, completesOnly: number]>> = {
  p50Ms: [18, 31, 6],
  p95Ms: [26, 55, 9.4],
  p99Ms: [41, 96, 17],
};
const CANDIDATES = ['connector', 'usual', 'completesOnly'] as const;

export function compared(situation: Row['situation'], measures = MEASURES, times = 1): Row[] {
  return Object.entries(measures).flatMap(([measure, values]) =>
    CANDIDATES.map((candidate, index) => ({
      situation,
      candidate,
      measure,
      value: figure((values[index] ?? 0) * times),
    })),
  );
}

export function grown(name: string, values: Readonly<Record<string, number>>, measure = 'workerCpuMs'): Row[] {
  return Object.entries(values).map(([at, value]) => ({
    situation: { [name]: Number(at) },
    candidate: 'connector',
    measure,
    value: figure(value),
  }));
}

export const metGoal: Goal = { what: 'CPU against the usual', atMost: 0.25, unit: '', value: figure(0.2) };
export const missedGoal: Goal = { what: 'start to ready', atMost: 0.6, unit: 's', value: figure(0.9) };

export const cluster: Results = {
  setting,
  rounds: 7,
  repeated: 1,
  othersShare: 0.043,
  rows: [
    ...compared({ sqsLatencyMs: 0, jobsInFlight: 64 }, MEASURES, 1.1),
    ...compared({ sqsLatencyMs: 10, jobsInFlight: 64 }),
    ...compared({ perSecond: 20 }, LATENCIES),
    ...compared({ perSecond: 400 }, LATENCIES, 4.7),
    ...Object.entries({ p50Ms: 11, p95Ms: 11.6, p99Ms: 12.4 }).map(([measure, value]) => ({
      situation: { perSecond: 20 },
      candidate: 'bareRequest',
      measure,
      value: figure(value),
    })),
    ...grown('queues', { 1: 0.4, 10: 0.42, 100: 0.47 }),
    ...grown('bodyKb', { 0.3: 0.4, 10: 0.52, 200: 2.3 }),
    ...grown('bodyKb', { 0.3: 92, 10: 99, 200: 131 }, 'residentMbLoad'),
    ...grown('workers', { 1: 810, 2: 1320, 3: 1500, 4: 1540 }, 'messagesPerSecond'),
  ],
  goals: [metGoal],
};

export const local: Results = {
  ...cluster,
  repeated: 0,
  rows: [
    ...compared({ part: 'SQS alone', messages: 'together' }, { cpuUsPerMessage: [31, 118, 0] }),
    { situation: { part: 'one job', step: 'parse' }, candidate: 'connector', measure: 'us', value: figure(12.5) },
    { situation: { part: 'one job', step: 'sign' }, candidate: 'connector', measure: 'us', value: figure(7.25) },
    { situation: { part: 'start and idle' }, candidate: 'connector', measure: 'startMs', value: figure(480) },
  ],
  goals: [{ what: 'resident memory, idle', atMost: 90, unit: 'MB', value: figure(71) }],
};

export const measured: Measured = {
  cluster,
  local,
  profile: {
    setting,
    load: '64 jobs at once on the embedded pair',
    rows: [{ what: 'made-up parsing', share: 0.125, why: 'made-up reason' }],
    rest: 0.2,
  },
  steady: {
    setting,
    minutes: 10,
    perSecond: 60,
    partitions: 4,
    lowestMinute: 59.8,
    highestMinute: 60.1,
    residentMbPerMinute: 0.03,
    heapMbPerMinute: -0.01,
    warnings: 0,
  },
  remarks: {},
};

export const nothing: Measured = {
  cluster: undefined,
  local: undefined,
  profile: undefined,
  steady: undefined,
  remarks: {},
};
