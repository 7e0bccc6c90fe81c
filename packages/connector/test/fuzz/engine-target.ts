import { createRestEngineClient, EngineError } from '@camunda-sqs-connector/runtime';
import { answerOf, startHostileServer } from './hostile-server.ts';
import { firstOf, pollution, type Target, type Verdict } from './verdict.ts';

const REQUEST = {
  type: 'io.camunda:aws-sqs:1',
  worker: 'fuzz',
  maxJobs: 3,
  timeoutMs: 60_000,
  requestTimeoutMs: 100,
  fetchVariables: [],
  tenantIds: [],
};
const MARGIN_MS = 300;
/** Margins of head and content, and what reading 64 MB on a busy machine takes. */
const LONGEST_MS = 10_000;

/** An engine's answer to a request for jobs, whatever its bytes: jobs that are whole and asked for, or an error that is told. */
export async function engineTarget(): Promise<Target> {
  const server = await startHostileServer();
  const client = createRestEngineClient({ address: server.address, answerMarginMs: MARGIN_MS });
  return {
    async check(input) {
      server.set(answerOf(input));
      const started = performance.now();
      const verdict = await asked(client);
      const tookMs = performance.now() - started;
      return firstOf(verdict, tookMs > LONGEST_MS ? `it took ${Math.round(tookMs)} ms` : undefined, pollution());
    },
    async close() {
      await server.stop();
      await client.close();
    },
  };
}

async function asked(client: ReturnType<typeof createRestEngineClient>): Promise<Verdict> {
  try {
    const jobs = await client.activate(REQUEST);
    if (jobs.length > REQUEST.maxJobs) return `it took ${jobs.length} jobs`;
    if (new Set(jobs.map(({ key }) => key)).size < jobs.length) return 'it took a job twice';
    for (const job of jobs) {
      const { key, type, retries, customHeaders, variables } = job;
      if (!/^\d{1,20}$/.test(key) || type !== REQUEST.type || !Number.isInteger(retries)) return 'it took a broken job';
      if (Object.values(customHeaders).some((header) => typeof header !== 'string'))
        return 'it took a header of no text';
      if (Array.isArray(variables)) return 'it took variables that are no object';
    }
    return undefined;
  } catch (error) {
    if (!(error instanceof EngineError)) return `it threw ${String(error).slice(0, 300)}`;
    return error.message.length > 100_000 ? `its error has ${error.message.length} characters` : undefined;
  }
}
