import { inject, test } from 'vitest';
import { recordFigures } from '../../scripts/figures/record.mjs';
import { surviveCrashes } from '../crashes/survive-crashes.ts';
import { Records } from './records.ts';

/** `CRASHES=300` for a long look. */
const CRASHES = Number(process.env['CRASHES'] ?? 12);
/** A crash waits most of its time, for the engine to forget a connector that is dead. */
const LANES = 3;

test(
  `a FIFO queue gets each message once, although the worker is killed ${CRASHES} times`,
  async () => {
    const { address, endpoint, records } = inject('cluster');
    const written = new Records(records);
    const outcomeOf = (key: string) => written.outcomeOf(key);
    const startedAt = performance.now();
    const figures = await surviveCrashes({ address, endpoint, outcomeOf }, CRASHES, LANES).catch((error) => {
      throw new Error(`${error.message}\nUnfinished are:\n${written.unfinished().join('\n')}`, { cause: error });
    });
    const seconds = (performance.now() - startedAt) / 1000;
    console.log(`${seconds.toFixed(0)} s: ${JSON.stringify(figures, null, 2)}`);
    recordFigures('crashes', { size: CRASHES, seconds, figures });
  },
  120_000 + CRASHES * 10_000,
);
