import { expect } from 'vitest';
import { INPUTS, taskModel } from '../model.ts';
import { startSqsProxy } from '../proxy/sqs-proxy.ts';
import type { OnStep } from '../proxy/steps.ts';
import { EngineApi } from '../worlds/engine-api.ts';
import { SqsQueues } from '../worlds/sqs-queues.ts';
import type { Outcome } from '../worlds/world.ts';
import { CRASH_SITES, type CrashSite, isAt } from './crash-sites.ts';
import { JOB_TYPE, KEYS, type Worker, Workers } from './workers.ts';

/** An engine and an SQS server, embedded or real. */
export interface CrashWorld {
  /** Of the engine. */
  readonly address: string;
  /** Of the SQS server. */
  readonly endpoint: string;
  outcomeOf(instanceKey: string): Promise<Outcome>;
}

/** So many that a slow machine, where a job's time may end before its send, makes no incident. */
const RETRIES = '50';
const PATIENCE_MS = 30_000;

/** Models with the queue's choice left to the job, and those for the official connector, which say nothing. */
const PROCESSES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'crash-by-job': { 'queue.deduplication': 'job' },
  'crash-official': {},
};

interface Instance {
  readonly n: number;
  readonly key: string;
}

/**
 * Kills the connector again and again, at one step of a job's way after the other, with new instances for each crash.
 *
 * @throws AssertionError unless every instance completes, and the queue holds a message for each, whose id the process has
 */
export async function surviveCrashes(world: CrashWorld, crashes: number): Promise<void> {
  const queue = `crashes-${Date.now()}.fifo`;
  const api = new EngineApi(world.address);
  const queues = new SqsQueues(world.endpoint);
  await queues.create(queue);
  for (const [id, inputs] of Object.entries(PROCESSES)) await api.deploy(modelOf(id, queue, inputs));

  let armed: { readonly site: CrashSite; readonly crashed: () => void } | undefined;
  let worker: Worker | undefined;
  const onStep: OnStep = async (step) => {
    if (!armed || !isAt(armed.site, step)) return 'goOn';
    const { site, crashed } = armed;
    armed = undefined;
    await worker?.kill();
    crashed();
    return site.after;
  };
  const sqsProxy = await startSqsProxy({ upstream: world.endpoint, keys: { [KEYS.access]: KEYS.secret }, onStep });
  const workers = new Workers(world.address, sqsProxy.endpoint, onStep);
  const instances: Instance[] = [];
  try {
    for (let crash = 0; crash < crashes; crash++) {
      const site = CRASH_SITES[crash % CRASH_SITES.length] as CrashSite;
      worker = await workers.next();
      const crashed = new Promise<void>((resolve) => {
        armed = { site, crashed: resolve };
      });
      for (const id of Object.keys(PROCESSES)) {
        const n = instances.length;
        instances.push({ n, key: await api.start(id, `{"n":${n}}`) });
      }
      await inTime(`a crash where ${site.name}`, crashed);
      await worker.forgotten();
    }
    worker = await workers.next();
    const outcomes = await inTime(
      'the end of all instances',
      Promise.all(instances.map(async ({ n, key }) => ({ n, outcome: await world.outcomeOf(key) }))),
    );
    const messages = await queues.drain(queue);
    const known = outcomes.map(({ n, outcome }) => [n, idKnownBy(outcome)]);
    const kept = messages.map(({ body, messageId }) => [Number(body), JSON.stringify(messageId)]);
    expect(kept.sort(([a], [b]) => Number(a) - Number(b))).toEqual(known);
    expect(sqsProxy.violations()).toEqual([]);
  } finally {
    await workers.stop();
    await sqsProxy.stop();
  }
}

function idKnownBy(outcome: Outcome): string | undefined {
  return outcome.kind === 'completed' ? outcome.variables.get('messageId') : outcome.errorMessage;
}

function modelOf(id: string, queue: string, inputs: Readonly<Record<string, string>>): string {
  const all = {
    ...INPUTS,
    'queue.url': `https://sqs.eu-central-1.amazonaws.com/123456789012/${queue}`,
    'queue.type': 'fifo',
    'queue.messageBody': '=n',
    'queue.messageGroupId': '="group-" + string(modulo(n, 5))',
    ...inputs,
  };
  const headers = { resultExpression: '={messageId: response.messageId}' };
  return taskModel(all, headers, RETRIES, id, JOB_TYPE);
}

async function inTime<Value>(what: string, promise: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`waited ${PATIENCE_MS} ms in vain for ${what}`)), PATIENCE_MS);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
