import { INPUTS, taskModel } from '../model.ts';
import { startSqsProxy } from '../proxy/sqs-proxy.ts';
import type { OnStep } from '../proxy/steps.ts';
import { EngineApi } from '../worlds/engine-api.ts';
import { type CrashSite, isAt } from './crash-sites.ts';
import { inTime } from './in-time.ts';
import { KEYS, type Worker, Workers, type WorkersOptions } from './workers.ts';

/** So many that a slow machine, where a job's time may end before its send, makes no incident. */
const RETRIES = '50';

/** Models with the queue's choice left to the job, and those for the official connector, which say nothing. */
const PROCESSES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'by-job': { 'queue.deduplication': 'job' },
  official: {},
};

/** One connector after the other, for jobs of a type of its own: lanes crash side by side and do not meet. */
export interface CrashLane {
  /** Starts new instances, kills the connector at the site, and waits until the engine has forgotten it. */
  crashAt(site: CrashSite): Promise<void>;
  /** Lets a connector work, which nothing kills, until something is done. */
  workUntil(done: () => Promise<unknown>): Promise<void>;
  /** Messages that left connectors, those of one job as often as they did, whether they were lost on their way or not. */
  sends(): number;
  violations(): readonly string[];
  stop(): Promise<void>;
}

export interface CrashLaneOptions {
  readonly name: string;
  /** Of the engine. */
  readonly address: string;
  /** Of the SQS server. */
  readonly endpoint: string;
  readonly queue: string;
  /** Lets few connectors start at the same time, of all lanes. */
  readonly inTurn: WorkersOptions['inTurn'];
  /** Starts an instance. @param start takes its number in the message's body */
  readonly begin: (start: (n: number) => Promise<string>) => Promise<void>;
}

export async function startCrashLane(options: CrashLaneOptions): Promise<CrashLane> {
  const { name, address, endpoint, queue, inTurn, begin } = options;
  const jobType = `test:crashes-${name}`;
  const api = new EngineApi(address);
  const processes = Object.entries(PROCESSES).map(([id, inputs]) => ({ id: `crash-${name}-${id}`, inputs }));
  for (const { id, inputs } of processes) await api.deploy(modelOf(id, jobType, queue, inputs));

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
  const proxy = await startSqsProxy({ upstream: endpoint, keys: { [KEYS.access]: KEYS.secret }, onStep });
  const workers = new Workers({ address, endpoint: proxy.endpoint, jobType, onStep, inTurn });

  return {
    async crashAt(site) {
      const crashing = await workers.next();
      worker = crashing;
      const crashed = new Promise<void>((resolve) => {
        armed = { site, crashed: resolve };
      });
      for (const { id } of processes) await begin((n) => api.start(id, `{"n":${n}}`));
      await inTime(() => `a crash where ${site.name}`, crashed);
      await crashing.forgotten();
    },
    async workUntil(done) {
      const working = await workers.next();
      await done().catch((error) => {
        const said = working.output().split('\n').slice(-20).join('\n');
        throw new Error(`${error.message}\nThe connector that was to work said at last:\n${said}`, { cause: error });
      });
      await working.kill();
      await working.forgotten();
    },
    sends: () => proxy.requests().reduce((sum, { messages }) => sum + messages, 0),
    violations: () => proxy.violations(),
    async stop() {
      await workers.stop();
      await proxy.stop();
    },
  };
}

function modelOf(id: string, jobType: string, queue: string, inputs: Readonly<Record<string, string>>): string {
  const all = {
    ...INPUTS,
    'queue.url': `https://sqs.eu-central-1.amazonaws.com/123456789012/${queue}`,
    'queue.type': 'fifo',
    'queue.messageBody': '=n',
    'queue.messageGroupId': '="group-" + string(modulo(n, 5))',
    ...inputs,
  };
  return taskModel(all, { resultExpression: '={messageId: response.messageId}' }, RETRIES, id, jobType);
}
