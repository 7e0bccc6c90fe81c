import {
  type ActivatedJob,
  EngineError,
  type Handled,
  type JobKey,
  type Outcome,
  silentLog,
  startWorker,
  type WorkerObserver,
} from '@camunda-sqs-connector/runtime';
import { expect, test } from 'vitest';
import { fakeJob } from './fake-job.ts';
import { scriptedEngine } from './scripted-engine.ts';

const world = { now: () => 0, wallClock: () => 0, sleep: async () => {}, random: () => 0 };
const activation = {
  type: 't',
  worker: 'w',
  maxJobs: 2,
  timeoutMs: 60_000,
  requestTimeoutMs: 10,
  fetchVariables: [],
  tenantIds: [],
};
const job = (key: string) => fakeJob({ key: key as JobKey });
const completed: Outcome = { kind: 'completed', variables: {} };

function start(
  engine: ReturnType<typeof scriptedEngine>,
  handle: (job: ActivatedJob) => Promise<Handled>,
  observe: WorkerObserver = () => {},
) {
  return startWorker({
    observe,
    client: engine.client,
    handle,
    activation,
    drainMs: 1000,
    world: { ...world, sleep: () => new Promise(() => {}) },
    log: silentLog,
  });
}

test('it takes as many jobs as it has free slots, and asks again when one is free', async () => {
  const engine = scriptedEngine();
  const finish = new Map<string, () => void>();
  const worker = start(engine, ({ key }) => {
    engine.notify();
    return new Promise((resolve) => finish.set(key, () => resolve(completed)));
  });
  engine.polls[0]?.answer([job('1'), job('2')]);
  await engine.until(() => finish.size === 2);
  expect(worker.active).toBe(2);
  finish.get('1')?.();
  await engine.until(() => engine.polls.length === 2);
  expect(engine.polls.map(({ maxJobs }) => maxJobs)).toEqual([2, 1]);
  finish.get('2')?.();
  engine.polls[1]?.answer([]);
  await engine.until(() => engine.polls.length === 3);
  const stopping = worker.stop();
  engine.polls[2]?.answer([]);
  expect(await stopping).toEqual({ unfinished: 0 });
  expect(engine.answers).toEqual(['completed 1', 'completed 2']);
});

test('stopping, it awaits the last poll and gives late jobs back with the same retries', async () => {
  const engine = scriptedEngine();
  const worker = start(engine, async () => completed);
  const stopping = worker.stop();
  expect(worker.life).toBe('draining');
  engine.polls[0]?.answer([job('7')]);
  await stopping;
  expect(engine.answers).toEqual(['failed 7 3']);
  expect(worker.life).toBe('stopped');
  expect(engine.polls).toHaveLength(1);
});

test('a completion that the engine could not take is repeated; the work is not', async () => {
  const engine = scriptedEngine([new EngineError('busy', 'leader change'), new EngineError('busy', 'reset')]);
  let executions = 0;
  const handle = async () => {
    executions++;
    return completed;
  };
  const worker = startWorker({ client: engine.client, handle, activation, drainMs: 1000, world, log: silentLog });
  engine.polls[0]?.answer([job('1')]);
  await engine.until(() => engine.answers.length === 3 && engine.polls.length > 1);
  expect(executions).toBe(1);
  expect(engine.answers).toEqual(['completed 1', 'completed 1', 'completed 1']);
  const stopping = worker.stop();
  engine.polls.at(-1)?.answer([]);
  await stopping;
});

test.each([
  ['as long as the job’s own time lasts', 600_000, 4],
  ['no longer than the job’s own time', 1000, 1],
])('a completion is repeated %s, whatever the worker’s timeout', async (_name, ownTimeMs, answers) => {
  const busy = () => new EngineError('busy', 'away');
  const engine = scriptedEngine([busy(), busy(), busy()]);
  let now = 0;
  // Each pause is longer than the worker's timeout would allow for.
  const sleep = async () => {
    now += 100_000;
  };
  const handle = async (_job: ActivatedJob, _deadline: number, prolonged: (deadline: number) => void) => {
    prolonged(ownTimeMs);
    now = 950;
    return completed;
  };
  const passing = { ...world, now: () => now, sleep, random: () => 1 };
  const client = engine.client;
  const worker = startWorker({ client, handle, activation, drainMs: 1000, world: passing, log: silentLog });
  engine.polls[0]?.answer([job('1')]);
  await engine.until(() => engine.answers.length === answers && engine.polls.length > 1);
  const stopping = worker.stop();
  engine.polls.at(-1)?.answer([]);
  await stopping;
  expect(engine.answers).toHaveLength(answers);
});

