import { parseJson } from '@camunda-sqs-connector/feel/json';

/** What a client asks of any Camunda engine: to deploy, and to start. */
export class EngineApi {
  private readonly address: string;
  private readonly maxTries: number;

  /** @param maxTries how often an engine that is overloaded, or not yet back, is asked */
  constructor(address: string, maxTries = 100) {
    this.address = address;
    this.maxTries = maxTries;
  }

  /** @throws Error with the engine's answer where it refuses the model */
  async deploy(xml: string): Promise<void> {
    const form = new FormData();
    form.append('resources', new Blob([xml]), 'model.bpmn');
    await this.post('/deployments', form);
  }

  /** @returns the instance's key, digit by digit */
  async start(processId: string, variables: string): Promise<string> {
    const body = `{"processDefinitionId":${JSON.stringify(processId)},"variables":${variables}}`;
    const answer = parseJson(await this.post('/process-instances', body)) as { processInstanceKey: unknown };
    return String(answer.processInstanceKey);
  }

  /** The variables, incidents and jobs of all instances, of an engine of 8.8 or later. */
  async everything(): Promise<string> {
    const body = JSON.stringify({ page: { limit: 1_000_000 } });
    const kinds = ['variables', 'incidents', 'jobs'];
    return (await Promise.all(kinds.map((kind) => this.post(`/${kind}/search`, body)))).join('\n');
  }

  /** An engine that is overloaded, or not yet back, is asked again: a start may then happen twice. */
  private async post(path: string, body: string | FormData): Promise<string> {
    for (let tries = 1; ; tries++) {
      const headers: Record<string, string> = typeof body === 'string' ? { 'content-type': 'application/json' } : {};
      const response = await fetch(`${this.address}/v2${path}`, { method: 'POST', headers, body });
      const text = await response.text();
      if (response.ok) return text;
      const isBusy = [429, 503, 504].includes(response.status);
      if (!isBusy || tries >= this.maxTries) throw new Error(`${path}: ${response.status} ${text}`);
      await new Promise((resolve) => setTimeout(resolve, 20 * Math.min(tries, 10)));
    }
  }
}
