import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { passStepwise, readRequest } from './pass-on.ts';
import type { OnStep } from './steps.ts';

/** Stands between connector and engine, and tells of each step of the requests that jobs are handed out and completed with. */
export interface EngineProxy {
  /** What `CAMUNDA_REST_ADDRESS` has to be. */
  readonly address: string;
  /** Resolves when the engine has answered all that has come so far, whoever is still there to hear it. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

export interface EngineProxyOptions {
  /** The engine's address. */
  readonly upstream: string;
  /** Is told of `activation` and `completion`. */
  readonly onStep: OnStep;
  /** How long requests for jobs may wait, whatever they say: the engine gives jobs to one whose sender was killed meanwhile. */
  readonly pollMs: number;
}

export async function startEngineProxy({ upstream, onStep, pollMs }: EngineProxyOptions): Promise<EngineProxy> {
  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await readRequest(incoming);
    const [, asked = ''] = /\/jobs\/(?:\d+\/)?(activation|completion)$/.exec(request.target) ?? [];
    const body = asked === 'activation' ? withShortPoll(request.body, pollMs) : request.body;
    const told = asked === '' ? undefined : onStep;
    await passStepwise(asked, { upstream, request: { ...request, body }, incoming, response, onStep: told });
  }

  const underWay = new Set<Promise<void>>();
  const server = createServer((incoming, response) => {
    const serving = serve(incoming, response)
      .catch(() => void incoming.socket.destroy())
      .finally(() => underWay.delete(serving));
    underWay.add(serving);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async settled() {
      await Promise.all(underWay);
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function withShortPoll(body: Buffer, pollMs: number): Buffer {
  return Buffer.from(body.toString().replace(/"requestTimeout":\d+/, `"requestTimeout":${pollMs}`));
}
