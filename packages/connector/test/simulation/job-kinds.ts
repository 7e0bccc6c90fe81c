import type { JsonObject } from '@camunda-sqs-connector/feel/json';

/** How a job ends when nothing is in its way. */
export type ExpectedEnd =
  /** Its message is in the queue, and the process knows its id. */
  | 'completed'
  /** Its message is in the queue, and its incident names it. */
  | 'failedAfterSend'
  /** Nothing was sent, and its first incident says why. */
  | 'refused'
  /** Nothing was sent: AWS refuses it each time. */
  | 'exhausted'
  /** Nothing was sent, and the model catches it. */
  | 'thrown';

/** One sort of task. */
export interface JobKind {
  readonly end: ExpectedEnd;
  /** The queue's name. @param tenant `a` or `b` */
  readonly queue: (tenant: string) => string;
  /** Further fields of the input `queue`. */
  readonly fields?: (job: NamedJob) => JsonObject;
  readonly headers?: Readonly<Record<string, string>>;
  /** Signed with the keys of the provider chain. @default false: with those of the job's tenant */
  readonly usesChain?: true;
  /** The engine cannot store its result. */
  readonly isTooLarge?: true;
  /** Another host than SQS. */
  readonly origin?: string;
  /** So large that few of them fit into a request; drawn only where all jobs of a run are alike. */
  readonly isBulky?: true;
}

export interface NamedJob {
  readonly id: string;
  readonly group: string;
}

export const REGION = 'eu-central-1';
export const SQS_ORIGIN = `https://sqs.${REGION}.amazonaws.com`;
/** Each tenant has queues of its own. */
const own = (rest: string) => (tenant: string) => `${tenant}-${rest}`;
const inGroup = ({ group }: NamedJob) => ({ type: 'fifo', messageGroupId: group });
/** Three are more than SQS takes in one request. */
const BULKY_BODY = 'x'.repeat(400_000);

/** The names that a plan uses. */
export const jobKinds = {
  standard: { end: 'completed', queue: own('orders') },
  chain: { end: 'completed', queue: own('orders'), usesChain: true },
  /** A FIFO queue whose messages are told apart by their contents. */
  content: {
    end: 'completed',
    queue: own('content.fifo'),
    fields: (job) => ({ ...inGroup(job), messageBody: job.id }),
  },
  /** The model gives the deduplication id; all bodies are equal. */
  ownId: {
    end: 'completed',
    queue: own('events.fifo'),
    fields: (job) => ({ ...inGroup(job), messageDeduplicationId: job.id }),
  },
  /** The message has the id of its job; all bodies are equal. */
  jobId: {
    end: 'completed',
    queue: own('jobs.fifo'),
    fields: (job) => ({ ...inGroup(job), deduplication: 'job' }),
  },
  /** A model for the official connector: the queue refuses its message until it has the id of its job. */
  silent: { end: 'completed', queue: own('jobs.fifo'), fields: inGroup },
  bulky: { end: 'completed', queue: own('orders'), fields: () => ({ messageBody: BULKY_BODY }), isBulky: true },
  patient: { end: 'completed', queue: own('orders'), headers: { jobTimeout: 'PT2M', retryBackoff: 'PT5S' } },
  badResult: { end: 'failedAfterSend', queue: own('orders'), headers: { resultExpression: '=response.messageId' } },
  asksAgain: {
    end: 'failedAfterSend',
    queue: own('orders'),
    headers: { errorExpression: '=if messageId = null then null else jobError("again", {}, 5)' },
  },
  tooLarge: { end: 'failedAfterSend', queue: own('orders'), isTooLarge: true },
  noBody: { end: 'refused', queue: own('orders'), fields: () => ({ messageBody: '' }) },
  badTarget: { end: 'refused', queue: own('orders'), origin: 'https://elsewhere.example' },
  badMapping: { end: 'refused', queue: own('orders'), headers: { resultExpression: '={id: response.' } },
  noQueue: { end: 'exhausted', queue: () => 'nowhere' },
  denied: {
    end: 'thrown',
    queue: () => 'forbidden',
    headers: { errorExpression: '=if error.code = "AccessDenied" then bpmnError("DENIED") else null' },
  },
} as const satisfies Record<string, JobKind>;

export type JobKindName = keyof typeof jobKinds;

/** Queues that exist. */
export const queueNames = [
  'forbidden',
  ...['a', 'b'].flatMap((t) => ['orders', 'events.fifo', 'content.fifo', 'jobs.fifo'].map((q) => `${t}-${q}`)),
];

/** Whether a queue tells messages apart by their contents. */
export function looksAtContents(queue: string): boolean {
  return queue.includes('content');
}

export function isFifo(kind: JobKind): boolean {
  return kind.queue('a').endsWith('.fifo');
}

/** The headers of a job: the process learns the message's id unless the kind says otherwise. */
export function headersOf(kind: JobKind): Readonly<Record<string, string>> {
  return { resultExpression: '={messageId: response.messageId}', ...kind.headers };
}

/** The variables of a job. Job and attempt go with the message as attributes, which no queue looks at. */
export function variablesOf(kind: JobKind, tenant: string, job: NamedJob, attempt: number): JsonObject {
  const attribute = (text: string) => ({ StringValue: text, DataType: 'String' });
  return {
    authentication: kind.usesChain
      ? { type: 'defaultCredentialsChain' }
      : { type: 'credentials', accessKey: accessKeyOf(tenant), secretKey: `{{secrets.KEY_${tenant}}}` },
    configuration: { region: REGION },
    queue: {
      url: `${kind.origin ?? SQS_ORIGIN}/000000000000/${kind.queue(tenant)}`,
      messageBody: 'hello',
      messageAttributes: { job: attribute(job.id), attempt: attribute(String(attempt)) },
      ...kind.fields?.(job),
    },
  };
}

/** A tenant's keys. */
export function accessKeyOf(tenant: string): string {
  return `AKIA${tenant.toUpperCase()}`;
}

export function secretKeyOf(tenant: string): string {
  return `key-of-tenant-${tenant}`;
}
