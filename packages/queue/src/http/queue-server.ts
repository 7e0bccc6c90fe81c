import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { StoredMessage } from '../core/queue.ts';
import { type Fields, QueueService } from '../core/queue-service.ts';
import { SqsError } from '../core/sqs-error.ts';

export interface QueueServerOptions {
  /** @default any free port */
  readonly port?: number;
  /** Milliseconds since 1970. @default Date.now */
  readonly clock?: () => number;
  /** Whether a message to a queue that does not exist makes the queue. @default false */
  readonly createQueuesOnDemand?: boolean;
}

/** An SQS of one's own on loopback. */
export interface QueueServer {
  /** What `AWS_ENDPOINT_URL_SQS` has to be. */
  readonly endpoint: string;
  /** @returns the queue's URL. A name that ends in `.fifo` makes a FIFO queue. */
  createQueue(name: string, attributes?: Readonly<Record<string, string>>): string;
  queueNames(): readonly string[];
  /** The messages that lie in a queue, oldest first; nothing is received. */
  peek(queueName: string): readonly StoredMessage[];
  stop(): Promise<void>;
}

const MAX_REQUEST_BYTES = 4 * 1024 * 1024;
const JSON_TYPE = 'application/x-amz-json-1.0';

/** Starts a server that speaks SQS's AWS JSON protocol. Signatures are not checked. */
export async function startQueueServer(options: QueueServerOptions = {}): Promise<QueueServer> {
  const { clock = Date.now, createQueuesOnDemand = false } = options;
  const server = createServer((request, response) => {
    answer(request).then(
      (content) => reply(response, 200, content),
      (error: unknown) => refuse(response, error),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const service = new QueueService({ origin: endpoint, newId: randomUUID, createQueuesOnDemand });

  async function answer(request: IncomingMessage): Promise<Fields> {
    // A browser's page must not reach it: pages send an Origin.
    if (request.headers.origin !== undefined)
      throw new SqsError('AccessDenied', 'Requests of web pages are refused.', 403);
    const target = String(request.headers['x-amz-target'] ?? '');
    if (request.method !== 'POST' || !target.startsWith('AmazonSQS.')) {
      throw new SqsError('UnknownOperationException', 'The header X-Amz-Target must name an action of AmazonSQS.');
    }
    return service.handle(target.slice('AmazonSQS.'.length), await readJson(request), clock());
  }

  return {
    endpoint,
    createQueue: (name, attributes) => service.create(name, attributes),
    queueNames: () => service.names(),
    peek: (name) => service.peek(name),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readJson(request: IncomingMessage): Promise<Fields> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_REQUEST_BYTES) throw new SqsError('RequestEntityTooLarge', 'The request is too large.', 413);
    chunks.push(chunk);
  }
  try {
    const value: unknown = JSON.parse(Buffer.concat(chunks).toString());
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  } catch {
    // Answered below, as any other content that is no object.
  }
  throw new SqsError('SerializationException', 'The request’s body must be a JSON object.');
}

function reply(response: ServerResponse, status: number, content: Fields): void {
  response
    .writeHead(status, { 'content-type': JSON_TYPE, 'x-amzn-RequestId': randomUUID() })
    .end(JSON.stringify(content));
}

function refuse(response: ServerResponse, error: unknown): void {
  const known = error instanceof SqsError ? error : new SqsError('InternalFailure', String(error), 500);
  reply(response, known.status, { __type: `com.amazonaws.sqs#${known.code}`, message: known.message });
}
