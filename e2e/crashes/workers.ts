import { startConnectorProcess } from '../cluster/connector-process.ts';
import type { OwnProcess } from '../cluster/own-process.ts';
import { type EngineProxy, startEngineProxy } from '../proxy/engine-proxy.ts';
import type { OnStep } from '../proxy/steps.ts';

export const KEYS = { access: 'AKIACRASHES', secret: 'canary-secret-key' };

/** The shortest that the connector takes: so long nobody else gets the jobs of a poll whose sender was killed. */
const WORKER_TIMEOUT_MS = 5000;
const POLL_MS = 300;
/** Processes that have started already. A start takes most of the time between two crashes. */
const SPARES = 2;

/** A connector in a process of its own. */
export interface Worker {
  /** What it has written so far. */
  output(): string;
  kill(): Promise<void>;
  /** Resolves when its last request for jobs has ended: until then the engine may give jobs to one who is dead. */
  forgotten(): Promise<void>;
}

interface Parked extends Worker {
  readonly process: OwnProcess;
  readonly engine: EngineProxy;
  /** Lets it ask for jobs. */
  release(): void;
}

export interface WorkersOptions {
  /** Of the engine. */
  readonly address: string;
  /** Of the SQS server. */
  readonly endpoint: string;
  readonly jobType: string;
  /** Is told of the steps between the connectors and the engine. */
  readonly onStep: OnStep;
  /** Lets few start at the same time: many together would all be late. */
  readonly inTurn: <Value>(act: () => Promise<Value>) => Promise<Value>;
}

/** One connector after the other. Those to come wait with their first request for jobs. */
export class Workers {
  private readonly options: WorkersOptions;
  private readonly all: Promise<Parked>[] = [];
  private taken = 0;

  constructor(options: WorkersOptions) {
    this.options = options;
  }

  async next(): Promise<Worker> {
    while (this.all.length <= this.taken + SPARES) this.all.push(this.park());
    const worker = await (this.all[this.taken++] as Promise<Parked>);
    worker.release();
    return worker;
  }

  async stop(): Promise<void> {
    for (const started of await Promise.allSettled(this.all)) {
      if (started.status === 'rejected') continue;
      await started.value.kill();
      await started.value.engine.stop();
    }
  }

  private park(): Promise<Parked> {
    const parked = this.start();
    // It is awaited when its turn comes.
    parked.catch(() => {});
    return parked;
  }

  private async start(): Promise<Parked> {
    const { address, endpoint, jobType, inTurn } = this.options;
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const onStep: OnStep = async (step) => {
      if (step.stage === 'arrived') await released;
      return this.options.onStep(step);
    };
    const engine = await startEngineProxy({ upstream: address, onStep, pollMs: POLL_MS });
    const environment = {
      CAMUNDA_REST_ADDRESS: engine.address,
      // Each has an address of its own for the same engine: without a name in common a job's id would be another one each time.
      SQS_CONNECTOR_DEDUPLICATION_NAMESPACE: 'crashes',
      AWS_ENDPOINT_URL_SQS: endpoint,
      SECRET_ACCESS_KEY: KEYS.access,
      SECRET_SECRET_KEY: KEYS.secret,
      CONNECTOR_AWS_SQS_OUTBOUND_TYPE: jobType,
      CAMUNDA_WORKER_TIMEOUT: String(WORKER_TIMEOUT_MS),
    };
    const process = await inTurn(() => startConnectorProcess(environment));
    const kill = async () => {
      process.signal('SIGKILL');
      await process.ended;
    };
    return { process, engine, release, kill, output: () => process.output(), forgotten: () => engine.settled() };
  }
}
