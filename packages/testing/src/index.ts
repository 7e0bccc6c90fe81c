/** Engine, queue and connector in one call, for tests of processes. */
export type { EngineRecord } from '@camunda-sqs-connector/engine';
export type { Fault, InterceptedRequest } from '@camunda-sqs-connector/queue';
export { type Ending, startTestbed, type Testbed, type TestbedOptions } from './start-testbed.ts';
