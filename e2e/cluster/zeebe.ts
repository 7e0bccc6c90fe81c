import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { until } from '../until.ts';
import { freePorts } from './free-ports.ts';
import { type OwnProcess, startProcess } from './own-process.ts';
import type { Programs } from './programs/fetch-programs.ts';

export interface ZeebeOptions {
  /** Keys of the fourth partition exceed 2^53. @default 1 */
  readonly partitions?: number;
  /** Called with the broker's address before it starts. */
  readonly beforeStart?: (address: string) => Promise<void>;
}

/** A real broker of our own, on ports and in a folder of its own. */
export interface Zeebe {
  /** What `CAMUNDA_REST_ADDRESS` has to be. */
  readonly address: string;
  /** Of the gateway's other API, `host:port`. */
  readonly grpcAddress: string;
  /** Another one after a restart. */
  readonly pid: number;
  /** Where the exporter writes its files. */
  readonly records: string;
  /** Ends it at once, as a crash does. */
  kill(): Promise<void>;
  /** Starts it again on its data and ports, and waits until it hands out jobs. */
  restart(): Promise<void>;
  /** It stays alive but does nothing, until it is thawed. */
  freeze(): void;
  thaw(): void;
  stop(): Promise<void>;
}

const START_MS = 120_000;

/** Starts a broker and waits until it hands out jobs. @throws Error with the end of its log where it does not */
export async function startZeebe(
  programs: Programs,
  { partitions = 1, beforeStart = async () => {} }: ZeebeOptions = {},
): Promise<Zeebe> {
  const [rest = 0, gateway = 0, command = 0, internal = 0, management = 0] = await freePorts(5);
  const folder = mkdtempSync(join(tmpdir(), 'zeebe-'));
  const records = join(folder, 'records');
  mkdirSync(records);
  const address = `http://127.0.0.1:${rest}`;
  const env = {
    JAVA_HOME: dirname(dirname(programs.java)),
    SERVER_ADDRESS: '127.0.0.1',
    SERVER_PORT: String(rest),
    MANAGEMENT_SERVER_ADDRESS: '127.0.0.1',
    MANAGEMENT_SERVER_PORT: String(management),
    ZEEBE_BROKER_NETWORK_HOST: '127.0.0.1',
    ZEEBE_BROKER_NETWORK_COMMANDAPI_PORT: String(command),
    ZEEBE_BROKER_NETWORK_INTERNALAPI_PORT: String(internal),
    ZEEBE_BROKER_GATEWAY_ENABLE: 'true',
    ZEEBE_BROKER_GATEWAY_NETWORK_HOST: '127.0.0.1',
    ZEEBE_BROKER_GATEWAY_NETWORK_PORT: String(gateway),
    ZEEBE_BROKER_CLUSTER_PARTITIONSCOUNT: String(partitions),
    ZEEBE_BROKER_DATA_DIRECTORY: join(folder, 'data'),
    ZEEBE_BROKER_DATA_LOGSEGMENTSIZE: '32MB',
    ZEEBE_BROKER_DATA_DISK_ENABLEMONITORING: 'false',
    // Zeebe before 8.6.13 remembers which jobs it is about to time out. Where two threads do the one and the other, it may take
    // note of a timeout that is over already, and then never times the job out again. So one thread does both.
    ZEEBE_BROKER_PROCESSING_ENABLEASYNCSCHEDULEDTASKS: 'false',
    ZEEBE_BROKER_EXPORTERS_RECORDS_CLASSNAME: 'JsonLinesExporter',
    ZEEBE_BROKER_EXPORTERS_RECORDS_JARPATH: programs.exporter,
    ZEEBE_BROKER_EXPORTERS_RECORDS_ARGS_FOLDER: records,
    ZEEBE_LOG_LEVEL: 'warn',
    CAMUNDA_LOG_LEVEL: 'warn',
  };
  const args = [
    '-Xmx768m',
    '-XX:+ExitOnOutOfMemoryError',
    '-XX:TieredStopAtLevel=1',
    '-Duser.timezone=UTC',
    '-Dfile.encoding=UTF-8',
    `-Dbasedir=${programs.zeebe}`,
    '-cp',
    `${join(programs.zeebe, 'config')}:${join(programs.zeebe, 'lib', '*')}`,
    'io.camunda.application.StandaloneBroker',
  ];
  const start = async (): Promise<OwnProcess> => {
    const started = startProcess('Zeebe', programs.java, { args, env, cwd: folder, removeInACrash: folder });
    try {
      await Promise.race([
        until('Zeebe to work', START_MS, () => works(address, partitions), 100),
        started.ended.then(() => Promise.reject(new Error('it ended'))),
      ]);
      return started;
    } catch (error) {
      await started.stop();
      const log = started.output().split('\n').slice(-40).join('\n');
      throw new Error(`Zeebe did not start (${error instanceof Error ? error.message : error}). Its log ends:\n${log}`);
    }
  };
  await beforeStart(address);
  let broker = await start();
  return {
    address,
    grpcAddress: `127.0.0.1:${gateway}`,
    get pid() {
      return broker.pid;
    },
    records,
    async kill() {
      broker.signal('SIGKILL');
      await broker.ended;
    },
    async restart() {
      broker = await start();
    },
    freeze: () => broker.signal('SIGSTOP'),
    thaw: () => broker.signal('SIGCONT'),
    async stop() {
      // Nobody needs its data any more: a gentle end would save them for seconds.
      broker.signal('SIGKILL');
      await broker.ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Whether it leads all its partitions, and hands out jobs: after a crash there are seconds between the one and the other. */
async function works(address: string, partitions: number): Promise<boolean> {
  try {
    const answer = await fetch(`${address}/v2/topology`, { signal: AbortSignal.timeout(2000) });
    const topology = await answer.text();
    if (!answer.ok || (topology.match(/"role":"leader"/g) ?? []).length !== partitions) return false;
    const asked = await fetch(`${address}/v2/jobs/activation`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ type: 'nobody-has-this', timeout: 1000, maxJobsToActivate: 1, requestTimeout: -1 }),
      signal: AbortSignal.timeout(2000),
    });
    return asked.ok;
  } catch {
    return false;
  }
}
