import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { realWorld } from '@camunda-sqs-connector/runtime';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startScriptedServer } from '../../runtime/test/scripted-server.ts';
import { createCredentialSource } from '../src/sending/credentials.ts';
import { credentialsInTime } from '../src/sending/credentials-in-time.ts';
import { createSender } from '../src/sending/sender.ts';
import { requestOf } from './requests.ts';
import { Process } from './simulation/process.ts';
import { seededRandom } from './simulation/random.ts';
import { Scheduler } from './simulation/scheduler.ts';

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

test('a provider of credentials that hangs is given up while there is time to tell the engine', async () => {
  const scheduler = new Scheduler(seededRandom(1));
  const { world } = new Process('the worker', scheduler, seededRandom(1), () => 0);
  const source = createCredentialSource(async () => () => new Promise(() => {}));
  const sender = createSender({ targets: { allowedEndpoints: [] }, credentials: source, world });
  const request = { ...requestOf(), credentials: { kind: 'defaultChain' } as const };
  const begunAt = world.now();
  let error: unknown;
  sender.send(request, begunAt + 60_000).catch((thrown: unknown) => {
    error = thrown;
  });
  await scheduler.runUntil(() => error !== undefined, 100_000);
  expect(error).toMatchObject({
    code: 'CREDENTIALS_UNAVAILABLE',
    retry: 'fewer',
    message: expect.stringMatching(/no answer within 59500 ms\. Look at what it asks/),
  });
  expect(world.now() - begunAt).toBe(59_500);
  await sender.close();
});

test('one that answers leaves no timer behind', async () => {
  const process = new Process('the worker', new Scheduler(seededRandom(1)), seededRandom(1), () => 0);
  const keys = { accessKeyId: 'ASIA', secretAccessKey: 's' };
  const source = createCredentialSource(async () => async () => keys);
  const asked = { credentials: { kind: 'defaultChain' }, isRefused: false, latest: 2_000_000 } as const;
  expect(await credentialsInTime(source, process.world, asked)).toBe(keys);
  expect(process.pendingTimers).toBe(0);
});

describe('credentials that come too late:', () => {
  /** Answers at once, with a refusal that passes by itself. */
  const busy = () => ({ status: 503, body: '{"__type":"ServiceUnavailable"}' });

  /** @param tooLateAt the time that is there when credentials come for that try */
  async function sentWith(tooLateAt: readonly number[]) {
    const server = await startScriptedServer(busy);
    let now = 0;
    let tries = 0;
    const sleep = async (ms: number) => {
      now += ms;
    };
    const sender = createSender({
      targets: { endpointOverride: server.address, allowedEndpoints: [] },
      credentials: async () => {
        now = tooLateAt[tries++] ?? now;
        return { accessKeyId: 'AKIA', secretAccessKey: 's' };
      },
      world: { now: () => now, wallClock: Date.now, sleep, random: () => 1 },
    });
    const error = await sender.send(requestOf(), 10_000).catch((thrown: unknown) => thrown);
    await sender.close();
    await server.stop();
    return { error, requests: server.asked.length };
  }

  test('nothing is sent, and the job is given back as it was', async () => {
    const { error, requests } = await sentWith([9500]);
    expect(error).toMatchObject({ code: 'NO_TIME_LEFT', retry: 'same' });
    expect(requests).toBe(0);
  });

  test('after a try that failed, the job fails as that try did', async () => {
    const { error, requests } = await sentWith([0, 9500]);
    expect(error).toMatchObject({ code: 'ServiceUnavailable', retry: 'fewer' });
    expect(requests).toBe(1);
  });
});
