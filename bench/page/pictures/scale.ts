import { plain } from '../numbers.ts';

/** From values, which begin at 0, to places in a picture. */
export interface Scale {
  readonly at: (value: number) => number;
  readonly ticks: readonly { readonly value: number; readonly text: string }[];
}

/** @param most the greatest value; the scale ends at the next round one */
export function scaleTo(most: number, from: number, to: number): Scale {
  const greatest = most > 0 ? most : 1;
  const step = stepFor(greatest);
  const count = Math.ceil(greatest / step - 1e-9);
  const end = step * count;
  return {
    at: (value) => from + ((to - from) * value) / end,
    ticks: Array.from({ length: count + 1 }, (_, index) => {
      const value = Number((step * index).toPrecision(12));
      return { value, text: plain(value) };
    }),
  };
}

/** One, two or five of a power of ten, so that there are about five. */
function stepFor(most: number): number {
  const rough = most / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= rough * 0.999) ?? 10;
  return factor * power;
}
