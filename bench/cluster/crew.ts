import { forEachNumber } from '../../e2e/cluster/load.ts';
import type { OwnProcess } from '../../e2e/cluster/own-process.ts';
import { until } from '../../e2e/until.ts';
import { cpuMsOf, residentMbOf } from '../machine.ts';
import { type Candidate, endWorkers, START } from './candidates.ts';
import { type Messages, variablesOf } from './instances.ts';
import type { Place, SqsCounts } from './place.ts';

export interface CrewOptions {
  readonly candidate: Candidate;
  readonly sqsLatencyMs: number;
  /** Of each worker. */
  readonly jobsInFlight: number;
  readonly workers: number;
}

const LOOK_EVERY_MS = 20;
const LONGEST_MS = 120_000;

/** Workers of one kind, side by side, with a job type of their own. They live over many rounds, as a service does. */
export class Crew {
  /** The most that they have held together since `forget`, as often as was looked. */
  mostResidentMb = 0;
  private readonly place: Place;
  private readonly options: CrewOptions;
  private readonly jobType: string;
  private readonly workers: readonly OwnProcess[];

  private constructor(place: Place, options: CrewOptions, jobType: string, workers: readonly OwnProcess[]) {
    this.place = place;
    this.options = options;
    this.jobType = jobType;
    this.workers = workers;
  }

  static async start(place: Place, options: CrewOptions): Promise<Crew> {
    const { candidate, sqsLatencyMs, jobsInFlight } = options;
    const jobType = await place.deploy();
    const { endpoint } = await place.sqs(sqsLatencyMs);
    const work = { engine: place.engine, endpoint, jobType, jobsInFlight };
    const workers = await Promise.all(Array.from({ length: options.workers }, () => START[candidate](work)));
    return new Crew(place, options, jobType, workers);
  }

  /** Begins to count completed jobs anew, and to look at memory. All that was started before must be done. */
  forget(): void {
    this.place.completed.forget();
    this.mostResidentMb = 0;
  }

  /** Resolves when all instances are there; the crew works on them meanwhile. */
  async startInstances(count: number, messages: Messages): Promise<void> {
    await forEachNumber(count, 32, (n) => this.place.starts.start(this.jobType, variablesOf(n, messages)));
  }

  /** Resolves when so many jobs are completed. @throws Error with the workers' last words where that takes too long */
  async completed(count: number): Promise<void> {
    const { completed } = this.place;
    await until(
      `${this.options.candidate} to complete ${count}`,
      LONGEST_MS,
      () => {
        this.mostResidentMb = Math.max(this.mostResidentMb, this.residentMb());
        return completed.read().length >= count;
      },
      LOOK_EVERY_MS,
    ).catch((error: unknown) => {
      const said = this.workers.map((worker) => worker.output().split('\n').slice(-10).join('\n'));
      throw new Error(`${this.options.candidate} failed; its last words:\n${said.join('\n')}`, { cause: error });
    });
  }

  cpuMs(): number {
    return this.workers.reduce((sum, { pid }) => sum + cpuMsOf(pid), 0);
  }

  residentMb(): number {
    return this.workers.reduce((sum, { pid }) => sum + residentMbOf(pid), 0);
  }

  sqs(): Promise<SqsCounts> {
    return this.place.sqs(this.options.sqsLatencyMs);
  }

  /** The workers stand still, whatever they are doing, until something is done. */
  async meanwhilePaused(act: () => Promise<void>): Promise<void> {
    for (const worker of this.workers) worker.signal('SIGSTOP');
    try {
      await act();
    } finally {
      for (const worker of this.workers) worker.signal('SIGCONT');
    }
  }

  end(): Promise<void> {
    return endWorkers(this.workers);
  }
}
