import type { ErrorEntry } from '@camunda-sqs-connector/runtime';

/**
 * What the connector does about an error within the job's time, before the job fails with it. `afterPauses`: as often as
 * there is time. `withCorrectedClock`, `withFreshCredentials`: once and at once, where the cause could be removed.
 */
export type Repetition = 'never' | 'afterPauses' | 'withCorrectedClock' | 'withFreshCredentials';

/** What the catalogue says of an error of sending. */
export interface SendErrorEntry extends ErrorEntry {
  readonly repetition: Repetition;
}
