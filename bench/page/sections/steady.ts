import { table } from '../../../packages/connector/src/markdown.ts';
import type { Steady } from '../../results.ts';
import { plain, shown } from '../numbers.ts';
import { notMeasured } from './not-measured.ts';

export function steadySection(steady: Steady | undefined): string {
  if (!steady) return `## Under load for minutes\n\n${notMeasured('bench:steady')}`;
  const {
    minutes,
    perSecond,
    partitions,
    lowestMinute,
    highestMinute,
    residentMbPerMinute,
    heapMbPerMinute,
    warnings,
  } = steady;
  return `## Under load for minutes

${minutes} minutes of ${plain(perSecond)} new instances a second, on an engine with ${partitions} ${partitions === 1 ? 'partition' : 'partitions'}, without faults:

${table(
  ['', 'Measured'],
  [
    ['Messages a second, slowest minute', shown(lowestMinute)],
    ['Messages a second, fastest minute', shown(highestMinute)],
    ['Growth of resident memory, MB a minute', plain(residentMbPerMinute)],
    ['Growth of the heap, MB a minute', plain(heapMbPerMinute)],
    ['Warnings and errors in the log', plain(warnings)],
  ],
)}

With a fault every ten seconds it is \`npm run test:soak\`, which fails where memory grows, a slot is lost, or the rate does not come back.`;
}
