import type { ProcessModel } from '../model/process-model.ts';
import type { ProcessDefinition } from './element-instance.ts';

/** The deployed processes, oldest version first. */
export class Definitions {
  private readonly byProcessId = new Map<string, ProcessDefinition[]>();

  add(
    model: ProcessModel,
    resource: { readonly name: string; readonly xml: string },
    newKey: () => string,
  ): ProcessDefinition {
    const versions = this.byProcessId.get(model.id) ?? [];
    this.byProcessId.set(model.id, versions);
    const definition: ProcessDefinition = {
      key: newKey(),
      version: versions.length + 1,
      resourceName: resource.name,
      xml: resource.xml,
      model,
    };
    versions.push(definition);
    return definition;
  }

  latest(processId: string): ProcessDefinition | undefined {
    return this.byProcessId.get(processId)?.at(-1);
  }

  version(processId: string, version: number): ProcessDefinition | undefined {
    return this.byProcessId.get(processId)?.[version - 1];
  }

  byKey(key: string): ProcessDefinition | undefined {
    return this.all().find((definition) => definition.key === key);
  }

  all(): readonly ProcessDefinition[] {
    return [...this.byProcessId.values()].flat();
  }

  /** The newest version of each process: only these are started by events. */
  newest(): readonly ProcessDefinition[] {
    return [...this.byProcessId.values()].flatMap((versions) => versions.at(-1) ?? []);
  }
}
