import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { probesOf, startConnectorProcess } from '../cluster/connector-process.ts';
import type { OwnProcess } from '../cluster/own-process.ts';
import { fetchPrograms } from '../cluster/programs/fetch-programs.ts';
import { Records } from '../cluster/records.ts';
import { startZeebe, type Zeebe } from '../cluster/zeebe.ts';
import { INPUTS, taskModel } from '../model.ts';
import { type SqsProxy, startSqsProxy } from '../proxy/sqs-proxy.ts';
import { until } from '../until.ts';
import { EngineApi } from '../worlds/engine-api.ts';
import { SqsQueues } from '../worlds/sqs-queues.ts';
import { SETTINGS } from '../worlds/world.ts';
import { disturbances } from './disturbances.ts';
import { lowestPerWindow, type Sample, slopePerMinute } from './slope.ts';
import { startSteadyLoad } from './steady-load.ts';
import { readGauges } from './worker-gauges.ts';

const MINUTES = Number(process.env['SOAK_MINUTES'] ?? 10);
const LENGTH_MS = MINUTES * 60_000;
/** Until then code is compiled and pools are filled. */
const WARM_UP_MS = LENGTH_MS / 5;
const PER_SECOND = 20;
const FAULT_EVERY_MS = 10_000;
const BACK_WITHIN_MS = 15_000;
/** Memory counts as flat below this. */
const FLAT_MB_A_MINUTE = 1;

let zeebe: Zeebe;
let proxy: SqsProxy;
let connector: OwnProcess;

beforeAll(async () => {
  const { endpoint } = inject('cluster');
  zeebe = await startZeebe(fetchPrograms());
  proxy = await startSqsProxy({
    upstream: endpoint,
    keys: { [SETTINGS.SECRET_ACCESS_KEY]: SETTINGS.SECRET_SECRET_KEY },
  });
  connector = await startConnectorProcess({
    ...SETTINGS,
    CAMUNDA_REST_ADDRESS: zeebe.address,
    AWS_ENDPOINT_URL_SQS: proxy.endpoint,
    CAMUNDA_WORKER_TIMEOUT: '10000',
    SQS_CONNECTOR_LOG_LEVEL: 'info',
  });
});
afterAll(async () => {
  await connector?.stop(20_000);
  await proxy?.stop();
  await zeebe?.stop();
});

interface Second {
  readonly atMs: number;
  /** Instances so far. */
  readonly started: number;
  readonly completed: number;
  readonly activeSlots: number;
  readonly isReady: boolean;
  readonly residentBytes: number;
  readonly heapBytes: number;
}

