import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { startWatchedWorker } from './watched-worker.ts';

/** The rows of the documentation's table of metrics, without their padding. */
function documented(): readonly string[] {
  const text = readFileSync(new URL('../../../docs/operations.md', import.meta.url), 'utf8');
  const [, table = ''] = text.split('## Metrics');
  return table
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split('|')
        .map((cell) => cell.trim())
        .join('|'),
    );
}

test('with its type and its help, in the order in which they are served', async () => {
  const { address, stop } = await startWatchedWorker();
  const text = await (await fetch(`${address}/actuator/prometheus`)).text();
  const served = [...text.matchAll(/^# HELP (\S+) (.*)\n# TYPE \S+ (\S+)$/gm)];
  expect(documented()).toEqual(served.map(([, name, help, type]) => `|\`${name}\`|${type}|${help}|`));
  await stop();
});
