import type { TestProject } from 'vitest/node';
import type { Cluster } from './cluster-world.ts';
import { startElasticMq } from './elasticmq.ts';
import { fetchPrograms, type Programs } from './programs/fetch-programs.ts';
import { ProgramMissing } from './programs/find-programs.ts';
import { startZeebe } from './zeebe.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The broker and the SQS server that all test files share. Those that break one start their own. */
    cluster: Cluster;
  }
}

/** Starts one Zeebe and one ElasticMQ for the whole run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const programs = programsOrEnd();
  const [zeebe, elasticMq] = await Promise.all([startZeebe(programs), startElasticMq(programs)]);
  project.provide('cluster', { address: zeebe.address, records: zeebe.records, endpoint: elasticMq.endpoint });
  return async () => {
    await Promise.all([zeebe.stop(), elasticMq.stop()]);
  };
}

function programsOrEnd(): Programs {
  try {
    return fetchPrograms();
  } catch (error) {
    if (!(error instanceof ProgramMissing)) throw error;
    // The runner would bury the message under a stack trace, which is of no use to someone whose machine lacks a program.
    console.error(`\n${error.message}\n`);
    process.exit(1);
  }
}
