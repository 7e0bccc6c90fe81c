import { type ActivatedJob, EngineError, type JobKey, type Outcome } from '@camunda-sqs-connector/runtime';
import { afterEach, expect, test } from 'vitest';
import { fakeJob } from './fake-job.ts';
import { JOB_TIMEOUT_MS, POLL_MS, startWatchedWorker, type WatchedWorkerOptions } from './watched-worker.ts';

type Watched = Awaited<ReturnType<typeof startWatchedWorker>>;
const started: Watched[] = [];
async function start(options?: WatchedWorkerOptions): Promise<Watched> {
  const watched = await startWatchedWorker(options);
  started.push(watched);
  return watched;
}
afterEach(async () => {
  for (const watched of started.splice(0)) await watched.stop();
});

const MINUTE_MS = 60_000;
const job = (key: string) => fakeJob({ key: key as JobKey });
const completed: Outcome = { kind: 'completed', variables: {} };

test('it is not ready before the engine has answered, and ready from the first answer on', async () => {
  const { probe, world, answerPoll } = await start();
  world.pass(12_000);
  const before = await probe('/readiness');
  expect(before.status).toBe(503);
  expect(before.body.status).toBe('DOWN');
  expect(before.body.components['zeebeClient']?.details).toEqual({
    engine: 'http://engine:8080',
    since: '2026-11-25T10:00:00.000Z',
    reason: 'The engine at http://engine:8080 has not answered since the start 12 s ago.',
  });
  await answerPoll([]);
  expect(await probe('/readiness')).toMatchObject({ status: 200, body: { status: 'UP' } });
});

test('polls are short until the engine has answered one, so that readiness does not wait for a job', async () => {
  const { engine, world, answerPoll } = await start();
  await answerPoll([]);
  await answerPoll(new EngineError('busy', 'away'));
  await engine.until(() => engine.polls.length === 2);
  await new Promise(setImmediate);
  world.pass(50);
  await engine.until(() => engine.polls.length === 3);
  await answerPoll([]);
  expect(engine.polls.map(({ requestTimeoutMs }) => requestTimeoutMs)).toEqual([500, POLL_MS, 500, POLL_MS]);
});

test('it stays ready while polls last as long as they may, and is not when one hangs for longer', async () => {
  const { probe, world, answerPoll } = await start();
  await answerPoll([]);
  world.pass(POLL_MS + 10_000);
  expect((await probe('/readiness')).status).toBe(200);
  world.pass(1);
  const hanging = await probe('/readiness');
  expect(hanging.status).toBe(503);
  expect(hanging.body.components['zeebeClient']?.details).toMatchObject({
    since: '2026-11-25T10:00:00.000Z',
    reason: 'The engine at http://engine:8080 has not answered a request for jobs for 20 s.',
  });
  await answerPoll([]);
  expect((await probe('/readiness')).status).toBe(200);
});

test('it is not ready while polls fail, says why, stays alive, and is ready again by itself', async () => {
  const { probe, world, engine, answerPoll } = await start();
  await answerPoll([]);
  for (let polls = 2; ; polls++) {
    await engine.until(() => engine.polls.length === polls);
    await answerPoll(new EngineError('busy', 'connect ECONNREFUSED 10.0.0.1:8080'));
    await new Promise(setImmediate);
    if (world.now() === 10 * MINUTE_MS - 5000) break;
    world.pass(5000);
  }
  const down = await probe('/readiness');
  expect(down.status).toBe(503);
  expect(down.body.components['zeebeClient']?.details['lastError']).toBe('connect ECONNREFUSED 10.0.0.1:8080');
  const alive = await probe('/liveness');
  expect(alive.status).toBe(200);
  expect(alive.body.components['worker']?.details['doing']).toBe('pausing after a failed request');
  expect((await probe('')).status).toBe(503);
  const asked = engine.polls.length;
  world.pass(5000);
  await engine.until(() => engine.polls.length > asked);
  await answerPoll([]);
  expect((await probe('/readiness')).status).toBe(200);
  expect((await probe('')).status).toBe(200);
});

test('a loop that stands still beyond its step’s time is not alive', async () => {
  const { probe, world, answerPoll } = await start();
  await answerPoll([]);
  world.pass(POLL_MS + MINUTE_MS);
  expect((await probe('/liveness')).status).toBe(200);
  world.pass(1000);
  const stuck = await probe('/liveness');
  expect(stuck.status).toBe(503);
  expect(stuck.body.components['worker']?.details['reason']).toBe(
    'The loop for jobs is stuck: for 71 s it has been waiting for the engine’s answer, which had to end 61 s ago.',
  );
  await answerPoll([]);
  expect((await probe('/liveness')).status).toBe(200);
});

test('full slots are no fault as long as their jobs have time; a job that never ends is one', async () => {
  const finish: (() => void)[] = [];
  const handle = (_: ActivatedJob) =>
    new Promise<Outcome>((resolve) => {
      finish.push(() => resolve(completed));
    });
  const { probe, world, engine, operations } = await start({ handle });
  engine.polls[0]?.answer([job('1'), job('2')]);
  await new Promise(setImmediate);
  world.pass(JOB_TIMEOUT_MS + MINUTE_MS);
  expect((await probe('/readiness')).status).toBe(200);
  expect((await probe('/liveness')).status).toBe(200);
  operations.jobMayTake(2 * JOB_TIMEOUT_MS);
  world.pass(1000);
  expect((await probe('/liveness')).status).toBe(200);
  world.pass(JOB_TIMEOUT_MS);
  expect((await probe('/readiness')).status).toBe(503);
  expect((await probe('/liveness')).status).toBe(503);
  for (const end of finish) end();
  await engine.until(() => engine.polls.length === 2);
  expect((await probe('/readiness')).status).toBe(200);
  expect((await probe('/liveness')).status).toBe(200);
});

test('a worker that was asked to stop is out of service at once, and alive until it has ended', async () => {
  const { probe, worker, answerPoll } = await start();
  await answerPoll([]);
  worker.stop();
  const draining = await probe('/readiness');
  expect(draining.status).toBe(503);
  expect(draining.body.status).toBe('OUT_OF_SERVICE');
  expect(draining.body.components['worker']?.details).toEqual({
    reason: 'The worker is stopping and takes no more jobs.',
  });
  expect((await probe('/liveness')).status).toBe(200);
});
