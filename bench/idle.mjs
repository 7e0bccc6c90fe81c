// How long `camunda-sqs-connector run` takes to ask for its first job, and what memory it holds then, idle. Linux only.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../packages/connector/bin/camunda-sqs-connector.mjs', import.meta.url));
const ROUNDS = 5;
const IDLE_MS = 3000;

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const rounds = [];
for (let round = 0; round < ROUNDS; round++) rounds.push(await measure());
console.log(
  `start to first request for jobs: ${median(rounds.map(({ startMs }) => startMs))} ms (median of ${ROUNDS}; goal 600)`,
);
console.log(
  `resident memory, idle:           ${median(rounds.map(({ residentMb }) => residentMb))} MB (median of ${ROUNDS}; goal 90)`,
);

/** One start against an engine that holds every request open. */
async function measure() {
  let asked = () => {};
  const firstRequest = new Promise((resolve) => {
    asked = resolve;
  });
  const server = createServer(() => asked());
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const environment = {
    ...process.env,
    CAMUNDA_REST_ADDRESS: `http://127.0.0.1:${server.address().port}`,
    SQS_CONNECTOR_HTTP_PORT: '0',
  };
  const startedAt = performance.now();
  const child = spawn(process.execPath, [CLI, 'run'], { env: environment, stdio: 'ignore' });
  await firstRequest;
  const startMs = Math.round(performance.now() - startedAt);
  await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
  const resident = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1];
  child.kill('SIGKILL');
  server.closeAllConnections();
  server.close();
  return { startMs, residentMb: Math.round(Number(resident) / 1024) };
}
