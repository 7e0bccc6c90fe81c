/** What a testbed asks of its engine, in the way of everybody else: over Camunda's REST API. */
export class EngineRequests {
  private readonly address: string;

  constructor(address: string) {
    this.address = address;
  }

  /** @throws Error with the engine's answer where the model is refused */
  async deploy(name: string, xml: string): Promise<{ readonly processIds: readonly string[] }> {
    const form = new FormData();
    form.append('resources', new Blob([xml]), name);
    const { deployments } = (await this.post('/deployments', form)) as {
      readonly deployments: readonly { readonly processDefinition: { readonly processDefinitionId: string } }[];
    };
    return { processIds: deployments.map(({ processDefinition }) => processDefinition.processDefinitionId) };
  }

  /** @param variables the text itself reaches the engine, so that numbers keep their digits. @returns the instance's key */
  async start(processId: string, variables: string): Promise<string> {
    const body = `{"processDefinitionId":${JSON.stringify(processId)},"variables":${variables}}`;
    const { processInstanceKey } = (await this.post('/process-instances', body)) as {
      readonly processInstanceKey: string;
    };
    return processInstanceKey;
  }

  /** The instance's own variables, as JSON. */
  async variablesOf(processInstanceKey: string): Promise<ReadonlyMap<string, string>> {
    const search = { filter: { scopeKey: processInstanceKey }, page: { limit: MOST_VARIABLES } };
    const { items } = (await this.post('/variables/search', JSON.stringify(search))) as {
      readonly items: readonly { readonly name: string; readonly value: string }[];
    };
    return new Map(items.map(({ name, value }) => [name, value]));
  }

  private async post(path: string, body: string | FormData): Promise<unknown> {
    const headers = typeof body === 'string' ? { 'content-type': 'application/json' } : {};
    const response = await fetch(`${this.address}/v2${path}`, { method: 'POST', headers, body });
    const content = (await response.json()) as { readonly detail?: string };
    if (!response.ok) throw new Error(content.detail ?? `the engine answered ${response.status}`);
    return content;
  }
}

const MOST_VARIABLES = 10_000;
