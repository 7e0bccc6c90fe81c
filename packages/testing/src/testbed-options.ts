import type { EngineRecord } from '@camunda-sqs-connector/engine';
import type { Intercept } from '@camunda-sqs-connector/queue';
import type { Log } from '@camunda-sqs-connector/runtime';

export interface TestbedOptions {
  /** Secrets by their names, without a prefix. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** Settings of the connector, by their environment variables. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Told of all that happens in the engine, in order. It must not call the engine. */
  readonly engineListener?: (record: EngineRecord) => void;
  /** Sees each request to the queue before it is carried out, and may let it go wrong. */
  readonly intercept?: Intercept;
  /** Told what the connector logs. @default nobody */
  readonly log?: Log;
  /**
   * Whether `run` skips the time in which no job is ready or in work: timers and the pauses before retries take no time then. A
   * process that waits for a person or a message goes on by its next timer, if it has one.
   *
   * @default false
   */
  readonly skipWaits?: boolean;
}

export interface RunOptions {
  /** How long to wait for the end, in real time. @default 10_000 */
  readonly timeoutMs?: number;
}
