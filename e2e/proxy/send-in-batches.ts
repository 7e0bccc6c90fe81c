import { expect } from 'vitest';
import { INPUTS, taskModel } from '../model.ts';
import { EngineApi } from '../worlds/engine-api.ts';
import { SqsQueues } from '../worlds/sqs-queues.ts';
import type { Outcome } from '../worlds/world.ts';
import type { BatchCase } from './batch-cases.ts';
import type { SqsProxy } from './sqs-proxy.ts';

/** An engine and an SQS server, embedded or real, and a connector between them that sends by the proxy. */
export interface BatchWorld {
  /** Of the engine. */
  readonly address: string;
  /** Of the SQS server. */
  readonly endpoint: string;
  readonly proxy: SqsProxy;
  readonly jobType: string;
  outcomeOf(instanceKey: string): Promise<Outcome>;
}

/** So many, begun at once, that some of their messages wait for the first request, and leave together. */
const INSTANCES = 24;

/** Begins instances whose messages leave together, lets one request go wrong in parts, and looks at each instance and each message. */
export async function sendInBatches(world: BatchWorld, { fault, hit, hitArrives = false }: BatchCase, id: string) {
  const api = new EngineApi(world.address);
  const queues = new SqsQueues(world.endpoint);
  await queues.create(id);
  world.proxy.faults.add(id, fault, 1);
  const inputs = {
    ...INPUTS,
    'queue.url': `https://sqs.eu-central-1.amazonaws.com/123456789012/${id}`,
    'queue.messageBody': '=n',
  };
  await api.deploy(taskModel(inputs, { resultExpression: '={messageId: response.messageId}' }, '1', id, world.jobType));
  const numbers = Array.from({ length: INSTANCES }, (_, n) => n);
  const ends = await Promise.all(numbers.map(async (n) => world.outcomeOf(await api.start(id, `{"n":${n}}`))));
  const messages = await queues.drain(id);
  expect(world.proxy.requests(id).map((request) => request.fault)).toContain(fault.kind);

  const idsOf = (n: number) => messages.filter(({ body }) => body === String(n)).map(({ messageId }) => messageId);
  const hits = ends.filter(({ kind }) => kind === 'incident').length;
  // Some are hit and some are not, or all complete.
  expect(hits > 0).toBe(hit !== undefined);
  expect(hits).toBeLessThan(INSTANCES);
  for (const [n, end] of ends.entries()) {
    if (end.kind === 'incident') {
      expect(end.errorMessage).toMatch(hit ?? /none is expected/);
      expect(idsOf(n)).toHaveLength(hitArrives ? 1 : 0);
    } else {
      expect(idsOf(n).map((messageId) => JSON.stringify(messageId))).toEqual([end.variables.get('messageId')]);
    }
  }
}
