import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { realWorld } from '@camunda-sqs-connector/runtime';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSender } from '../src/sending/sender.ts';
import { requestOf } from './requests.ts';

/** Takes every request, and answers none. */
const silent = createServer((request) => request.resume());
beforeAll(() => new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve)));
afterAll(() => {
  silent.closeAllConnections();
  return new Promise((resolve) => silent.close(resolve));
});

test('a server that does not answer is given up while there is time to tell the engine', async () => {
  const endpointOverride = new URL(`http://127.0.0.1:${(silent.address() as AddressInfo).port}`);
  const sender = createSender({
    targets: { endpointOverride, allowedEndpoints: [] },
    credentials: async () => ({ accessKeyId: 'AKIA', secretAccessKey: 's' }),
    world: realWorld,
  });
  const request = requestOf({}, { configuration: { region: 'eu-central-1' } });
  const error = await sender.send(request, realWorld.now() + 600).catch((thrown: Error) => thrown);
  const [, ms] = /did not answer within (\d+) ms/.exec(String(error)) ?? [];
  // What is left of the job's 600 ms, less what the answer to the engine needs.
  expect(Number(ms)).toBeLessThanOrEqual(100);
  await sender.close();
});
