import { type ActivatedJob, EngineError, type JobKey, type Outcome } from '@camunda-sqs-connector/runtime';
import { expect, test } from 'vitest';
import { fakeJob } from './fake-job.ts';
import { WALL_START } from './virtual-world.ts';
import { startWatchedWorker } from './watched-worker.ts';

const TEMPLATE = { elementTemplateId: 'io.camunda.sqs', elementTemplateVersion: '"11"\n' };
const LABELS = 'type="t",elementTemplateId="io.camunda.sqs",elementTemplateVersion="\\"11\\"\\n"';
const OUTCOMES: Readonly<Record<string, Outcome>> = {
  '1': { kind: 'completed', variables: {} },
  '2': { kind: 'failed', message: 'no', retries: 2, variables: {} },
  '3': { kind: 'bpmnError', code: 'E', variables: {} },
  '4': { kind: 'completed', variables: {} },
  '5': { kind: 'completed', variables: {} },
};
const job = (key: string, customHeaders = {}) => fakeJob({ key: key as JobKey, customHeaders });

/** A worker that has done five jobs: two at a time, each pair after its poll. */
async function afterFiveJobs() {
  const refusals = [
    ...Array.from({ length: 3 }, () => undefined),
    new EngineError('notFound', 'unknown job'),
    new EngineError('tooLarge', 'EXCEEDED_BATCH_RECORD_SIZE'),
  ];
  const finish = new Map<string, () => void>();
  const handle = ({ key }: ActivatedJob) =>
    new Promise<Outcome>((resolve) => {
      finish.set(key, () => resolve(OUTCOMES[key] as Outcome));
    });
  const watched = await startWatchedWorker({ handle, refusals });
  const { engine, world, answerPoll } = watched;
  for (const [index, key] of ['1', '2', '3', '4', '5'].entries()) {
    await answerPoll([job(key, key === '1' ? TEMPLATE : {})]);
    world.pass(250);
    finish.get(key)?.();
    await engine.until(() => engine.answers.length > index);
    await new Promise(setImmediate);
  }
  return watched;
}

test('each job is counted once, by how it ended for the engine', async () => {
  const watched = await afterFiveJobs();
  const metrics = await watched.metrics();
  const jobs = (outcome: string) => metrics.get(`connector_jobs_total{outcome="${outcome}"}`);
  expect(
    Object.fromEntries(['completed', 'failed', 'bpmn_error', 'gone', 'abandoned'].map((o) => [o, jobs(o)])),
  ).toEqual({ completed: 1, failed: 2, bpmn_error: 1, gone: 1, abandoned: 0 });
  expect(metrics.get('camunda_client_worker_job_activated_total{type="t"}')).toBe(5);
  expect(metrics.get('camunda_client_worker_job_handled_total{type="t"}')).toBe(5);
  const invocations = (action: string, labels = LABELS) =>
    metrics.get(`camunda_connector_outbound_invocations_total{${labels},action="${action}"}`);
  const unknown = 'type="t",elementTemplateId="unknown",elementTemplateVersion="unknown"';
  expect([invocations('activated'), invocations('completed'), invocations('failed')]).toEqual([1, 1, undefined]);
  expect(['activated', 'completed', 'failed', 'bpmn-error'].map((action) => invocations(action, unknown))).toEqual([
    4,
    undefined,
    2,
    1,
  ]);
  expect(metrics.get(`camunda_connector_outbound_execution_time_seconds_sum{${LABELS}}`)).toBe(0.25);
  expect(metrics.get(`camunda_connector_outbound_execution_time_seconds_count{${LABELS}}`)).toBe(1);
  expect(metrics.get('camunda_connector_outbound_max_execution_time{type="t"}')).toBe(250);
  expect(metrics.get('camunda_connector_outbound_last_completed{type="t"}')).toBe(WALL_START + 250);
  expect(metrics.get('camunda_connector_outbound_last_failed{type="t"}')).toBe(WALL_START + 1250);
  expect(metrics.get('connector_answer_retries_total{kind="tooLarge"}')).toBe(1);
  expect(metrics.get('connector_polls_total')).toBe(5);
  expect(metrics.get('connector_slots{state="active"}')).toBe(0);
  await watched.stop();
});

