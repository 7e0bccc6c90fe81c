import type { Goal, Results } from '../results.ts';
import { pairedRounds, type Rounds, type Turn } from '../rounds.ts';
import { settingOf } from '../setting.ts';
import { startEmbeddedPair, underLoad } from './embedded-pair.ts';
import { startOneJobsWay } from './one-jobs-way.ts';
import { startSqsSide } from './sqs-side.ts';
import { startAndIdle } from './start-and-idle.ts';

export type Part = 'sqs' | 'pair' | 'idle' | 'job';
export const PARTS: readonly Part[] = ['sqs', 'pair', 'idle', 'job'];

/** What a part does in each round, and what its goals are. */
interface Started {
  readonly turns: readonly Turn[];
  goals?(rounds: Rounds): readonly Goal[];
  stop?(): Promise<void>;
}

const START: Readonly<Record<Part, () => Promise<Started>>> = {
  async sqs() {
    const { turns, together, stop } = await startSqsSide();
    const ratio = (rounds: Rounds) =>
      rounds.figure((value) => value(together.ours, 'cpuUsPerMessage') / value(together.usual, 'cpuUsPerMessage'));
    return {
      turns,
      stop,
      goals: (rounds) => [
        {
          what: 'CPU a message for SQS alone, in tens, against that of AWS’s SDK',
          atMost: 0.333,
          unit: '',
          value: ratio(rounds),
        },
      ],
    };
  },
  async pair() {
    const pair = await startEmbeddedPair('8.8');
    return { turns: [0, 10].map((latencyMs) => underLoad(pair, latencyMs)), stop: pair.stop };
  },
  async idle() {
    return {
      turns: [startAndIdle],
      goals: (rounds) => [
        {
          what: 'From the start to the first request for jobs',
          atMost: 600,
          unit: 'ms',
          value: rounds.figure((value) => value(startAndIdle, 'startMs')),
        },
        {
          what: 'Resident memory, idle',
          atMost: 90,
          unit: 'MB',
          value: rounds.figure((value) => value(startAndIdle, 'residentMbIdle')),
        },
      ],
    };
  },
  job: startOneJobsWay,
};

/** Measures what Node alone can: no cluster is needed. @param tell is told of its progress */
export async function measureLocally(
  parts: readonly Part[],
  rounds: number,
  tell: (line: string) => void,
): Promise<Results> {
  const started: Started[] = [];
  try {
    for (const part of parts) started.push(await START[part]());
    const measured = await pairedRounds(
      started.flatMap(({ turns }) => turns),
      rounds,
      tell,
    );
    return {
      setting: settingOf(['camunda-sqs-connector', 'undici', '@aws-sdk/client-sqs']),
      rounds: measured.counted,
      repeated: measured.repeated,
      othersShare: measured.othersShare,
      rows: measured.rows,
      goals: started.flatMap(({ goals }) => goals?.(measured) ?? []),
    };
  } finally {
    for (const { stop } of started) await stop?.();
  }
}
