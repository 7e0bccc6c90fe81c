import { defineConfig, mergeConfig } from 'vitest/config';
import cluster from './vitest.cluster.config.ts';

/** Minutes of load with faults, too long for every change: `SOAK_MINUTES` is their number. */
const { include: _, ...test } = cluster.test ?? {};

export default mergeConfig({ ...cluster, test }, defineConfig({ test: { include: ['e2e/soak/**/*.soak.ts'] } }));
