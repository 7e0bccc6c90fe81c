import { type IncomingMessage, request as outgoing, type ServerResponse } from 'node:http';
import type { WireRequest } from './signature.ts';
import type { OnStep, Step } from './steps.ts';

export interface UpstreamAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export const JSON_TYPE = 'application/x-amz-json-1.0';

export async function readRequest(incoming: IncomingMessage): Promise<WireRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const { method = '', url: target = '', headers } = incoming;
  return { method, target, headers, body: Buffer.concat(chunks) };
}

/** With all headers but those of the connection. */
export function pass(upstream: string, { method, target, headers, body }: WireRequest): Promise<UpstreamAnswer> {
  return new Promise((resolve, reject) => {
    const { host: _host, connection: _connection, 'content-length': _length, ...rest } = headers;
    const length = { 'content-length': String(body.length) };
    const sent = outgoing(new URL(target, upstream), { method, headers: { ...rest, ...length }, agent: false });
    sent.once('error', reject);
    sent.once('response', async (answer) => {
      const chunks: Buffer[] = [];
      for await (const chunk of answer) chunks.push(chunk);
      const type = answer.headers['content-type'] ?? JSON_TYPE;
      const error = answer.headers['x-amzn-query-error'];
      const names = { 'content-type': type, ...(typeof error === 'string' && { 'x-amzn-query-error': error }) };
      resolve({ status: answer.statusCode ?? 0, headers: names, body: Buffer.concat(chunks) });
    });
    sent.end(body);
  });
}

export function send(response: ServerResponse, { status, headers, body }: UpstreamAnswer): void {
  response.writeHead(status, { ...headers, 'content-length': body.length });
  response.end(body);
}

interface Passage {
  readonly upstream: string;
  readonly request: WireRequest;
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
  readonly onStep: OnStep | undefined;
}

/** Passes a request on and its answer back, and tells of each step as long as somebody waits for the answer. */
export async function passStepwise(asked: string, passage: Passage): Promise<void> {
  const { upstream, request, incoming, response, onStep } = passage;
  const goesOn = async (step: Omit<Step, 'asked'>) => {
    if (!onStep || incoming.socket.destroyed || (await onStep({ asked, ...step })) === 'goOn') return true;
    incoming.socket.destroy();
    return false;
  };
  if (!(await goesOn({ stage: 'arrived' }))) return;
  const passing = pass(upstream, request);
  // It is awaited below; until then a failure is nobody's.
  passing.catch(() => {});
  if (!(await goesOn({ stage: 'passedOn' }))) return;
  const answer = await passing;
  if (await goesOn({ stage: 'answered', answer: answer.body.toString() })) send(response, answer);
}
