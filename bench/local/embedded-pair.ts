import { startChild } from '../child.ts';
import { cpuMsOf, peakResidentMbOf } from '../machine.ts';
import type { Turn } from '../rounds.ts';
import { endConnector, spawnConnector } from './connector.ts';

/** The connector at work for the embedded engine and queue. */
export interface EmbeddedPair {
  readonly connector: ReturnType<typeof spawnConnector>;
  /** Lets so many jobs be done, which all lie there at the beginning. */
  load(instances: number, sqsLatencyMs: number): Promise<{ readonly tookMs: number; readonly sqsRequests: number }>;
  stop(): Promise<void>;
}

const INSTANCES = 3000;

/** @param behaviour whose way of writing keys the engine follows. @param preload as `spawnConnector` has it */
export async function startEmbeddedPair(behaviour: '8.8' | '8.6', preload?: string): Promise<EmbeddedPair> {
  const pair = await startChild('embedded-pair', [behaviour]);
  const addresses = await pair.ask<{ readonly engine: string; readonly queue: string }>({});
  const connector = spawnConnector({ ...addresses, ...(preload !== undefined && { preload }) });
  return {
    connector,
    load: (instances, sqsLatencyMs) => pair.ask({ instances, sqsLatencyMs }),
    async stop() {
      await endConnector(connector, 'SIGTERM');
      await pair.stop();
    },
  };
}

/** @param sqsLatencyMs how long SQS takes to answer */
export function underLoad({ connector, load }: EmbeddedPair, sqsLatencyMs: number): Turn {
  return {
    situation: { part: 'embedded pair', sqsLatencyMs, jobsInFlight: 64 },
    candidate: 'connector',
    async run() {
      const before = cpuMsOf(connector.pid);
      const { tookMs, sqsRequests } = await load(INSTANCES, sqsLatencyMs);
      return {
        workerCpuUsPerMessage: ((cpuMsOf(connector.pid) - before) * 1000) / INSTANCES,
        messagesPerSecond: INSTANCES / (tookMs / 1000),
        sqsRequestsPerMessage: sqsRequests / INSTANCES,
        residentMbLoad: peakResidentMbOf(connector.pid),
      };
    },
  };
}