test(
  `${MINUTES} minutes of load with a fault every ${FAULT_EVERY_MS / 1000} s: memory stays flat, no slot is lost, and the rate is back soon`,
  async () => {
    // Whoever asks an engine again and again that is just coming back keeps it from coming back.
    const api = new EngineApi(zeebe.address, 1);
    const queues = new SqsQueues(inject('cluster').endpoint);
    const records = new Records(zeebe.records);
    const probes = await probesOf(connector);
    await queues.create('soak');
    const inputs = {
      ...INPUTS,
      'queue.url': 'https://sqs.eu-central-1.amazonaws.com/123456789012/soak',
      'queue.messageBody': '={n: n, text: "hello"}',
    };
    // More tries than there are faults: no fault here is one that an instance should end by.
    await api.deploy(taskModel(inputs, { retryBackoff: 'PT1S', resultVariable: 'sent' }, '100', 'soak'));

    const startedAt = performance.now();
    const now = () => performance.now() - startedAt;
    const seconds: Second[] = [];
    const load = startSteadyLoad(PER_SECOND, (n) => api.start('soak', `{"n":${n}}`));
    const unanswered: unknown[] = [];
    const watching = setInterval(() => {
      readGauges(probes).then(
        (gauges) =>
          seconds.push({
            atMs: now(),
            started: load.started(),
            completed: records.tally().completed,
            ...gauges,
          }),
        (error) => unanswered.push(error),
      );
    }, 1000);

    const over: { readonly name: string; readonly atMs: number }[] = [];
    const all = disturbances(proxy, zeebe);
    for (let index = 0; now() + FAULT_EVERY_MS < LENGTH_MS; index++) {
      const wait = FAULT_EVERY_MS * (index + 1) - now();
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      const disturbance = all[index % all.length];
      if (!disturbance) break;
      await disturbance.begin();
      await new Promise((resolve) => setTimeout(resolve, disturbance.lastsMs));
      await disturbance.end();
      over.push({ name: disturbance.name, atMs: now() });
    }
    await until('the end of the time', LENGTH_MS, () => now() >= LENGTH_MS, 500);
    await load.stop();
    const timeline = () =>
      over.map(({ name, atMs }) => {
        const second = seconds.find((one) => one.atMs >= atMs) ?? seconds.at(-1);
        if (!second) return name;
        const { started, completed, activeSlots, isReady, residentBytes } = second;
        return `${(atMs / 1000).toFixed(0).padStart(4)} s: ${started} started, ${started - completed} behind, ${activeSlots} in work${isReady ? '' : ', not ready'}, ${(residentBytes / 1e6).toFixed(0)} MB at the end of ${name}`;
      });
    const isOver = () => records.tally().completed >= load.started();
    await until('the last instance', 60_000, isOver, 500).catch(async (error) => {
      const { completed } = records.tally();
      const left = records.unfinished();

      const sample = left.slice(0, 20).join('\n');
      throw new Error(
        `${error.message}: ${completed} of ${load.started()}, unfinished are ${left.length}\n${sample}\n${timeline().join('\n')}`,
      );
    });
    clearInterval(watching);

    /** Whether, in the three seconds from here on, as much is completed as is started. */
    const keepsUp = (from: Second) => {
      const to = seconds.find(({ atMs }) => atMs >= from.atMs + 3000);
      if (!to) return false;
      const started = to.started - from.started;
      return started >= PER_SECOND && to.completed - from.completed >= started * 0.9;
    };
    const backAfter = over
      .filter(({ atMs }) => atMs + BACK_WITHIN_MS < LENGTH_MS)
      .map(({ name, atMs }) => {
        const second = seconds.find((one) => one.atMs >= atMs && keepsUp(one));
        return { name, ms: second ? second.atMs - atMs : Number.POSITIVE_INFINITY };
      });
    const slope = (value: (second: Second) => number) => {
      const samples: Sample[] = seconds
        .filter(({ atMs }) => atMs >= WARM_UP_MS)
        .map((second) => ({ atMs: second.atMs, value: value(second) / 1e6 }));
      return slopePerMinute(lowestPerWindow(samples, 20_000));
    };
    const resident = slope(({ residentBytes }) => residentBytes);
    const heap = slope(({ heapBytes }) => heapBytes);
    const messages = (await queues.drain('soak')).map(({ body }) => JSON.parse(body).n as number);
    const slowest = [...backAfter].sort((a, b) => b.ms - a.ms).slice(0, 3);
    console.log(
      [
        ...timeline(),
        `${load.started()} instances started, ${load.refused()} starts refused by an engine that was away, ${records.tally().completed} completed`,
        `${messages.length} messages, of which ${messages.length - new Set(messages).size} are duplicates; ${proxy.requests().length} requests, ${proxy.requests().filter(({ fault }) => fault).length} went wrong`,
        `resident memory ${(seconds[0]?.residentBytes ?? 0) / 1e6} MB after a second, ${(seconds.at(-1)?.residentBytes ?? 0) / 1e6} MB at the end; from minute ${WARM_UP_MS / 60_000} on ${resident.toFixed(3)} MB a minute, heap ${heap.toFixed(3)} MB a minute`,
        `${over.length} faults; the rate was back after ${slowest.map(({ name, ms }) => `${(ms / 1000).toFixed(1)} s (${name})`).join(', ')} at the slowest`,
      ].join('\n'),
    );
    expect(unanswered).toEqual([]);
    expect(records.tally().incidents).toEqual([]);
    expect(new Set(messages).size).toBeGreaterThanOrEqual(load.started());
    expect(backAfter.filter(({ ms }) => ms > BACK_WITHIN_MS)).toEqual([]);
    expect(Math.max(resident, heap)).toBeLessThan(FLAT_MB_A_MINUTE);
    expect((await readGauges(probes)).activeSlots).toBe(0);
    expect((await readGauges(probes)).isReady).toBe(true);
    expect(proxy.violations()).toEqual([]);
    expect(connector.output()).not.toContain('canary');
  },
  LENGTH_MS * 2 + 120_000,
);
