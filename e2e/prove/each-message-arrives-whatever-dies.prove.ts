import { afterAll, beforeAll, expect, test } from 'vitest';
import { chanceOf } from '../../packages/connector/test/fuzz/random.ts';
import { recordFigures } from '../../scripts/figures/record.mjs';
import { type ElasticMq, startElasticMq } from '../cluster/elasticmq.ts';
import { fetchPrograms } from '../cluster/programs/fetch-programs.ts';
import { startZeebe, type Zeebe } from '../cluster/zeebe.ts';
import { canariesIn } from '../journeys/canaries.ts';
import { type SqsProxy, startSqsProxy } from '../proxy/sqs-proxy.ts';
import { until } from '../until.ts';
import { EngineApi } from '../worlds/engine-api.ts';
import { SqsQueues } from '../worlds/sqs-queues.ts';
import { SETTINGS } from '../worlds/world.ts';
import { chooseEnd, chooseFault } from './chance.ts';
import { startDrains } from './drains.ts';
import { EngineLedger } from './engine-ledger.ts';
import { figuresOf } from './figures-of.ts';
import { KIND_NAMES, KINDS, kindOf, modelOf, processOf } from './kinds.ts';
import { type Fates, startMortalConnector } from './mortal-connector.ts';
import { startPacedLoad } from './paced-load.ts';
import { problemsOf } from './problems.ts';
import { Sends } from './sends.ts';

const JOBS = Number(process.env['JOBS'] ?? 50_000);
/** Of the kinds and times of faults and ends. What they meet is decided by machine and engine, and never the same twice. */
const SEED = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
const PER_SECOND = Number(process.env['PER_SECOND'] ?? 150);
/** So few that each runs again long before SQS forgets it, and more than killed connectors may have in their hands. */
const MOST_UNFINISHED = 1000;
const CONNECTORS = 2;
/** Jobs of a connector that was killed come back after this. */
const JOB_TIMEOUT_MS = 10_000;
const FREEZE_MS = 6000;
/** What happens to the broker, when that share of the instances is done. It takes most of a minute to come back: a short run has time for less. */
const BROKER: readonly (readonly [share: number, what: 'freeze' | 'kill'])[] =
  JOBS < 10_000
    ? [
        [0.3, 'freeze'],
        [0.6, 'kill'],
      ]
    : [
        [0.2, 'freeze'],
        [0.4, 'kill'],
        [0.6, 'freeze'],
        [0.8, 'kill'],
      ];
const FIVE_MINUTES_MS = 300_000;
const LONGEST_MS = 5 * FIVE_MINUTES_MS;

let zeebe: Zeebe;
let elasticMq: ElasticMq;
let proxy: SqsProxy;
const sends = new Sends();
beforeAll(async () => {
  console.log(`seed ${SEED}`);
  const programs = fetchPrograms();
  [zeebe, elasticMq] = await Promise.all([startZeebe(programs), startElasticMq(programs)]);
  const chance = chanceOf(SEED);
  proxy = await startSqsProxy({
    upstream: elasticMq.endpoint,
    keys: { [SETTINGS.SECRET_ACCESS_KEY]: SETTINGS.SECRET_SECRET_KEY },
    chooseFault: (messages) => chooseFault(chance, messages),
    onRequest: (recorded, body) => sends.note(recorded, body),
  });
});
afterAll(async () => {
  await proxy?.stop();
  await Promise.all([zeebe?.stop(), elasticMq?.stop()]);
});

test(
  `${JOBS} instances complete, each message is there, and none twice on a FIFO queue, although connectors and broker die and SQS goes wrong`,
  async () => {
    const startedAt = performance.now();
    const api = new EngineApi(zeebe.address, 1);
    const queues = new SqsQueues(elasticMq.endpoint);
    for (const kind of KIND_NAMES) {
      await queues.create(KINDS[kind].queue);
      await api.deploy(modelOf(kind));
    }
    const ledger = new EngineLedger(zeebe.records);
    const reading = setInterval(() => ledger.read(), 250);
    const drains = startDrains(queues);
    const fates: Fates = { killed: 0, stopped: 0, badExits: [], secretsInLogs: [] };
    const environment = {
      ...SETTINGS,
      CAMUNDA_REST_ADDRESS: zeebe.address,
      AWS_ENDPOINT_URL_SQS: proxy.endpoint,
      CAMUNDA_WORKER_TIMEOUT: String(JOB_TIMEOUT_MS),
    };
    const connectors = await Promise.all(
      Array.from({ length: CONNECTORS }, (_, place) => {
        const chance = chanceOf(SEED + 1 + place);
        return startMortalConnector(environment, () => chooseEnd(chance), fates);
      }),
    );
    const load = startPacedLoad({
      wanted: JOBS,
      perSecond: PER_SECOND,
      start: (n) => api.start(processOf(kindOf(n)), `{"n":${n}}`),
      isFull: (confirmed) => Math.max(confirmed, ledger.instances.size) - ledger.completed >= MOST_UNFINISHED,
    });
    const reporting = setInterval(() => {
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
      console.log(
        `${seconds} s: ${load.confirmed.size} begun, ${ledger.completed} completed, ${fates.killed} connectors killed`,
      );
    }, 15_000);
    try {
      for (const [share, what] of BROKER) {
        await until(`${share} of the instances`, LONGEST_MS, () => ledger.completed >= share * JOBS);
        if (what === 'kill') {
          await zeebe.kill();
          await zeebe.restart();
        } else {
          zeebe.freeze();
          await new Promise((resolve) => setTimeout(resolve, FREEZE_MS));
          zeebe.thaw();
        }
      }
      await load.done;
      const isOver = () => ledger.instances.size >= JOBS && ledger.completed === ledger.instances.size;
      // What is not over by then is found below, by its number.
      await until('the end of all instances', FIVE_MINUTES_MS, isOver).catch(() => {});
    } finally {
      load.stop();
      clearInterval(reporting);
      await Promise.all(connectors.map((connector) => connector.stop()));
      clearInterval(reading);
    }
    ledger.read();
    await drains.stop();
    const seconds = (performance.now() - startedAt) / 1000;
    const instances = [...ledger.instances.values()];
    const problems = problemsOf({ confirmed: load.confirmed, instances, messages: drains.taken });
    const figures = figuresOf({ problems, instances, taken: drains.taken, requests: proxy.requests(), sends, fates });
    const all = {
      ...figures,
      seed: SEED,
      'brokers killed': BROKER.filter(([, what]) => what === 'kill').length,
      'brokers frozen': BROKER.filter(([, what]) => what === 'freeze').length,
      'starts that nobody confirmed': load.unconfirmed(),
      'jobs that failed or were given back, and ran again': [...ledger.failures.values()].reduce(
        (sum, count) => sum + count,
        0,
      ),
      'wrong signatures': proxy.violations().length,
    };
    console.log(`${seconds.toFixed(0)} s: ${JSON.stringify(all, null, 2)}`);
    expect(problems).toEqual({
      notCompleted: [],
      incidents: [],
      lostByEngine: [],
      missing: [],
      foreign: [],
      twiceOnFifo: [],
      unknownId: [],
    });
    expect(sends.longestRepeatMs).toBeLessThan(FIVE_MINUTES_MS);
    expect(proxy.violations()).toEqual([]);
    expect(fates).toMatchObject({ badExits: [], secretsInLogs: [] });
    expect([...ledger.failures.keys()].flatMap(canariesIn)).toEqual([]);
    recordFigures('messages', { size: JOBS, seconds, figures: all });
  },
  LONGEST_MS,
);
