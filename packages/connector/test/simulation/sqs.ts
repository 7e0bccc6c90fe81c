import { type Fields, QueueService, SqsError, type StoredMessage, verifySignature } from '@camunda-sqs-connector/queue';
import type { Answer } from '../../src/sending/send-message.ts';
import type { Faults } from './faults.ts';
import {
  accessKeyOf,
  type JobKind,
  jobKinds,
  looksAtContents,
  queueNames,
  SQS_ORIGIN,
  secretKeyOf,
} from './job-kinds.ts';
import type { Ledger } from './ledger.ts';
import { messagesOf, textOf } from './message.ts';
import { EPOCH_MS } from './process.ts';
import type { Random } from './random.ts';
import type { Scheduler } from './scheduler.ts';
import type { Trace } from './trace.ts';

export interface PostedRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Refusals of a batch as a whole. */
const NO_REQUEST = /BatchRequest|BatchEntryId|InBatch/;

/** SQS on the pure core of the embedded queue: signatures and permissions are checked, faults lie around it. */
export class SimulatedSqs {
  readonly service: QueueService;
  private readonly scheduler: Scheduler;
  private readonly random: Random;
  private readonly faults: Faults;
  private readonly ledger: Ledger;
  private readonly trace: Trace;
  private requests = 0;
  /** What standard queues hold twice, in another order. The connector did not send it twice. */
  private readonly repeated: (StoredMessage & { readonly queue: string })[] = [];
  /** Which keys of the machine's role are the current ones. */
  private generation = 1;

  constructor(scheduler: Scheduler, random: Random, faults: Faults, ledger: Ledger, trace: Trace) {
    this.scheduler = scheduler;
    this.random = random;
    this.faults = faults;
    this.ledger = ledger;
    this.trace = trace;
    let ids = 0;
    const newId = () => `message-${++ids}`;
    this.service = new QueueService({ origin: SQS_ORIGIN, newId, createQueuesOnDemand: false });
    for (const name of queueNames) {
      this.service.create(name, looksAtContents(name) ? { ContentBasedDeduplication: 'true' } : {}, EPOCH_MS);
    }
  }

  /** The current keys of the machine's role. */
  roleKeys() {
    return {
      accessKeyId: `ASIA${this.generation}`,
      secretAccessKey: `role-${this.generation}`,
      sessionToken: `session-${this.generation}`,
    };
  }

  messages(): readonly (StoredMessage & { readonly queue: string })[] {
    const stored = queueNames.flatMap((queue) => this.service.peek(queue).map((message) => ({ ...message, queue })));
    return [...this.repeated, ...stored];
  }

  handle(request: PostedRequest): Answer {
    this.requests++;
    const action = request.headers['x-amz-target']?.split('.').pop() ?? '';
    try {
      const before = this.faultBefore();
      if (before) throw before;
      const input = JSON.parse(request.body) as Fields;
      this.authorize(request, input);
      const content = this.carryOut(action, input);
      this.repeat(input);
      this.trace.add(`SQS took ${messagesOf(input).map(({ job, attempt }) => `${job}/${attempt}`)}`);
      if (this.faults.strikes('SQS fails after the work')) throw new SqsError('InternalFailure', 'It broke.', 500);
      return this.answer(200, this.spoilt(JSON.stringify(content)));
    } catch (error) {
      if (!(error instanceof SqsError)) throw error;
      const isRequest = !NO_REQUEST.test(error.code);
      this.ledger.check(isRequest, 'no request is larger than SQS takes, or none at all', () => error.message);
      this.trace.add(`SQS refused: ${error.code}`);
      return this.answer(
        error.status,
        JSON.stringify({ __type: `com.amazonaws.sqs#${error.code}`, message: error.message }),
      );
    }
  }

  private carryOut(action: string, input: Fields): Fields {
    const now = EPOCH_MS + this.scheduler.now;
    if (action !== 'SendMessageBatch') return this.service.handle(action, input, now);
    const entries = input['Entries'] as readonly Fields[];
    const failing = new Set(entries.filter(() => this.faults.strikes('SQS fails for parts of a batch')));
    const taken = entries.filter((entry) => !failing.has(entry));
    const done: Fields = taken.length === 0 ? {} : this.service.handle(action, { ...input, Entries: taken }, now);
    const failed = [...failing].map(({ Id }) => ({
      Id,
      Code: 'InternalFailure',
      Message: 'It broke.',
      SenderFault: false,
    }));
    return { Successful: [], ...done, Failed: [...((done['Failed'] ?? []) as readonly Fields[]), ...failed] };
  }

  /** Standard queues may. */
  private repeat({ QueueUrl: url }: Fields): void {
    const queue = textOf(url).split('/').pop() ?? '';
    if (queue.endsWith('.fifo') || !this.faults.strikes('SQS repeats and reorders')) return;
    const message = this.service.peek(queue).at(-1);
    if (message) this.repeated.unshift({ ...message, queue });
  }

  private faultBefore(): SqsError | undefined {
    if (this.faults.strikes('AWS refuses the keys of the chain')) this.generation++;
    if (this.faults.strikes('SQS throttles')) return new SqsError('RequestThrottled', 'Slow down.');
    if (this.faults.strikes('SQS fails')) return new SqsError('ServiceUnavailable', 'Not now.', 503);
    return undefined;
  }

  /** @throws SqsError */
  private authorize({ headers, body }: PostedRequest, input: Fields): void {
    const role = this.roleKeys();
    const credentials = {
      ...Object.fromEntries(['a', 'b'].map((t) => [accessKeyOf(t), { secretAccessKey: secretKeyOf(t) }])),
      [role.accessKeyId]: role,
    };
    const lowerCase = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
    const request = { method: 'POST', url: '/', headers: lowerCase, body: Buffer.from(body) };
    const verified = verifySignature(request, credentials, EPOCH_MS + this.scheduler.now);
    if (verified.kind === 'refused') {
      const isClock = verified.message.includes("server's time");
      this.ledger.check(
        isClock || verified.code === 'InvalidClientTokenId',
        'every request is signed soundly',
        () => verified.message,
      );
      throw new SqsError(isClock ? 'RequestTimeTooSkewed' : verified.code, verified.message, 403);
    }
    for (const { job } of messagesOf(input)) {
      const { tenant, kind } = this.ledger.job(job).planned;
      const isOwn = (jobKinds[kind] as JobKind).usesChain
        ? verified.accessKeyId.startsWith('ASIA')
        : verified.accessKeyId === accessKeyOf(tenant);
      this.ledger.check(isOwn, 'no message is signed with keys of others', () => `${job}: ${verified.accessKeyId}`);
    }
    if (textOf(input['QueueUrl']).endsWith('/forbidden'))
      throw new SqsError('AccessDenied', 'You may not send here.', 403);
  }

  /** An answer as a broken proxy would pass it on. */
  private spoilt(body: string): string {
    if (this.faults.strikes('checksums are wrong')) {
      const which = this.random.pick(['Body', 'Attributes']);
      return body.replace(new RegExp(`("MD5OfMessage${which}":")[0-9a-f]{8}`), '$100000000');
    }
    if (this.faults.strikes('answers of SQS are cut')) return body.slice(0, this.random.whole(0, body.length - 1));
    return body;
  }

  private answer(status: number, text: string): Answer {
    const date = new Date(EPOCH_MS + this.scheduler.now).toUTCString();
    return { status, headers: { date, 'x-amzn-requestid': `request-${this.requests}` }, text };
  }
}
