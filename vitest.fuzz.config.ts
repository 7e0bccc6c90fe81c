import { defineConfig, mergeConfig } from 'vitest/config';
import base from './vitest.config.ts';

/** Random hostile input for as long as asked for; `scripts/fuzz.mjs` sets what is read here from the environment. */
const { include: _, ...test } = base.test ?? {};

export default mergeConfig(
  { ...base, test },
  defineConfig({ test: { include: ['packages/*/test/fuzz/**/*.fuzz.ts'] } }),
);
