import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { goWrongInParts } from './batch-faults.ts';
import { type Fault, Faults, isBatchFault } from './faults.ts';
import { JSON_TYPE, pass, passStepwise, readRequest, send, type UpstreamAnswer } from './pass-on.ts';
import { type KnownKeys, signatureProblem, type WireRequest } from './signature.ts';
import type { OnStep } from './steps.ts';

/** A request that came to the proxy. */
export interface Recorded {
  /** Monotonic milliseconds. */
  readonly at: number;
  /** `SendMessage` */
  readonly action: string;
  readonly queue: string;
  /** How many messages it holds. */
  readonly messages: number;
  readonly fault: Fault['kind'] | undefined;
  /** Whether SQS saw it, or a part of it. */
  readonly isPassedOn: boolean;
}

export interface SqsProxyOptions {
  /** Where requests are passed on to. */
  readonly upstream: string;
  readonly keys: KnownKeys;
  /** @default 'eu-central-1' */
  readonly region?: string;
  /** Is told of each step of requests without a fault, by their action. */
  readonly onStep?: OnStep;
  /** Is asked for a fault where {@link Faults} has none. @default nothing else goes wrong */
  readonly chooseFault?: (messages: number) => Fault | undefined;
  /** Is told of each request with its body. */
  readonly onRequest?: (recorded: Recorded, body: string) => void;
}

/** Stands between connector and SQS server: records all requests, checks their signatures, and lets them go wrong on demand. */
export interface SqsProxy {
  readonly endpoint: string;
  readonly faults: Faults;
  /** In the order of their arrival. @param queue @default those of all queues */
  requests(queue?: string): readonly Recorded[];
  /** Wrong or missing signatures, and secret keys in the clear. */
  violations(): readonly string[];
  stop(): Promise<void>;
}

export async function startSqsProxy(options: SqsProxyOptions): Promise<SqsProxy> {
  const { upstream, keys, region = 'eu-central-1', onStep, chooseFault, onRequest } = options;
  const faults = new Faults();
  const recorded: Recorded[] = [];
  const violations: string[] = [];

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await readRequest(incoming);
    const action = String(request.headers['x-amz-target'] ?? '').replace(/^AmazonSQS\./, '');
    const queue = queueOf(request);
    const problem = problemOf(request, keys, region);
    if (problem !== undefined) violations.push(`${action} to ${queue}: ${problem}`);
    const body = request.body.toString();
    const messages = body.match(/"MessageBody"\s*:/g)?.length ?? 0;
    const fault = faults.next(queue, messages) ?? chooseFault?.(messages);
    const isPassedOn = fault === undefined || !['status', 'awsError', 'resetBefore', 'hang'].includes(fault.kind);
    const one = { at: performance.now(), action, queue, messages, fault: fault?.kind, isPassedOn };
    recorded.push(one);
    onRequest?.(one, body);
    if (fault) await goWrong(fault, request, incoming, response);
    else await passStepwise(action, { upstream, request, incoming, response, onStep });
  }

  async function goWrong(fault: Fault, request: WireRequest, incoming: IncomingMessage, response: ServerResponse) {
    const passOn = (passed: WireRequest) => pass(upstream, passed);
    if (isBatchFault(fault)) return send(response, await goWrongInParts(fault, request, passOn));
    switch (fault.kind) {
      case 'latency':
        await new Promise((resolve) => setTimeout(resolve, fault.ms));
        return send(response, await passOn(request));
      case 'status':
        return send(response, {
          status: fault.status,
          headers: { 'content-type': fault.type ?? JSON_TYPE },
          body: Buffer.from(fault.body ?? ''),
        });
      case 'awsError':
        return send(response, awsErrorAnswer(fault));
      case 'resetBefore':
        return void incoming.socket.resetAndDestroy();
      case 'resetAfter':
        await passOn(request);
        return void incoming.socket.resetAndDestroy();
      case 'wrongMd5': {
        const answer = await passOn(request);
        const text = answer.body.toString().replace(/("MD5OfMessageBody"\s*:\s*")[0-9a-f]{8}/g, '$100000000');
        return send(response, { ...answer, body: Buffer.from(text) });
      }
      case 'truncated': {
        const { status, headers, body } = await passOn(request);
        response.writeHead(status, { ...headers, 'content-length': body.length });
        response.write(body.subarray(0, body.length / 2), () => incoming.socket.destroy());
        return;
      }
      case 'hang':
        return;
    }
  }

  const server = createServer((incoming, response) => {
    serve(incoming, response).catch(() => incoming.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    faults,
    requests: (queue) => recorded.filter((one) => queue === undefined || one.queue === queue),
    violations: () => violations,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function queueOf({ body }: WireRequest): string {
  const [, url = ''] = /"QueueUrl"\s*:\s*"([^"]*)"/.exec(body.toString()) ?? [];
  return url.split('/').at(-1) ?? '';
}

function problemOf(request: WireRequest, keys: KnownKeys, region: string): string | undefined {
  const clear = `${request.target}\n${JSON.stringify(request.headers)}\n${request.body}`;
  if (Object.values(keys).some((secret) => clear.includes(secret))) return 'it holds a secret key in the clear';
  return signatureProblem(request, keys, region);
}

function awsErrorAnswer({ status, code, message = '' }: Extract<Fault, { kind: 'awsError' }>): UpstreamAnswer {
  const headers = {
    'content-type': JSON_TYPE,
    'x-amzn-query-error': `${code};${status < 500 ? 'Sender' : 'Receiver'}`,
  };
  return { status, headers, body: Buffer.from(JSON.stringify({ __type: `com.amazonaws.sqs#${code}`, message })) };
}
