import type { ElementInstance } from './element-instance.ts';
import type { IncidentType } from './failure.ts';

export interface Incident {
  readonly key: string;
  readonly type: IncidentType;
  readonly message: string;
  readonly instance: ElementInstance;
  readonly jobKey: string | undefined;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** Does what failed once more; undefined where the job is handed out again. */
  readonly retry: (() => void) | undefined;
  state: 'ACTIVE' | 'RESOLVED';
}

/** All incidents since the start, and those that are open, by element instance. */
export class Incidents {
  private readonly byKey = new Map<string, Incident>();
  private readonly openByInstance = new Map<ElementInstance, Set<Incident>>();

  add(incident: Incident): void {
    this.byKey.set(incident.key, incident);
    const open = this.openByInstance.get(incident.instance) ?? new Set();
    this.openByInstance.set(incident.instance, open.add(incident));
  }

  /** In the order of their creation. */
  all(): Iterable<Incident> {
    return this.byKey.values();
  }

  open(key: string): Incident | undefined {
    const incident = this.byKey.get(key);
    return incident?.state === 'ACTIVE' ? incident : undefined;
  }

  openOf(instance: ElementInstance): readonly Incident[] {
    return [...(this.openByInstance.get(instance) ?? [])];
  }

  resolve(incident: Incident): void {
    incident.state = 'RESOLVED';
    const open = this.openByInstance.get(incident.instance);
    open?.delete(incident);
    if (open?.size === 0) this.openByInstance.delete(incident.instance);
  }
}
