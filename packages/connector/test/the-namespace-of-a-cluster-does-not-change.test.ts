import { createRestEngineClient, EngineError, realWorld } from '@camunda-sqs-connector/runtime';
import { describe, expect, test } from 'vitest';
import { type Scripted, startScriptedServer } from '../../runtime/test/scripted-server.ts';
import { type Namespace, namedByEngine, namedByOperator } from '../src/deduplication/namespace.ts';

const TOPOLOGY = { brokers: [], partitionsCount: 1, gatewayVersion: '8.9.0' };
const ID = { clusterId: 'cluster-7' };
const address = new URL('https://bru-2.example/cluster-7/');

/** A world in which pauses take no time, but longer than what is there already. */
function virtual() {
  let now = 0;
  const sleep = async (ms: number, signal?: AbortSignal) => {
    await new Promise((resolve) => setImmediate(resolve));
    if (!signal?.aborted) now += ms;
  };
  return { now: () => now, wallClock: () => now, sleep, random: () => 1 };
}

/** What an engine says the first time, the second time, and from then on. */
function asking(...answers: readonly (typeof ID | object | EngineError)[]) {
  let times = 0;
  const namespace = namedByEngine({
    topology: async () => {
      const answer = answers[Math.min(times++, answers.length - 1)];
      if (answer instanceof EngineError) throw answer;
      return answer ?? {};
    },
    address,
    world: virtual(),
  });
  return { namespace, times: () => times };
}
const away = new EngineError('busy', 'The engine is away');
const told = (namespace: Namespace, deadline = 60_000) => namespace(deadline).catch((error: Error) => error.message);

test('the operator’s word counts, and nobody is asked', async () => {
  await expect(namedByOperator('production')(0)).resolves.toBe('production');
});

describe('what a real client reads:', () => {
  test.each<[string, object, string]>([
    ['the id of the cluster', ID, 'cluster cluster-7'],
    ['no id, of engines before 8.9', {}, 'address <address>'],
    ['an id that is null', { clusterId: null }, 'address <address>'],
    ['a blank id', { clusterId: ' ' }, 'address <address>'],
  ])('%s', async (_name, more, expected) => {
    const answer: Scripted = { status: 200, body: JSON.stringify({ ...TOPOLOGY, ...more }) };
    const server = await startScriptedServer(() => answer);
    const client = createRestEngineClient({ address: server.address });
    const namespace = namedByEngine({ topology: client.topology, address: server.address, world: realWorld });
    expect(await namespace(realWorld.now() + 60_000)).toBe(expected.replace('<address>', server.address.origin));
    await client.close();
    await server.stop();
  });
});

test('the address has its path, which in a cloud names the cluster, without a slash at its end', async () => {
  await expect(asking({}).namespace(60_000)).resolves.toBe('address https://bru-2.example/cluster-7');
});

test('the engine is asked once, however many jobs ask at once or later', async () => {
  const { namespace, times } = asking(ID);
  await Promise.all([namespace(60_000), namespace(60_000)]);
  await namespace(60_000);
  expect(times()).toBe(1);
});

test('an engine that is away is waited for: its address does not take the place of an id that it may have', async () => {
  const { namespace, times } = asking(away, away, ID);
  expect(await told(namespace)).toBe('cluster cluster-7');
  expect(times()).toBe(3);
});

describe('without an answer a job has no namespace, and the next one asks anew:', () => {
  test.each<[string, EngineError, RegExp]>([
    ['the engine is away as long as the job has time', away, /nothing was sent\. The engine is away\. Set SQS_/],
    [
      'the engine does not tell it to this client',
      new EngineError('unauthorized', 'Forbidden.'),
      /sent\. Forbidden\. Set/,
    ],
    ['something else answers', new EngineError('refused', 'No topology'), /No topology\. Set SQS_CONNECTOR_DEDUP/],
  ])('%s', async (_name, error, message) => {
    const always = asking(error);
    expect(await told(always.namespace)).toMatch(message);
    if (error.kind !== 'busy') expect(always.times()).toBe(1);
    const passing = asking(error, ID);
    expect(await told(passing.namespace, 0)).toMatch(message);
    expect(await told(passing.namespace)).toBe('cluster cluster-7');
  });
});

describe('an engine that answers late', () => {
  let answer: (topology: { readonly clusterId: string }) => void;
  const late = () => {
    const world = virtual();
    const topology = () => new Promise<{ readonly clusterId: string }>((resolve) => (answer = resolve));
    return { world, namespace: namedByEngine({ topology, address, world }) };
  };

  test('is waited for as long as the job has time for its send, and no longer', async () => {
    const { world, namespace } = late();
    expect(await told(namespace, 5000)).toMatch(/nothing was sent\. It did not answer/);
    expect(world.now()).toBe(4000);
  });

  test('is not asked once more meanwhile: its answer serves the jobs that come then', async () => {
    const { namespace } = late();
    await told(namespace, 5000);
    const next = told(namespace);
    answer(ID);
    expect(await next).toBe('cluster cluster-7');
    expect(await told(namespace, 0)).toBe('cluster cluster-7');
  });
});