const LONG = 'x'.repeat(10_000);

test.each<[string, Outcome, number]>([
  ['a failure', { kind: 'failed', message: LONG, retries: 0, variables: {} }, 0],
  [
    'a failure that the engine takes only without its variables',
    { kind: 'failed', message: LONG, retries: 0, variables: {} },
    1,
  ],
  ['a BPMN error that nobody may catch', { kind: 'bpmnError', code: 'E', message: LONG, variables: {} }, 0],
  ['a BPMN error without a message', { kind: 'bpmnError', code: 'E', variables: {} }, 0],
  ['a result that the engine refuses', { kind: 'completed', variables: {} }, 1],
])('%s after the work tells the engine what was done, however long it is', async (_name, outcome, refusals) => {
  const engine = scriptedEngine(Array.from({ length: refusals }, () => new EngineError('refused', LONG)));
  const variables = refusals > 0 ? { large: 'value' } : {};
  const worker = start(engine, async () => ({ ...outcome, variables, done: 'the message 5fea was sent' }));
  engine.polls[0]?.answer([job('1')]);
  await engine.until(() => engine.answers.length === refusals + 1 && engine.polls.length > 1);
  const told = engine.messages.at(-1) ?? '';
  expect(told.length).toBeLessThanOrEqual(6000);
  expect(told).toMatch(/The work was done before: the message 5fea was sent\. It is not repeated\.$/);
  const stopping = worker.stop();
  engine.polls.at(-1)?.answer([]);
  await stopping;
});

test('a result that the engine cannot store becomes a failure without retries, which tells what was done', async () => {
  const engine = scriptedEngine([new EngineError('tooLarge', 'EXCEEDED_BATCH_RECORD_SIZE')]);
  const worker = start(engine, async () => ({ ...completed, done: 'the message 5fea was sent' }));
  engine.polls[0]?.answer([job('1')]);
  await engine.until(() => engine.answers.length === 2 && engine.polls.length > 1);
  expect(engine.answers).toEqual(['completed 1', 'failed 1 0']);
  expect(engine.messages).toEqual([expect.stringContaining('the message 5fea was sent')]);
  const stopping = worker.stop();
  engine.polls.at(-1)?.answer([]);
  await stopping;
});

test('a job that is somebody else’s by now gets no answer, and its slot is free', async () => {
  const engine = scriptedEngine();
  const ends: string[] = [];
  const worker = start(
    engine,
    async () => ({ kind: 'gone', reason: 'it is not active' }),
    (event) => event.kind === 'jobEnded' && ends.push(event.answered),
  );
  engine.polls[0]?.answer([job('1'), job('2')]);
  await engine.until(() => engine.polls.length === 2);
  expect(engine.answers).toEqual([]);
  expect(ends).toEqual(['gone', 'gone']);
  expect(engine.polls[1]?.maxJobs).toBe(2);
  const stopping = worker.stop();
  engine.polls[1]?.answer([]);
  expect(await stopping).toEqual({ unfinished: 0 });
});

test('the loop survives every failed activation', async () => {
  const engine = scriptedEngine();
  const worker = startWorker({
    client: engine.client,
    handle: async () => completed,
    activation,
    drainMs: 1000,
    world,
    log: silentLog,
  });
  for (let failures = 0; failures < 20; failures++) {
    await engine.until(() => engine.polls.length === failures + 1);
    engine.polls[failures]?.answer(failures % 2 ? new EngineError('busy', 'away') : new Error('odd'));
  }
  await engine.until(() => engine.polls.length === 21);
  const stopping = worker.stop();
  engine.polls[20]?.answer([]);
  expect(await stopping).toEqual({ unfinished: 0 });
});
