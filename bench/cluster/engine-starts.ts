import { Agent, request } from 'node:http';

/** Starts instances by the engine's REST API, with little CPU: it works beside what is measured. */
export class EngineStarts {
  private readonly url: string;
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 64 });

  constructor(address: string) {
    this.url = `${address}/v2/process-instances`;
  }

  /** An engine that has too much to do is asked again. */
  async start(processId: string, variables: string): Promise<void> {
    for (;;) {
      const { status, text } = await this.post(
        `{"processDefinitionId":${JSON.stringify(processId)},"variables":${variables}}`,
      );
      if (status === 200) return;
      if (status !== 429 && status !== 503) throw new Error(`an instance was not started: ${status} ${text}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** @returns the milliseconds from the request to the answer, which comes when the instance has completed; undefined where the engine refuses to start one, since it has too much to do */
  async startAndAwait(processId: string, variables: string): Promise<number | undefined> {
    const startedAt = performance.now();
    const { status, text } = await this.post(
      `{"processDefinitionId":${JSON.stringify(processId)},"awaitCompletion":true,"requestTimeout":20000,"fetchVariables":["none"],"variables":${variables}}`,
    );
    if (status === 429) return undefined;
    if (status !== 200) throw new Error(`an instance did not complete: ${status} ${text}`);
    return performance.now() - startedAt;
  }

  close(): void {
    this.agent.destroy();
  }

  private post(body: string): Promise<{ readonly status: number | undefined; readonly text: string }> {
    return new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
      const sent = request(this.url, { method: 'POST', agent: this.agent, headers }, (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (chunk: string) => {
          text += chunk;
        });
        answer.on('end', () => resolve({ status: answer.statusCode, text }));
        answer.on('error', reject);
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }
}
