import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { recordFigures } from '../../scripts/figures/record.mjs';
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
import { type Over, recoveries, timeline } from './recovery.ts';
import { megabytesPerMinute } from './slope.ts';
import { startSteadyLoad } from './steady-load.ts';
import { startWatch } from './watch.ts';
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
    const passed = (atMs: number) => until(`${atMs} ms`, LENGTH_MS * 2, () => now() >= atMs);
    const load = startSteadyLoad(PER_SECOND, (n) => api.start('soak', `{"n":${n}}`));
    const watch = startWatch(probes, records, load, now);

    const over: Over[] = [];
    const all = disturbances(proxy, zeebe);
    for (let index = 0; now() + FAULT_EVERY_MS < LENGTH_MS; index++) {
      // One that lasts longer, as a broker's restart does, takes the place of those that were to come meanwhile.
      await passed(FAULT_EVERY_MS * Math.floor(now() / FAULT_EVERY_MS + 1));
      const disturbance = all[index % all.length];
      if (!disturbance) break;
      await disturbance.begin();
      await passed(now() + disturbance.lastsMs);
      await disturbance.end();
      over.push({ name: disturbance.name, atMs: now() });
    }
    await passed(LENGTH_MS);
    await load.stop();
    const completed = () => records.tally().completed;
    await until('the last instance', 60_000, () => completed() >= load.started(), 500).catch((error) => {
      const left = records.unfinished();
      const lines = [...left.slice(0, 20), ...timeline(over, watch.seconds)].join('\n');
      throw new Error(`${error.message}: ${completed()} of ${load.started()}, unfinished are ${left.length}\n${lines}`);
    });
    watch.stop();

    const { seconds, unanswered } = watch;
    const inTime = over.filter(({ atMs }) => atMs + BACK_WITHIN_MS < LENGTH_MS);
    const backAfter = recoveries(inTime, seconds, PER_SECOND);
    const resident = megabytesPerMinute(seconds, ({ residentBytes }) => residentBytes, WARM_UP_MS);
    const heap = megabytesPerMinute(seconds, ({ heapBytes }) => heapBytes, WARM_UP_MS);
    const messages = (await queues.drain('soak')).map(({ body }) => JSON.parse(body).n as number);
    const slowest = [...backAfter].sort((a, b) => b.ms - a.ms).slice(0, 3);
    console.log(
      [
        ...timeline(over, seconds),
        `${load.started()} starts answered, ${load.refused()} not, by an engine that was away (it may have begun them all the same), ${completed()} instances completed`,
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
    recordFigures('soak', {
      size: MINUTES,
      seconds: now() / 1000,
      figures: {
        minutes: MINUTES,
        'instances completed': completed(),
        'instances a second': PER_SECOND,
        messages: messages.length,
        'requests to SQS': proxy.requests().length,
        'requests that went wrong': proxy.requests().filter(({ fault }) => fault).length,
        faults: over.length,
        'seconds until the rate was back, at most': Math.max(0, ...backAfter.map(({ ms }) => ms)) / 1000,
        'MB of resident memory at the end': (seconds.at(-1)?.residentBytes ?? 0) / 1e6,
        'kB of resident memory a minute': resident * 1000,
        'kB of heap a minute': heap * 1000,
      },
    });
  },
  LENGTH_MS * 2 + 120_000,
);
