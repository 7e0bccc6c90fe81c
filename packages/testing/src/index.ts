/** Engine, queue and connector in one call, for tests of processes. */
export { type Ending, startTestbed, type Testbed, type TestbedOptions } from './start-testbed.ts';
