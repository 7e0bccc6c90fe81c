/** Whose job asks for a secret. */
export interface SecretScope {
  readonly tenantId: string;
  /** The id of the process in its BPMN model. */
  readonly processDefinitionId: string;
}

/** Where secrets come from. An empty text is a value; undefined means that there is no such secret. */
export interface SecretSource {
  get(name: string, scope: SecretScope): string | undefined;
  /** Where the operator would put a secret of that name, for error messages. */
  describe(name: string, scope: SecretScope): string;
}

/** What precedes a secret's name, so that tenants or processes have secrets of their own. */
export interface SecretNaming {
  /** The job's tenant. @default false */
  readonly tenantAware?: boolean;
  /** The job's process, after the tenant. @default false */
  readonly processDefinitionAware?: boolean;
}

/** The name under which a job's secret is kept: `<tenant>_<process>_NAME`, as far as the naming asks for it. */
export function scopedName(name: string, scope: SecretScope, naming: SecretNaming): string {
  return [
    ...(naming.tenantAware ? [scope.tenantId] : []),
    ...(naming.processDefinitionAware ? [scope.processDefinitionId] : []),
    name,
  ].join('_');
}

/** The sources one after the other: the first that knows a secret gives it. */
export function firstOf(sources: readonly SecretSource[]): SecretSource {
  return {
    get(name, scope) {
      for (const source of sources) {
        const value = source.get(name, scope);
        if (value !== undefined) return value;
      }
      return undefined;
    },
    describe: (name, scope) =>
      sources.length === 0
        ? 'up a source of secrets: all of them are switched off'
        : sources.map((source) => source.describe(name, scope)).join(', or '),
  };
}
