import { RecordFiles, type ZeebeRecord } from '../cluster/record-files.ts';

/** What the engine has written of a process instance. */
export interface Instance {
  /** The number that it was begun with. */
  n?: number;
  /** Of its message, as the process knows it: JSON. */
  messageId?: string;
  isCompleted?: boolean;
  incident?: string;
}

/** Most of what an engine writes is of no use here, and would cost more to parse than all the rest of the run. */
const WANTED = /"name":"(?:n|messageId)"|"bpmnElementType":"PROCESS"|"valueType":"INCIDENT"|"intent":"FAILED"/;

/** Keeps of tens of thousands of instances what is to be judged, and nothing else. */
export class EngineLedger {
  readonly instances = new Map<string, Instance>();
  completed = 0;
  /** What jobs failed with, however often. */
  readonly failures = new Map<string, number>();
  private readonly files: RecordFiles;

  constructor(folder: string) {
    this.files = new RecordFiles(folder, (line) => WANTED.test(line));
  }

  /** Takes in what was written since the last time. */
  read(): void {
    this.files.read((record) => this.take(record));
  }

  private take({ valueType, intent, key, value }: ZeebeRecord): void {
    const instanceKey = String(value['processInstanceKey']);
    const instance = this.instances.get(instanceKey) ?? {};
    if (valueType === 'VARIABLE' && String(value['scopeKey']) === instanceKey) {
      if (value['name'] === 'n') instance.n = Number(value['value']);
      if (value['name'] === 'messageId') instance.messageId = String(value['value']);
    } else if (valueType === 'PROCESS_INSTANCE' && key === instanceKey && intent === 'ELEMENT_COMPLETED') {
      instance.isCompleted = true;
      this.completed++;
    } else if (valueType === 'INCIDENT' && intent === 'CREATED') {
      instance.incident = String(value['errorMessage']);
    } else if (valueType === 'JOB' && intent === 'FAILED') {
      const text = String(value['errorMessage']);
      this.failures.set(text, (this.failures.get(text) ?? 0) + 1);
    }
    this.instances.set(instanceKey, instance);
  }
}
