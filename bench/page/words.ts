/** How candidates, measures and situations are called where people read them. */

interface Measure {
  readonly title: string;
  readonly unit: string;
}

const MEASURES: Readonly<Record<string, Measure>> = {
  workerCpuMs: { title: 'worker CPU a message', unit: 'ms' },
  engineCpuMs: { title: 'engine CPU a message', unit: 'ms' },
  messagesPerSecond: { title: 'messages a second', unit: '' },
  sqsRequestsPerMessage: { title: 'requests to SQS a message', unit: '' },
  connections: { title: 'connections to SQS', unit: '' },
  residentMbIdle: { title: 'resident memory, idle', unit: 'MB' },
  residentMbLoad: { title: 'resident memory under load', unit: 'MB' },
  residentMbEnd: { title: 'resident memory at the end', unit: 'MB' },
  startMs: { title: 'start to the first completed job', unit: 'ms' },
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
};

export function candidateOf(name: string): string {
  return CANDIDATES[name] ?? apart(name);
}

type Value = number | string;

interface Condition {
  /** As the head of a column. */
  readonly head: string;
  readonly phrase: (value: Value) => string;
}

const CONDITIONS: Readonly<Record<string, Condition>> = {
  sqsLatencyMs: { head: 'SQS answers after, ms', phrase: (value) => `SQS answers after ${value} ms` },
  jobsInFlight: { head: 'jobs at once', phrase: counted('job at once', 'jobs at once') },
  queues: { head: 'queues', phrase: counted('queue', 'queues') },
  credentials: { head: 'credentials', phrase: counted('pair of keys', 'pairs of keys') },
  bodyKb: { head: 'body, kB', phrase: (value) => `bodies of ${value} kB` },
  workers: { head: 'workers', phrase: counted('worker', 'workers') },
  partitions: { head: 'partitions', phrase: counted('partition', 'partitions') },
  perSecond: { head: 'instances a second', phrase: counted('instance a second', 'instances a second') },
};

export function conditionOf(name: string): Condition {
  return CONDITIONS[name] ?? { head: apart(name), phrase: (value) => `${apart(name)}: ${value}` };
}

function counted(one: string, many: string): (value: Value) => string {
  return (value) => `${value} ${value === 1 ? one : many}`;
}

/** `bodyBytesMost` → `body bytes most`. */
function apart(name: string): string {
  return name.replaceAll(/(?<=[a-z0-9])[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`);
}
