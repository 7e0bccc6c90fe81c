import { chanceOf } from './random.ts';
import { type TargetName, targets } from './targets.ts';

/** An input that broke a promise; its seed makes it again. */
export interface Failure {
  readonly target: TargetName;
  readonly seed: number;
  readonly broken: string;
}

export interface Campaign {
  readonly inputs: number;
  readonly failures: readonly Failure[];
}

/**
 * Makes inputs for a target, one from each seed, until it is enough.
 *
 * @param isEnough is asked before each input with the number of those that were made
 */
export async function campaign(
  name: TargetName,
  firstSeed: number,
  isEnough: (inputs: number) => boolean,
): Promise<Campaign> {
  const { start, input } = targets[name];
  const target = await start();
  const failures: Failure[] = [];
  let inputs = 0;
  for (; !isEnough(inputs); inputs++) {
    const seed = firstSeed + inputs;
    const broken = await target.check(input(chanceOf(seed)));
    if (broken !== undefined) failures.push({ target: name, seed, broken });
  }
  await target.close();
  return { inputs, failures };
}
