import { defineConfig, mergeConfig } from 'vitest/config';
import cluster from './vitest.cluster.config.ts';

/** Tens of thousands of messages under kills and faults, too long for every change: `JOBS` is their number. It starts a cluster of its own. */
const { include: _, globalSetup: __, ...test } = cluster.test ?? {};

export default mergeConfig(
  { ...cluster, test },
  // It tells how far it is, line by line.
  defineConfig({ test: { include: ['e2e/prove/**/*.prove.ts'], disableConsoleIntercept: true } }),
);
