import { figureOf } from './figures.ts';
import { watchOthers } from './machine.ts';
import type { Figure, Row } from './results.ts';

type Measured = Readonly<Record<string, number>>;

/** What a candidate does in a situation, once a round. */
export interface Turn extends Pick<Row, 'situation' | 'candidate'> {
  /** @returns what was measured, by name */
  run(): Promise<Measured>;
  /** Ends what lives from round to round. */
  end?(): Promise<void>;
}

export interface Rounds {
  readonly counted: number;
  readonly repeated: number;
  /** The largest share of the machine that others took in a round that counts. */
  readonly othersShare: number;
  /** All that was measured. */
  readonly rows: readonly Row[];
  /** A figure of values that belong to the same round, each given by its turn: a ratio, for example. */
  figure(of: (value: (turn: Turn, measure: string) => number) => number): Figure;
}

/** A round in which others took more than this is done again. */
const MOST_OTHERS = 0.1;

/**
 * Does all turns one after the other, again and again, beginning with another one each time. The first round warms up and does not count.
 *
 * @param tell is told of each round
 */
export async function pairedRounds(
  turns: readonly Turn[],
  rounds: number,
  tell: (line: string) => void,
): Promise<Rounds> {
  try {
    return await roundsOf(turns, rounds, tell);
  } finally {
    for (const turn of turns) await turn.end?.();
  }
}

async function roundsOf(turns: readonly Turn[], rounds: number, tell: (line: string) => void): Promise<Rounds> {
  const counted: ReadonlyMap<Turn, Measured>[] = [];
  let repeated = 0;
  let othersShare = 0;
  await oneRound(turns, 0);
  tell('warmed up');
  while (counted.length < rounds) {
    const others = watchOthers();
    const mayRepeat = repeated < rounds;
    // What took many minutes is not lost for a start that the engine refused, or the like.
    const measured = await oneRound(turns, counted.length).catch((error: unknown) => {
      if (!mayRepeat) throw error;
      tell(`${error instanceof Error ? error.message : error}: once more`);
      return undefined;
    });
    if (!measured) {
      repeated++;
      continue;
    }
    const share = others();
    if (share > MOST_OTHERS && mayRepeat) {
      repeated++;
      tell(`others took ${percent(share)} of the machine: once more`);
      continue;
    }
    othersShare = Math.max(othersShare, share);
    counted.push(measured);
    tell(`round ${counted.length} of ${rounds}, others took ${percent(share)} of the machine`);
  }
  const value = (round: ReadonlyMap<Turn, Measured>) => (turn: Turn, measure: string) =>
    round.get(turn)?.[measure] ?? Number.NaN;
  const figure: Rounds['figure'] = (of) => figureOf(counted.map((round) => of(value(round))));
  const rows = turns.flatMap((turn) =>
    Object.keys(counted[0]?.get(turn) ?? {}).map((measure) => ({
      situation: turn.situation,
      candidate: turn.candidate,
      measure,
      value: figure((of) => of(turn, measure)),
    })),
  );
  return { counted: counted.length, repeated, othersShare, rows, figure };
}

async function oneRound(turns: readonly Turn[], first: number): Promise<ReadonlyMap<Turn, Measured>> {
  const measured = new Map<Turn, Measured>();
  for (const [index] of turns.entries()) {
    const turn = turns[(first + index) % turns.length];
    if (turn) measured.set(turn, await turn.run());
  }
  return measured;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
