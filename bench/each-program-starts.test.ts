import { expect, test } from 'vitest';
import { startChild } from './child.ts';

/** Nobody is asked there: the programs only have to find all that they import from the build. */
const NOWHERE = 'http://127.0.0.1:9';

test.each([
  ['sqs-stub', ['0']],
  ['embedded-pair', ['0']],
  ['our-sender', [NOWHERE]],
  ['aws-sdk-sender', [NOWHERE]],
  ['one-jobs-way', []],
])('%s', async (program, args) => {
  const child = await startChild(program, args);
  expect(child.pid).toBeGreaterThan(0);
  await child.stop();
});
