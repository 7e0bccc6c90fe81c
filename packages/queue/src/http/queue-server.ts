import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Fields } from '../core/fields.ts';
import type { StoredMessage } from '../core/queue.ts';
import { QueueService } from '../core/queue-service.ts';
import { SqsError } from '../core/sqs-error.ts';
import { type Credentials, verifySignature } from '../signature/verify-signature.ts';
import type { Fault, Intercept } from './faults.ts';
import { parseFields, readAction, readBody, refuseWebPages } from './read-request.ts';
import { Waiting } from './waiting.ts';

export interface QueueServerOptions {
  /** @default any free port */
  readonly port?: number;
  /** Milliseconds since 1970. @default Date.now */
  readonly clock?: () => number;
  /** Gives ids of messages and receipts. @default random UUIDs */
  readonly newId?: () => string;
  /** Whether a message to a queue that does not exist makes the queue. @default false */
  readonly createQueuesOnDemand?: boolean;
  /** Where given, each request must be signed with one of these. @default signatures are not looked at */
  readonly credentials?: Credentials;
  /** Lets requests go wrong. */
  readonly intercept?: Intercept;
}

/** An SQS of one's own on loopback. */
export interface QueueServer {
  /** What `AWS_ENDPOINT_URL_SQS` has to be. */
  readonly endpoint: string;
  /** @returns the queue's URL. A name that ends in `.fifo` makes a FIFO queue. @throws SqsError */
  createQueue(name: string, attributes?: Readonly<Record<string, string>>): string;
  queueNames(): readonly string[];
  /** The messages that lie in a queue, oldest first; nothing is received. */
  peek(queueName: string): readonly StoredMessage[];
  /** Answers waiting receivers with no messages, then closes. */
  stop(): Promise<void>;
}

const JSON_TYPE = 'application/x-amz-json-1.0';

/** What is sent back; undefined where the connection breaks instead. */
type Answer =
  | { readonly status: number; readonly type: string; readonly body: string; readonly error?: SqsError }
  | undefined;

/** Starts a server that speaks SQS's AWS JSON protocol. */
export async function startQueueServer(options: QueueServerOptions = {}): Promise<QueueServer> {
  const { clock = Date.now, newId = randomUUID, createQueuesOnDemand = false, credentials, intercept } = options;
  const waiting = new Waiting();
  const server = createServer((request, response) => {
    answer(request)
      .catch((error: unknown) => errorAnswer(error))
      .then((content) => {
        if (!content) request.socket.destroy();
        else send(response, content);
      });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const service = new QueueService({ origin: endpoint, newId, createQueuesOnDemand });

  async function answer(request: IncomingMessage): Promise<Answer> {
    const body = await readBody(request);
    refuseWebPages(request);
    const action = readAction(request);
    if (credentials) checkSignature(request, body, credentials, clock());
    const input = parseFields(body);
    const queueName =
      String(input['QueueUrl'] ?? input['QueueName'] ?? '')
        .split('/')
        .pop() ?? '';
    const fault = intercept?.({ action, queueName, input });
    return fault ? goWrong(fault, () => carryOut(action, input)) : jsonAnswer(await carryOut(action, input));
  }

  async function carryOut(action: string, input: Fields): Promise<Fields> {
    const content = service.handle(action, input, clock());
    // A message may have come, or have become visible.
    if (action !== 'ReceiveMessage') waiting.wakeAll();
    else if (content['Messages'] === undefined) return waitForMessages(input);
    return content;
  }

  async function waitForMessages(input: Fields): Promise<Fields> {
    const until = clock() + service.waitMs(input);
    for (let content: Fields = {}; ; content = service.handle('ReceiveMessage', input, clock())) {
      const left = until - clock();
      if (content['Messages'] !== undefined || left <= 0 || waiting.isStopped) return content;
      await waiting.change(Math.min(left, service.nextVisibleAt(input) - clock()));
    }
  }

  return {
    endpoint,
    createQueue: (name, attributes = {}) => service.create(name, attributes, clock()),
    queueNames: () => service.names(),
    peek: (name) => service.peek(name),
    stop: () =>
      new Promise((resolve) => {
        waiting.stop();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function goWrong(fault: Fault, carryOut: () => Promise<Fields>): Promise<Answer> {
  switch (fault.kind) {
    case 'error':
      throw new SqsError(fault.code, fault.message, fault.status);
    case 'resetBefore':
      return undefined;
    case 'resetAfter':
      await carryOut();
      return undefined;
    case 'answer':
      await carryOut();
      return fault;
    case 'delay':
      await fault.until;
      return jsonAnswer(await carryOut());
  }
}

function checkSignature(request: IncomingMessage, body: Buffer, credentials: Credentials, now: number): void {
  const { method = 'POST', url = '/', headers } = request;
  const verified = verifySignature({ method, url, headers, body }, credentials, now);
  if (verified.kind === 'refused') throw new SqsError(verified.code, verified.message, 403);
}

function jsonAnswer(content: Fields): Answer {
  return { status: 200, type: JSON_TYPE, body: JSON.stringify(content) };
}

function errorAnswer(error: unknown): Answer {
  const known = error instanceof SqsError ? error : new SqsError('InternalFailure', String(error), 500);
  const body = JSON.stringify({ __type: known.type, message: known.message });
  return { status: known.status, type: JSON_TYPE, body, error: known };
}

function send(response: ServerResponse, { status, type, body, error }: NonNullable<Answer>): void {
  const fault = status < 500 ? 'Sender' : 'Receiver';
  response
    .writeHead(status, {
      'content-type': type,
      'x-amzn-RequestId': randomUUID(),
      ...(error && { 'x-amzn-query-error': `${error.queryCode};${fault}` }),
    })
    .end(body);
}
