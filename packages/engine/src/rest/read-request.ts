import type { IncomingMessage } from 'node:http';
import { isJsonObject, type JsonObject, parseJson } from '@camunda-sqs-connector/feel/json';
import type { ApiRequest, Resource } from './api.ts';
import { HttpProblem, unreadable } from './http-problem.ts';

/** What the real engine takes in one request. */
const MAX_REQUEST_BYTES = 4 * 1024 * 1024;

/** Refuses what a web page could send: pages have an origin, or reach loopback by another name. @throws HttpProblem */
export function refuseWebPages({ headers }: IncomingMessage): void {
  const host = (headers.host ?? '').replace(/:\d+$/, '');
  const isLoopback = host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
  if (headers.origin !== undefined || !isLoopback) {
    throw new HttpProblem(403, 'FORBIDDEN', 'The embedded engine answers programs on this machine only, not web pages');
  }
}

/** @throws HttpProblem where it is too large, or neither JSON nor a form */
export async function readRequest(request: IncomingMessage): Promise<Omit<ApiRequest, 'key'>> {
  const bytes = await readBody(request);
  const type = request.headers['content-type'] ?? '';
  const common = { bodyBytes: bytes.length, body: {}, resources: [] };
  if (bytes.length === 0) return common;
  if (type.startsWith('multipart/form-data')) return { ...common, resources: await readResources(type, bytes) };
  if (type !== '' && !type.startsWith('application/json')) {
    throw new HttpProblem(
      415,
      'Unsupported Media Type',
      `The content type '${type}' is not understood; send application/json`,
    );
  }
  return { ...common, body: parseObject(bytes) };
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    // The rest is read and dropped, so that the client gets the answer instead of a broken connection.
    if (bytes <= MAX_REQUEST_BYTES) chunks.push(chunk);
  }
  if (bytes <= MAX_REQUEST_BYTES) return Buffer.concat(chunks);
  const reason = 'Request size is above configured maxMessageSize.';
  const detail = `Received an unexpected error from the broker, code: MALFORMED_REQUEST, message: ${reason}`;
  throw new HttpProblem(500, 'MALFORMED_REQUEST', detail);
}

async function readResources(type: string, bytes: Buffer): Promise<readonly Resource[]> {
  const form = await new Request('http://localhost', {
    method: 'POST',
    headers: { 'content-type': type },
    body: new Uint8Array(bytes),
  })
    .formData()
    .catch(() => {
      throw unreadable();
    });
  const files = form.getAll('resources').filter((part) => typeof part !== 'string');
  return Promise.all(files.map(async (file) => ({ name: file.name, text: await file.text() })));
}

function parseObject(bytes: Buffer): JsonObject {
  try {
    const value = parseJson(bytes.toString());
    if (isJsonObject(value)) return value;
  } catch {
    // Answered below, as any other content that is no object.
  }
  throw unreadable();
}
