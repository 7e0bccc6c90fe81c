import type { EngineRecord } from '@camunda-sqs-connector/engine';
import { stringifyJson } from '@camunda-sqs-connector/feel/json';
import type { JobFailure, Outcome } from './world.ts';

/** Follows what the engine tells of its instances. */
export class Watch {
  private readonly owners = new Map<string, { readonly instanceKey: string; readonly elementId: string }>();
  private readonly failures = new Map<string, JobFailure[]>();
  private readonly outcomes = new Map<string, Outcome>();
  private readonly waiting = new Map<string, (outcome: Outcome) => void>();

  note(record: EngineRecord): void {
    if (record.kind === 'element') {
      const { event, instance } = record;
      this.owners.set(instance.key, { instanceKey: instance.process.key, elementId: instance.element.id });
      if (instance !== instance.process || event !== 'COMPLETED') return;
      this.end(instance.key, {
        kind: 'completed',
        variables: variablesOf(instance),
        failures: this.failuresOf(instance.key),
      });
    } else if (record.kind === 'job' && record.event === 'FAILED') {
      const { job } = record;
      const owner = this.owners.get(job.elementInstanceKey);
      if (!owner) return;
      const { retries, failure: message = '' } = job;
      const failure = { elementId: owner.elementId, message, retries, at: Date.now() };
      this.failures.set(owner.instanceKey, [...this.failuresOf(owner.instanceKey), failure]);
    } else if (record.kind === 'incident' && record.event === 'CREATED') {
      const { instance, type: errorType, message: errorMessage } = record.incident;
      const { process, element } = instance;
      this.end(process.key, {
        kind: 'incident',
        elementId: element.id,
        errorType,
        errorMessage,
        variables: variablesOf(process),
        failures: this.failuresOf(process.key),
      });
    }
  }

  outcomeOf(instanceKey: string): Promise<Outcome> {
    const known = this.outcomes.get(instanceKey);
    return known ? Promise.resolve(known) : new Promise((resolve) => this.waiting.set(instanceKey, resolve));
  }

  private failuresOf(instanceKey: string): readonly JobFailure[] {
    return this.failures.get(instanceKey) ?? [];
  }

  private end(instanceKey: string, outcome: Outcome): void {
    this.outcomes.set(instanceKey, outcome);
    this.waiting.get(instanceKey)?.(outcome);
  }
}

type Instance = Extract<EngineRecord, { kind: 'element' }>['instance'];

function variablesOf(process: Instance): ReadonlyMap<string, string> {
  const texts = [...process.variables.variables()].map(({ name, value }) => [name, stringifyJson(value)] as const);
  return new Map(texts);
}
