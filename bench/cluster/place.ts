import type { Zeebe } from '../../e2e/cluster/zeebe.ts';
import { EngineApi } from '../../e2e/worlds/engine-api.ts';
import type { Child } from '../child.ts';
import { CompletedJobs } from './completed-jobs.ts';
import { EngineStarts } from './engine-starts.ts';
import { modelOf } from './instances.ts';

/** What SQS has counted so far. */
export interface SqsCounts {
  readonly endpoint: string;
  readonly requests: number;
  readonly messages: number;
  /** How many connections had a request since it was asked last. */
  readonly connectionsUsed: number;
}

/** Where all is measured: one engine, and an SQS for each latency. */
export class Place {
  readonly engine: Zeebe;
  readonly starts: EngineStarts;
  readonly completed: CompletedJobs;
  private readonly api: EngineApi;
  private readonly stubs: ReadonlyMap<number, Child>;
  private deployed = 0;

  constructor(engine: Zeebe, stubs: ReadonlyMap<number, Child>) {
    this.engine = engine;
    this.stubs = stubs;
    this.starts = new EngineStarts(engine.address);
    this.completed = new CompletedJobs(engine.records);
    this.api = new EngineApi(engine.address);
  }

  /** Deploys a process whose jobs no worker of another measurement asks for. @returns its id, which is the jobs' type */
  async deploy(): Promise<string> {
    const id = `bench-${++this.deployed}`;
    await this.api.deploy(modelOf(id));
    return id;
  }

  sqs(latencyMs: number): Promise<SqsCounts> {
    const stub = this.stubs.get(latencyMs);
    if (!stub) throw new Error(`no SQS takes ${latencyMs} ms`);
    return stub.ask({});
  }

  async stop(): Promise<void> {
    this.starts.close();
    await Promise.all([this.engine.stop(), ...[...this.stubs.values()].map((stub) => stub.stop())]);
  }
}
