/** Engine, queue and connector in one call, for tests of processes. */
export type { EngineRecord } from '@camunda-sqs-connector/engine';
export type { Fault, InterceptedRequest } from '@camunda-sqs-connector/queue';
export type { Log, LogFields } from '@camunda-sqs-connector/runtime';
export type { Ending } from './ending.ts';
export { startTestbed, type Testbed } from './start-testbed.ts';
export type { RunOptions, TestbedOptions } from './testbed-options.ts';
