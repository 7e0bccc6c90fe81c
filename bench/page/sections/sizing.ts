import { table } from '../../../packages/connector/src/markdown.ts';
import { LIMITS } from '../../../packages/connector/src/request/limits.ts';
import type { Results } from '../../results.ts';
import { percent, plain, shown } from '../numbers.ts';
import {
  DEFAULT_JOBS_AT_ONCE,
  DOLLARS_A_MILLION,
  FIFO_QUOTA,
  fifoMessagesPerSecond,
  limitForBodies,
  type Memory,
  mostPerSecond,
  PLANNED_SHARE,
  planFor,
  type Sizing,
  sizingOf,
} from '../sizing.ts';
import { notMeasured } from './not-measured.ts';

const RATES = [10, 100, 500, 1000, 2000];
const LATENCIES_MS = [5, 10, 25, 50, 100];

/** Advice that follows from the figures by rule. */
export function sizingSection(results: Results | undefined): string {
  const sizing = sizingOf(results);
  return [
    '## Sizing',
    ...(sizing ? [cpu(sizing), ...(sizing.memory ? [memory(sizing.memory)] : [])] : [notMeasured('bench')]),
    jobsAtOnce(),
    replicas(sizing),
    quotas(sizing?.requestsPerMessage),
    cost(sizing?.requestsPerMessage),
  ].join('\n\n');
}

function cpu(sizing: Sizing): string {
  const { workerCpuMs, perCore, perWorker } = sizing;
  const plans = RATES.map((rate) => planFor(rate, sizing));
  return `\
### CPU

A message takes the worker at most ${shown(workerCpuMs)} ms of CPU here (the upper end of the interval, in the dearest of the compared situations), so a core carries about
${plain(perCore)} messages a second. A worker is one process and uses one core; plan it with ${plain(perWorker)} a second, so that it can catch up after an outage.

${table(
  ['Messages a second', 'Workers', 'CPU request of each', 'CPU of the engine for these jobs'],
  plans.map(({ perSecond, workers, cpuRequestMilli, engineMilli }) => [
    plain(perSecond),
    String(workers),
    `${cpuRequestMilli}m`,
    engineMilli === undefined ? '–' : `${engineMilli}m`,
  ]),
)}

There is a worker more than the rate needs, at least two: one may be restarted while the others work. Set no CPU limit, or a whole core: a
throttled worker keeps its jobs waiting. Your own figure is
\`rate(process_cpu_seconds_total[5m]) / rate(camunda_client_worker_job_handled_total[5m])\`, seconds of CPU a message.`;
}

function memory(figures: Memory): string {
  const { loadMb, requestMb, limitMb, copies } = figures;
  const large = LIMITS.messageBytes / 1024 ** 2;
  return `\
### Memory

Under load the worker held at most ${shown(loadMb)} MB. For Kubernetes:

\`\`\`yaml
resources:
  requests: { memory: ${requestMb}Mi }
  limits: { memory: ${limitMb}Mi }
\`\`\`

${
  copies === undefined
    ? 'How much large bodies add was not measured yet.'
    : `Large bodies add to that: ${copies < 0.1 ? 'here they took no more that could be measured' : `a job in work holds its body about ${shown(copies)} times`}. For ${DEFAULT_JOBS_AT_ONCE} jobs at once with bodies of ${large} MiB, SQS’s limit, that is a memory limit of ${limitForBodies(figures, large)}Mi.`
} It grows with \`CAMUNDA_WORKER_MAX_CONCURRENT_JOBS\`, too.`;
}

function jobsAtOnce(): string {
  return `\
### Jobs at once

A job is in work while SQS takes its message. So a worker, as far as its CPU goes, sends at most its jobs at once (\`CAMUNDA_WORKER_MAX_CONCURRENT_JOBS\`,
${DEFAULT_JOBS_AT_ONCE} by default) divided by the seconds that SQS takes to answer:

${table(
  ['SQS answers after', ...LATENCIES_MS.map((latency) => `${latency} ms`)],
  [16, DEFAULT_JOBS_AT_ONCE, 256].map((jobs) => [
    `${jobs} jobs at once`,
    ...LATENCIES_MS.map((latency) => `${plain(mostPerSecond(jobs, latency))}/s`),
  ]),
)}

A message may wait for the request before it, so plan with half of that. More jobs at once cost memory, and make a crash leave more jobs to
the engine’s timeout; they bring nothing while free slots are left.`;
}

function replicas(sizing: Sizing | undefined): string {
  const engine =
    sizing?.engineCpuMs === undefined
      ? ''
      : `\nThe engine took ${shown(sizing.engineCpuMs)} ms of CPU for the same message, ${shown(sizing.engineCpuMs / sizing.workerCpuMs)} times as much as the worker: look at it first.\n`;
  return `\
### When more workers
${engine}
| What is seen | What helps |
| --- | --- |
| the worker uses more than ${percent(PLANNED_SHARE)} of a core for minutes | another worker |
| \`connector_slots{state="free"}\` stays at 0, and CPU is left | more jobs at once: SQS is slow or far |
| instances wait at the task, slots and CPU are free | the engine is the limit: partitions, CPU, disk |
| \`connector_send_duration_seconds\` grows with the rate | SQS throttles: its quotas are below |`;
}

function quotas(requestsPerMessage: number | undefined): string {
  const { requestsPerSecond, messagesPerSecond } = FIFO_QUOTA;
  const here =
    requestsPerMessage === undefined
      ? ''
      : ` With ${shown(requestsPerMessage)} requests a message, as measured with many jobs at once, that is about ${plain(fifoMessagesPerSecond(requestsPerMessage))} messages a second; with a request each it would be ${requestsPerSecond}.`;
  return `\
### Quotas of SQS

A standard queue takes nearly any rate. A FIFO queue takes ${requestsPerSecond} requests a second, or ${plain(messagesPerSecond)} messages in requests of ${LIMITS.batchEntries}, from all senders together,
unless it is made for high throughput.${here} Of one message group a single request is under way at a time,
so a group gets at most ${LIMITS.batchEntries} messages in the time that SQS takes to answer: ${plain((LIMITS.batchEntries * 1000) / 10)} a second at 10 ms.`;
}

function cost(requestsPerMessage: number | undefined): string {
  const { standard, fifo } = DOLLARS_A_MILLION;
  const millions = 100;
  const money = (dollars: number) => `$${dollars.toFixed(2)}`;
  const priced = `SQS charges requests, not messages: about ${money(standard)} a million on standard queues, ${money(fifo)} on FIFO ones (us-east-1, at the time of writing; each 64 KiB of a request count as one).`;
  if (requestsPerMessage === undefined)
    return `### What batching saves\n\n${priced} Up to ${LIMITS.batchEntries} messages in a request cost a tenth.`;
  return `\
### What batching saves

${priced}

${table(
  [`${millions} million messages`, 'Requests', 'Standard', 'FIFO'],
  [
    ['a request each', 1] as const,
    ['together, as measured with many jobs at once', Math.min(1, requestsPerMessage)] as const,
  ].map(([how, share]) => [
    how,
    `${shown(millions * share)} million`,
    money(millions * share * standard),
    money(millions * share * fifo),
  ]),
)}

That is ${percent(1 - Math.min(1, requestsPerMessage))} less. Messages that come one by one leave one by one: then nothing is saved, and nothing waits.`;
}
