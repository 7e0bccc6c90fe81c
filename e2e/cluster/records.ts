import { until } from '../until.ts';
import type { JobFailure, Outcome } from '../worlds/world.ts';
import { RecordFiles, type ZeebeRecord } from './record-files.ts';

interface Instance {
  readonly failures: JobFailure[];
  readonly variables: Map<string, string>;
  readonly jobs: ZeebeRecord[];
  incident?: Extract<Outcome, { kind: 'incident' }>;
  isCompleted?: boolean;
}

/** The gateway's own words where a request for jobs ended just before its jobs came: they are handed out again, with the same retries. */
const GIVEN_BACK = 'Failed to send activated jobs to client';

/** What the engine's exporter has written of its process instances. */
export class Records {
  private readonly files: RecordFiles;
  private readonly instances = new Map<string, Instance>();

  constructor(folder: string) {
    this.files = new RecordFiles(folder);
  }

  /** Waits until the instance has completed or has an incident. */
  async outcomeOf(instanceKey: string, withinMs = 60_000): Promise<Outcome> {
    try {
      return await until(`the end of process instance ${instanceKey}`, withinMs, () => {
        this.read();
        return this.outcomeSoFar(instanceKey);
      });
    } catch (error) {
      const events = this.jobsOf(instanceKey).map(({ intent, timestamp }) => `${intent} at ${timestamp}`);
      throw new Error(`${(error as Error).message}; its jobs: ${events.join(', ') || 'none'}`);
    }
  }

  /** Of all instances that are known: how many completed, and the incidents of the others. */
  tally(): { readonly completed: number; readonly incidents: readonly string[] } {
    this.read();
    const all = [...this.instances.values()];
    const incidents = all
      .filter(({ isCompleted }) => !isCompleted)
      .flatMap(({ incident }) => incident?.errorMessage ?? []);
    return { completed: all.filter(({ isCompleted }) => isCompleted).length, incidents };
  }

  /** The instances that have neither completed nor an incident, each with the events of its jobs: `2251…: CREATED, FAILED`. */
  unfinished(): readonly string[] {
    this.read();
    return [...this.instances]
      .filter(([, { isCompleted, incident }]) => !isCompleted && !incident)
      .map(([key, { jobs }]) => `${key}: ${jobs.map(({ intent }) => intent).join(', ')}`);
  }

  /** The records of all partitions, as they stand in the files. */
  everything(): string {
    return this.files.everything();
  }

  /** The jobs' events of an instance, in their order. */
  jobsOf(instanceKey: string): readonly ZeebeRecord[] {
    this.read();
    return this.instances.get(instanceKey)?.jobs ?? [];
  }

  private outcomeSoFar(instanceKey: string): Outcome | undefined {
    const instance = this.instances.get(instanceKey);
    if (!instance) return undefined;
    const { failures, variables, incident, isCompleted } = instance;
    return isCompleted ? { kind: 'completed', variables, failures } : incident;
  }

  private read(): void {
    this.files.read((record) => this.take(record));
  }

  private take(record: ZeebeRecord): void {
    const { valueType, intent, key, timestamp, value } = record;
    const instanceKey = String(value['processInstanceKey']);
    const fresh: Instance = { failures: [], variables: new Map(), jobs: [] };
    const instance = this.instances.get(instanceKey) ?? fresh;
    this.instances.set(instanceKey, instance);
    switch (valueType) {
      case 'PROCESS_INSTANCE':
        if (key === instanceKey && intent === 'ELEMENT_COMPLETED') instance.isCompleted = true;
        break;
      case 'VARIABLE':
        if (String(value['scopeKey']) === instanceKey) {
          instance.variables.set(String(value['name']), String(value['value']));
        }
        break;
      case 'JOB':
        instance.jobs.push(record);
        if (intent === 'FAILED' && value['errorMessage'] !== GIVEN_BACK) {
          instance.failures.push({
            elementId: String(value['elementId']),
            message: String(value['errorMessage']),
            retries: Number(value['retries']),
            at: timestamp,
          });
        }
        break;
      case 'INCIDENT':
        if (intent === 'CREATED') {
          instance.incident = {
            kind: 'incident',
            elementId: String(value['elementId']),
            errorType: String(value['errorType']),
            errorMessage: String(value['errorMessage']),
            variables: instance.variables,
            failures: instance.failures,
          };
        }
    }
  }
}
