/** How candidates, measures and situations are called where people read them. */

interface Measure {
  readonly title: string;
  readonly unit: string;
}

const MEASURES: Readonly<Record<string, Measure>> = {
  workerCpuMs: { title: 'worker CPU a message', unit: 'ms' },
  workerCpuUsPerMessage: { title: 'worker CPU a message', unit: 'µs' },
  cpuUsPerMessage: { title: 'CPU a message', unit: 'µs' },
  us: { title: 'time', unit: 'µs' },
  engineCpuMs: { title: 'engine CPU a message', unit: 'ms' },
  messagesPerSecond: { title: 'messages a second', unit: '' },
  sqsRequestsPerMessage: { title: 'requests to SQS a message', unit: '' },
  connections: { title: 'connections to SQS', unit: '' },
  residentMbIdle: { title: 'resident memory, idle', unit: 'MB' },
  residentMbLoad: { title: 'resident memory under load', unit: 'MB' },
  residentMbEnd: { title: 'resident memory at the end', unit: 'MB' },
  startMs: { title: 'start', unit: 'ms' },
  readyMs: { title: 'start to ready', unit: 'ms' },
  p50Ms: { title: 'latency, p50', unit: 'ms' },
  p95Ms: { title: 'latency, p95', unit: 'ms' },
  p99Ms: { title: 'latency, p99', unit: 'ms' },
};

const UNITS: readonly (readonly [RegExp, string])[] = [
  [/Ms$/, 'ms'],
  [/Us$/, 'µs'],
  [/Mb$/, 'MB'],
  [/Kb$/, 'kB'],
];

/** Names that nobody has put down here are taken apart at their capitals, so that no row is lost. */
export function measureOf(name: string): Measure {
  const known = MEASURES[name];
  if (known) return known;
  const [ending, unit] = UNITS.find(([pattern]) => pattern.test(name)) ?? [/$^/, ''];
  return { title: apart(name.replace(ending, '')), unit };
}

const CANDIDATES: Readonly<Record<string, string>> = {
  connector: 'this connector',
  usual: 'the usual SDKs',
  completesOnly: 'completes only',
  bareRequest: 'SQS by itself',
};

export function candidateOf(name: string): string {
  return CANDIDATES[name] ?? apart(name);
}

type Value = number | string;

interface Condition {
  /** After `by`. */
  readonly noun: string;
  /** Of a column with its values. */
  readonly head: string;
  readonly phrase: (value: Value) => string;
}

const CONDITIONS: Readonly<Record<string, Condition>> = {
  part: { noun: 'part', head: 'part', phrase: String },
  step: { noun: 'step', head: 'step', phrase: (value) => `step ${value}` },
  messages: { noun: 'messages', head: 'messages', phrase: (value) => `messages ${value}` },
  sqsLatencyMs: {
    noun: 'SQS’s latency',
    head: 'SQS answers after, ms',
    phrase: (value) => `SQS answers after ${value} ms`,
  },
  bodyKb: { noun: 'size of the body', head: 'body, kB', phrase: (value) => `bodies of ${value} kB` },
  jobsInFlight: counted('job at once', 'jobs at once'),
  queues: counted('queue', 'queues'),
  credentials: counted('pair of keys', 'pairs of keys'),
  workers: counted('worker', 'workers'),
  partitions: counted('partition', 'partitions'),
  perSecond: counted('instance a second', 'instances a second'),
};

export function conditionOf(name: string): Condition {
  const noun = apart(name);
  return CONDITIONS[name] ?? { noun, head: noun, phrase: (value) => `${noun}: ${value}` };
}

function counted(one: string, many: string): Condition {
  return { noun: many, head: many, phrase: (value) => `${value} ${value === 1 ? one : many}` };
}

/** `messagesInABatch` → `messages in a batch`. */
function apart(name: string): string {
  const words = name.replaceAll(/[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`);
  return words.replaceAll(/\b(?:cpu|sqs)\b/g, (short) => short.toUpperCase());
}
