import { fileURLToPath } from 'node:url';
import { startConnectorProcess } from '../../e2e/cluster/connector-process.ts';
import { type OwnProcess, startProcess } from '../../e2e/cluster/own-process.ts';
import type { Zeebe } from '../../e2e/cluster/zeebe.ts';

/** What a worker works for. */
export interface Work {
  readonly engine: Zeebe;
  /** Of SQS. */
  readonly endpoint: string;
  readonly jobType: string;
  readonly jobsInFlight: number;
}

/**
 * - `connector`: this one, built, as an operator runs it
 * - `usual`: the worker of Camunda's SDK with AWS's SDK and feelin
 * - `completesOnly`: this one's client and loop, which send nothing
 */
export type Candidate = 'connector' | 'usual' | 'completesOnly';

const programOf = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Starts a worker; resolves when it asks for jobs. */
export const START: Readonly<Record<Candidate, (work: Work) => Promise<OwnProcess>>> = {
  connector({ engine, endpoint, jobType, jobsInFlight }) {
    return startConnectorProcess({
      CAMUNDA_REST_ADDRESS: engine.address,
      AWS_ENDPOINT_URL_SQS: endpoint,
      CONNECTOR_AWS_SQS_OUTBOUND_TYPE: jobType,
      CAMUNDA_WORKER_MAX_CONCURRENT_JOBS: String(jobsInFlight),
    });
  },
  usual({ engine, endpoint, jobType, jobsInFlight }) {
    return startNode('../usual-worker/worker.mjs', {
      ZEEBE_GRPC_ADDRESS: `grpc://${engine.grpcAddress}`,
      AWS_ENDPOINT_URL_SQS: endpoint,
      JOB_TYPE: jobType,
      JOBS_IN_FLIGHT: String(jobsInFlight),
    });
  },
  completesOnly({ engine, jobType, jobsInFlight }) {
    return startNode('completes-only.mjs', {
      CAMUNDA_REST_ADDRESS: engine.address,
      JOB_TYPE: jobType,
      JOBS_IN_FLIGHT: String(jobsInFlight),
    });
  },
};

async function startNode(program: string, env: Readonly<Record<string, string>>): Promise<OwnProcess> {
  const worker = startProcess(program, process.execPath, { args: [programOf(program)], env });
  await worker.said(/working for the engine/, 20_000);
  return worker;
}

/**
 * Ends workers at once. A gentle end would wait for the engine's answer to their last request for jobs; the jobs that the engine may
 * still give to a request that nobody waits for are of no use to others, since each measurement has a job type of its own.
 */
export async function endWorkers(workers: readonly OwnProcess[]): Promise<void> {
  for (const worker of workers) worker.signal('SIGKILL');
  await Promise.all(workers.map(({ ended }) => ended));
}
