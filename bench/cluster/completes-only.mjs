// An upper bound for the connector: its own engine client and loop, and nothing in between. It fetches what the connector fetches, so
// that the difference of the two is what evaluating and sending cost.
//
// environment: CAMUNDA_REST_ADDRESS, JOB_TYPE, JOBS_IN_FLIGHT
import { createRestEngineClient, realWorld, silentLog, startWorker } from '@camunda-sqs-connector/runtime';

const { CAMUNDA_REST_ADDRESS, JOB_TYPE, JOBS_IN_FLIGHT } = process.env;

startWorker({
  client: createRestEngineClient({ address: new URL(CAMUNDA_REST_ADDRESS) }),
  handle: async () => ({ kind: 'completed', variables: {} }),
  activation: {
    type: JOB_TYPE,
    worker: 'completes only',
    maxJobs: Number(JOBS_IN_FLIGHT),
    timeoutMs: 60_000,
    requestTimeoutMs: 10_000,
    fetchVariables: ['authentication', 'configuration', 'awsCredential', 'queue'],
    tenantIds: [],
  },
  drainMs: 60_000,
  world: realWorld,
  log: silentLog,
});
console.log('working for the engine');
