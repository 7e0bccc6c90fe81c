import { inject, test } from 'vitest';
import { surviveCrashes } from '../crashes/survive-crashes.ts';
import { Records } from './records.ts';

/** `CRASHES=300` for a long look. */
const CRASHES = Number(process.env['CRASHES'] ?? 12);

test(
  `a FIFO queue gets each message once, although the worker is killed ${CRASHES} times`,
  async () => {
    const { address, endpoint, records } = inject('cluster');
    const written = new Records(records);
    await surviveCrashes({ address, endpoint, outcomeOf: (key) => written.outcomeOf(key) }, CRASHES);
  },
  120_000 + CRASHES * 10_000,
);
