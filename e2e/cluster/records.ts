import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { isJsonObject, type JsonObject, type JsonValue, parseJson } from '@camunda-sqs-connector/feel/json';
import { until } from '../until.ts';
import type { JobFailure, Outcome } from '../worlds/world.ts';

/** An event of the engine, as the exporter wrote it. */
export interface ZeebeRecord {
  readonly valueType: string;
  readonly intent: string;
  readonly key: string;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  readonly value: JsonObject;
}

interface Instance {
  readonly failures: JobFailure[];
  readonly variables: Map<string, string>;
  readonly jobs: ZeebeRecord[];
  incident?: Extract<Outcome, { kind: 'incident' }>;
  isCompleted?: boolean;
}

const CHUNK_BYTES = 1 << 20;
/** The gateway's own words where a request for jobs ended just before its jobs came: they are handed out again, with the same retries. */
const GIVEN_BACK = 'Failed to send activated jobs to client';

/** What the engine's exporter has written of its process instances. */
export class Records {
  private readonly folder: string;
  private readonly files = new Map<string, { offset: number; rest: Buffer; position: number }>();
  private readonly instances = new Map<string, Instance>();

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Waits until the instance has completed or has an incident. */
  outcomeOf(instanceKey: string, withinMs = 60_000): Promise<Outcome> {
    return until(`the end of process instance ${instanceKey}`, withinMs, () => {
      this.read();
      return this.outcomeSoFar(instanceKey);
    });
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
    return readdirSync(this.folder)
      .map((name) => readFileSync(join(this.folder, name), 'utf8'))
      .join('\n');
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

  /** Takes in what was written since the last time. Each partition has a file. */
  private read(): void {
    for (const name of readdirSync(this.folder)) {
      const file = this.files.get(name) ?? { offset: 0, rest: Buffer.alloc(0), position: -1 };
      this.files.set(name, file);
      const descriptor = openSync(join(this.folder, name), 'r');
      try {
        const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
        for (;;) {
          const bytes = readSync(descriptor, chunk, 0, CHUNK_BYTES, file.offset);
          if (bytes === 0) break;
          file.offset += bytes;
          const text = Buffer.concat([file.rest, chunk.subarray(0, bytes)]);
          const end = text.lastIndexOf(10) + 1;
          file.rest = text.subarray(end);
          for (const line of text.toString('utf8', 0, end).split('\n')) this.note(line, file);
        }
      } finally {
        closeSync(descriptor);
      }
    }
  }

  private note(line: string, file: { position: number }): void {
    const parsed = parsedLine(line);
    if (!isJsonObject(parsed) || !isJsonObject(parsed['value'])) return;
    const position = Number(parsed['position']);
    if (position <= file.position) return;
    file.position = position;
    const { value } = parsed;
    const record: ZeebeRecord = {
      valueType: String(parsed['valueType']),
      intent: String(parsed['intent']),
      key: String(parsed['key']),
      timestamp: Number(parsed['timestamp']),
      value,
    };
    this.take(record);
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

/** A crash may have cut a line: the exporter writes its record once more. */
function parsedLine(line: string): JsonValue {
  try {
    return line === '' ? null : parseJson(line);
  } catch {
    return null;
  }
}
