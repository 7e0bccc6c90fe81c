import { FAULTS, type Fault } from './faults.ts';

/** What becomes of the messages of a request of which a part goes wrong. */
export interface BatchCase {
  readonly name: string;
  readonly fault: Fault;
  /** What the incident of those that are hit says. Undefined: all complete, since what is hit is sent again within its job. */
  readonly hit?: RegExp;
  /** Whether the messages of those that are hit lie in the queue all the same. */
  readonly hitArrives?: boolean;
}

/** With one retry for each job. */
export const BATCH_CASES: readonly BatchCase[] = [
  { name: 'entries that fail by the server’s fault are sent again', fault: FAULTS.someInternal },
  { name: 'entries that are throttled are sent again', fault: FAULTS.someThrottled },
  { name: 'entries that fail by the sender’s fault fail alone', fault: FAULTS.someDenied, hit: /Code: AccessDenied/ },
  {
    name: 'an entry that the answer says nothing of is in doubt, alone',
    fault: { kind: 'entryMissing' },
    hit: /not as SQS does/,
    hitArrives: true,
  },
  { name: 'answers that come in another order find their jobs', fault: { kind: 'entriesReversed' } },
  {
    name: 'an entry with a wrong MD5 is in doubt, alone',
    fault: { kind: 'entryWrongMd5' },
    hit: /another checksum/,
    hitArrives: true,
  },
];
