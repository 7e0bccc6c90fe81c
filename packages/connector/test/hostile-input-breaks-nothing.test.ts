import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseJson } from '../../feel/src/json/index.ts';
import { campaign } from './fuzz/campaign.ts';
import type { Recipe } from './fuzz/recipe.ts';
import { targetNames, targets } from './fuzz/targets.ts';
import type { Target } from './fuzz/verdict.ts';

interface CorpusEntry {
  readonly name: string;
  readonly input: Recipe;
}

const LONGEST_MS = 60_000;
/** With other seeds there are more of them: `npm run fuzz`. */
const SEED = 20_261_126;

function corpusOf(name: string): (readonly [name: string, input: Recipe])[] {
  const text = readFileSync(new URL(`corpus/${name}.json`, import.meta.url), 'utf8');
  return (parseJson(text) as unknown as readonly CorpusEntry[]).map((entry) => [entry.name, entry.input]);
}

describe.each(targetNames)('%s:', (name) => {
  let target: Target;
  beforeAll(async () => {
    target = await targets[name].start();
  });
  afterAll(() => target.close());

  test.each(corpusOf(name))(
    '%s',
    async (_promise, input) => {
      expect(await target.check(input)).toBeUndefined();
    },
    LONGEST_MS,
  );
});

test.each(targetNames)(
  'and no input that chance makes for the target %s',
  async (name) => {
    const { failures } = await campaign(name, SEED, (inputs) => inputs >= targets[name].few);
    expect(failures).toEqual([]);
  },
  LONGEST_MS,
);
