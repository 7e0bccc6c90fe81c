import { defineConfig, mergeConfig } from 'vitest/config';
import ordinary from './vitest.config.ts';

/** Tests on a real Zeebe and ElasticMQ. The connector is the built one, in a process of its own. */
const { include: _, reporters: __, ...test } = ordinary.test ?? {};

export default mergeConfig(
  { ...ordinary, test },
  defineConfig({
    test: {
      include: ['e2e/cluster/**/*.cluster.ts'],
      testTimeout: 60_000,
      hookTimeout: 180_000,
      fileParallelism: false,
      // They wait for the engine most of their time.
      maxConcurrency: 16,
      globalSetup: ['e2e/cluster/shared-cluster.ts'],
      reporters: process.env['CI'] ? ['default', ['json', { outputFile: 'reports/cluster.json' }]] : ['default'],
    },
  }),
);
