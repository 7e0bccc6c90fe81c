import type { Goal, Row } from '../results.ts';
import type { Rounds, Turn } from '../rounds.ts';
import { type Backlog, workThrough } from './backlog.ts';
import type { Candidate } from './candidates.ts';
import { ORDINARY } from './instances.ts';
import { askSqs, at, keepPace, LOW, paceInSituation } from './pace.ts';
import type { Place } from './place.ts';

export type Part = 'load' | 'pace' | 'growth';
export const PARTS: readonly Part[] = ['load', 'pace', 'growth'];

/** Enough for the CPU time that the worker spends on them to be many hundredths of a second. */
const INSTANCES = 1000;
const WARM_UP = 4000;

/** What belongs together: all its turns are taken in each round. */
export interface Measured {
  readonly turns: readonly Turn[];
  /** At most; as many as were asked for unless it says otherwise. */
  readonly rounds?: number;
  /** What the results tell of what was measured. @default the same */
  rows?(row: Row): readonly Row[];
  goals(rounds: Rounds): readonly Goal[];
}

export const MEASURED: Readonly<Record<Part, (place: Place) => Measured>> = { load, pace, growth };

/** All that a worker can do. */
function load(place: Place): Measured {
  const situations = [10, 0].map((sqsLatencyMs) => {
    const situation = { sqsLatencyMs, jobsInFlight: 64 };
    const turn = (candidate: Candidate) =>
      workThrough(place, candidate, { ...situation, situation, instances: INSTANCES, warmUp: WARM_UP });
    return {
      told: sqsLatencyMs === 0 ? 'SQS answers at once' : `SQS takes ${sqsLatencyMs} ms`,
      connector: turn('connector'),
      usual: turn('usual'),
      completesOnly: turn('completesOnly'),
    };
  });
  return {
    turns: situations.flatMap(({ connector, usual, completesOnly }) => [usual, connector, completesOnly]),
    goals: ({ figure }) => {
      const ratios = situations.flatMap(({ told, connector, usual, completesOnly }): Goal[] => {
        const ratio = (measure: string, to: Turn) => figure((value) => value(connector, measure) / value(to, measure));
        return [
          {
            what: `CPU of the worker a message, against the usual worker’s; ${told}`,
            atMost: 0.25,
            unit: '',
            value: ratio('workerCpuMs', usual),
          },
          {
            what: `CPU of the worker a message, against one that only completes; ${told}`,
            atMost: 1.4,
            unit: '',
            value: ratio('workerCpuMs', completesOnly),
          },
          {
            what: `messages a second, against those of a worker that only completes; ${told}`,
            atLeast: 0.9,
            unit: '',
            value: ratio('messagesPerSecond', completesOnly),
          },
        ];
      });
      const [slow] = situations;
      const ours = (measure: string) =>
        figure((value) => (slow === undefined ? Number.NaN : value(slow.connector, measure)));
      return [
        ...ratios,
        {
          what: 'requests to SQS a message, 64 jobs in flight, SQS takes 10 ms',
          atMost: 0.15,
          unit: '',
          value: ours('sqsRequestsPerMessage'),
        },
        { what: 'resident memory, 64 jobs in flight', atMost: 130, unit: 'MB', value: ours('residentMbLoad') },
      ];
    },
  };
}

/** What a user waits for, and what a worker takes while nobody does. */
function pace(place: Place): Measured {
  const connector = keepPace(place, 'connector');
  const completesOnly = keepPace(place, 'completesOnly');
  const sqs = askSqs(place);
  return {
    turns: [connector, keepPace(place, 'usual'), completesOnly, sqs],
    rows: (row) => [paceInSituation(row)],
    goals: ({ figure }) => [
      {
        what: `p50 at ${LOW.perSecond} instances/s, above one that only completes and what SQS takes`,
        atMost: 1,
        unit: 'ms',
        value: figure((value) => {
          const p50 = (turn: Turn) => value(turn, at(LOW, 'p50Ms'));
          return p50(connector) - p50(completesOnly) - p50(sqs);
        }),
      },
      {
        what: 'from the start to the first request for jobs',
        atMost: 0.6,
        unit: 's',
        value: figure((value) => value(connector, 'readyMs') / 1000),
      },
      {
        what: 'resident memory, idle',
        atMost: 90,
        unit: 'MB',
        value: figure((value) => value(connector, 'residentMbIdle')),
      },
    ],
  };
}

/** What becomes of the connector's figures when there is more of something. */
function growth(place: Place): Measured {
  const base: Backlog = { situation: {}, sqsLatencyMs: 10, jobsInFlight: 64, instances: 600, warmUp: 2000 };
  const grown = (situation: Backlog['situation'], more: Partial<Backlog> = {}) =>
    workThrough(place, 'connector', { ...base, ...more, situation });
  const ordinary = { queues: 1, bodyKb: ORDINARY.bodyBytes / 1000, workers: 1 };
  const oneQueue = grown(ordinary);
  const hundredQueues = grown({ queues: 100 }, { messages: { ...ORDINARY, queues: 100 } });
  return {
    rounds: 3,
    turns: [
      oneQueue,
      grown({ queues: 10 }, { messages: { ...ORDINARY, queues: 10 } }),
      hundredQueues,
      grown({ bodyKb: 10 }, { messages: { ...ORDINARY, bodyBytes: 10_000 } }),
      grown({ bodyKb: 200 }, { messages: { ...ORDINARY, bodyBytes: 200_000 }, instances: 150, warmUp: 300 }),
      ...[2, 3, 4].map((workers) => grown({ workers }, { workers })),
    ],
    // What is ordinary is where each of them begins to grow.
    rows: (row) =>
      row.situation === ordinary
        ? Object.entries(ordinary).map(([name, value]) => ({ ...row, situation: { [name]: value } }))
        : [row],
    goals: ({ figure }) => [
      {
        what: 'CPU of the worker a message to 100 queues with 100 identities, against that to one',
        atMost: 1.5,
        unit: '',
        value: figure((value) => value(hundredQueues, 'workerCpuMs') / value(oneQueue, 'workerCpuMs')),
      },
    ],
  };
}
