import { type JsonObject, type JsonValue, setOwn } from '@camunda-sqs-connector/feel/json';
import type { ElementInstance } from '../core/element-instance.ts';
import type { Incident } from '../core/incidents.ts';
import type { EngineRecord } from '../core/records.ts';
import type { Job } from '../jobs/jobs.ts';
import type { Condition } from './scenario.ts';

interface TracedElement {
  readonly id: string;
  readonly label: string;
  readonly instance: ElementInstance;
  readonly events: string[];
  readonly variables: Record<string, JsonValue>;
}

/** What happened in a run, in the shape in which golden files tell it. */
export class Trace {
  readonly roots: TracedElement[] = [];
  readonly seenJobs: Record<string, JsonValue>[] = [];
  readonly stepResults: JsonObject[] = [];
  readonly incidents: Incident[] = [];
  readonly jobs = new Map<string, Job>();
  result: JsonObject | undefined;
  private readonly elements = new Map<string, TracedElement>();
  private readonly counts = new Map<string, Record<string, number>>();
  private readonly flows = new Map<string, number>();
  private readonly log: string[] = [];

  note(record: EngineRecord): void {
    switch (record.kind) {
      case 'element': {
        const element = this.elementOf(record.instance);
        element.events.push(record.event);
        this.log.push(`${record.event} ${element.id}`);
        const counts = this.counts.get(element.label) ?? {};
        counts[record.event] = (counts[record.event] ?? 0) + 1;
        this.counts.set(element.label, counts);
        break;
      }
      case 'flow':
        this.flows.set(record.flowId, (this.flows.get(record.flowId) ?? 0) + 1);
        this.log.push(`TAKEN ${record.flowId}`);
        break;
      case 'variable':
        setOwn(this.elementOf(record.scope).variables, record.name, record.value);
        break;
      case 'job':
        this.jobs.set(record.job.key, record.job);
        break;
      case 'incident':
        if (record.event === 'CREATED') this.incidents.push(record.incident);
        break;
    }
  }

  isMet(condition: Condition): boolean {
    if ('incidents' in condition) return this.incidents.length >= condition.incidents;
    const { element, event = 'ACTIVATED', count = 1 } = condition;
    return (this.counts.get(element)?.[event] ?? 0) >= count;
  }

  /** The newest instance of an element that is alive, else the newest. */
  latest(elementId: string): ElementInstance | undefined {
    const all = [...this.elements.values()]
      .map(({ instance }) => instance)
      .filter(({ element, isLoopBody }) => element.id === elementId && !isLoopBody);
    return all.findLast(({ state }) => state !== 'COMPLETED' && state !== 'TERMINATED') ?? all.at(-1);
  }

  /** The newest open incident of an element; `x[mi]` is the body of a loop. */
  openIncident(label: string): Incident | undefined {
    return this.incidents.findLast(
      (incident) => incident.state === 'ACTIVE' && this.elementOf(incident.instance).label === label,
    );
  }

  /** The whole run as a golden file would tell it. */
  toGolden(): JsonObject {
    const elements = [...this.elements.values()].filter(({ events }) => events.length > 0);
    const counts = [...this.counts].map(([label, { ACTIVATED = 0, COMPLETED = 0, TERMINATED = 0 }]) => [
      label,
      { activated: ACTIVATED, completed: COMPLETED, terminated: TERMINATED },
    ]);
    const withVariables = [...this.elements.values()].filter(({ variables }) => Object.keys(variables).length > 0);
    return {
      instances: this.roots.map(({ id, instance, variables }) => ({ id, state: stateOf(instance), variables })),
      openIncidents: this.incidents.filter(({ state }) => state === 'ACTIVE').length,
      ...(this.result && { result: this.result }),
      ...(this.stepResults.length > 0 && { stepResults: this.stepResults }),
      jobs: this.seenJobs,
      incidents: this.incidents.map((incident) => ({
        element: this.elementOf(incident.instance).id,
        errorType: incident.type,
        errorMessage: hideKeys(incident.message),
        resolved: incident.state === 'RESOLVED',
        job: incident.jobKey !== undefined,
      })),
      counts: Object.fromEntries(counts),
      flows: Object.fromEntries(this.flows),
      elements: elements.map(({ id, instance, events }) => this.describe(id, instance, events)),
      scopes: Object.fromEntries(withVariables.map(({ id, variables }) => [id, variables])),
      log: this.log,
    };
  }

  private describe(id: string, instance: ElementInstance, events: readonly string[]): JsonObject {
    const { element, isLoopBody, parent, caller } = instance;
    const scope = parent ?? caller;
    return {
      id,
      element: element.id,
      type: isLoopBody ? 'MULTI_INSTANCE_BODY' : element.type,
      ...(element.eventType && !isLoopBody && { eventType: element.eventType }),
      scope: scope ? this.elementOf(scope).id : null,
      events,
    };
  }

  private elementOf(instance: ElementInstance): TracedElement {
    const known = this.elements.get(instance.key);
    if (known) return known;
    const label = instance.isLoopBody ? `${instance.element.id}[mi]` : instance.element.id;
    const nth = [...this.elements.values()].filter((other) => other.label === label).length + 1;
    const element = { id: `${label}#${nth}`, label, instance, events: [], variables: {} };
    this.elements.set(instance.key, element);
    if (!instance.parent && !instance.caller) this.roots.push(element);
    return element;
  }
}

function stateOf({ state }: ElementInstance): string {
  return state === 'COMPLETED' || state === 'TERMINATED' ? state : 'ACTIVE';
}

/** Keys differ from run to run: golden texts have `<key>` in their place. */
export function hideKeys(text: string): string {
  return text.replace(/\b2251799813\d{6}\b/g, '<key>');
}