test('slots, readiness, poll errors and log lines are those of now', async () => {
  const handle = () => new Promise<Outcome>(() => {});
  const watched = await startWatchedWorker({ handle });
  const { engine, world, answerPoll } = watched;
  const read = async (...names: string[]) => {
    const metrics = await watched.metrics();
    return names.map((name) => metrics.get(name));
  };
  const slots = ['connector_slots{state="active"}', 'connector_slots{state="free"}', 'connector_ready'];
  expect(await read(...slots)).toEqual([0, 2, 0]);
  await answerPoll([job('1')]);
  expect(await read(...slots)).toEqual([1, 1, 1]);
  for (const kind of ['busy', 'unauthorized', 'busy'] as const) {
    const asked = engine.polls.length;
    await answerPoll(new EngineError(kind, 'away'));
    await new Promise(setImmediate);
    world.pass(5000);
    await engine.until(() => engine.polls.length > asked);
  }
  const errors = ['busy', 'unauthorized', 'notFound'].map((kind) => `connector_poll_errors_total{kind="${kind}"}`);
  expect(await read(...errors)).toEqual([2, 1, 0]);
  expect(await read('logback_events_total{level="warn"}')).toEqual([2]);
  const stopping = watched.worker.stop();
  engine.polls.at(-1)?.answer([]);
  await new Promise(setImmediate);
  world.pass(1000);
  expect(await stopping).toEqual({ unfinished: 1 });
  await watched.operations.stop();
});

test('the durations of work are counted within their bounds, by outcome', async () => {
  const watched = await startWatchedWorker();
  const { operations, world } = watched;
  const work = operations.timed(async (ms: number, fails: boolean) => {
    world.pass(ms);
    if (fails) throw new Error('refused');
    return 'done';
  });
  expect(await work(30, false)).toBe('done');
  expect(await work(5, false)).toBe('done');
  await expect(work(60_000, true)).rejects.toThrow('refused');
  const metrics = await watched.metrics();
  const bucket = (outcome: string, le: string) =>
    metrics.get(`connector_send_duration_seconds_bucket{outcome="${outcome}",le="${le}"}`);
  expect(['0.005', '0.025', '0.05', '30', '+Inf'].map((le) => bucket('sent', le))).toEqual([1, 1, 2, 2, 2]);
  expect(['30', '+Inf'].map((le) => bucket('failed', le))).toEqual([0, 1]);
  expect(metrics.get('connector_send_duration_seconds_sum{outcome="failed"}')).toBe(60);
  await watched.stop();
});

test('ever new templates are counted together, so that models cannot fill the memory', async () => {
  const watched = await startWatchedWorker();
  for (let version = 0; version < 60; version++) {
    const customHeaders = { elementTemplateId: 'x', elementTemplateVersion: `${version}` };
    watched.operations.observe({ kind: 'jobTaken', job: fakeJob({ customHeaders }), deadline: 0 });
  }
  const metrics = await watched.metrics();
  const activated = [...metrics].filter(([name]) => name.startsWith('camunda_connector_outbound_invocations_total'));
  expect(activated).toHaveLength(51);
  expect(activated.at(-1)).toEqual([expect.stringContaining('elementTemplateId="other"'), 10]);
  await watched.stop();
});

test('the process tells its memory, CPU time and event loop', async () => {
  const watched = await startWatchedWorker();
  const metrics = await watched.metrics();
  expect(metrics.get('process_resident_memory_bytes')).toBeGreaterThan(1_000_000);
  expect(metrics.get('process_cpu_seconds_total')).toBeGreaterThan(0);
  expect(metrics.get('nodejs_eventloop_lag_max_seconds')).toBeGreaterThanOrEqual(0);
  expect([...metrics.values()].every(Number.isFinite)).toBe(true);
  await watched.stop();
});
