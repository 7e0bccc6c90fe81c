import type { IncomingMessage } from 'node:http';
import { type Fields, isFields } from '../core/fields.ts';
import { SqsError } from '../core/sqs-error.ts';

/** Ten messages of a batch may need more room in JSON than their 1 MiB: each byte may be escaped as six. */
const MAX_REQUEST_BYTES = 8 * 1024 * 1024;

/** Refuses what a web page could send: pages have an origin. @throws SqsError */
export function refuseWebPages({ headers }: IncomingMessage): void {
  if (headers.origin === undefined) return;
  throw new SqsError('AccessDenied', 'The embedded queue answers programs on this machine only, not web pages.', 403);
}

/** The action that a request asks for. @throws SqsError */
export function readAction({ method, headers }: IncomingMessage): string {
  const target = String(headers['x-amz-target'] ?? '');
  if (method === 'POST' && target.startsWith('AmazonSQS.')) return target.slice('AmazonSQS.'.length);
  throw new SqsError('UnknownOperationException', 'The header X-Amz-Target must name an action of AmazonSQS.');
}

/** @throws SqsError where it is too large */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    // The rest is read and dropped, so that the client gets the answer instead of a broken connection.
    if (bytes <= MAX_REQUEST_BYTES) chunks.push(chunk);
  }
  if (bytes <= MAX_REQUEST_BYTES) return Buffer.concat(chunks);
  throw new SqsError(
    'RequestEntityTooLarge',
    `The request has ${bytes} bytes; at most ${MAX_REQUEST_BYTES} are read.`,
    413,
  );
}

/** @throws SqsError where it is no JSON object */
export function parseFields(body: Buffer): Fields {
  try {
    const value: unknown = JSON.parse(body.toString() || '{}');
    if (isFields(value)) return value;
  } catch {
    // Answered below, as any other content that is no object.
  }
  throw new SqsError('SerializationException', 'The request’s body must be a JSON object.');
}
