import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { stringifyJson } from '@camunda-sqs-connector/feel/json';
import { Engine } from '../core/engine.ts';
import type { EngineRecord } from '../core/records.ts';
import { type ApiAnswer, type ApiWorld, PlainText } from './api.ts';
import { type HttpProblem, problemOf } from './http-problem.ts';
import { readRequest, refuseWebPages } from './read-request.ts';
import { answer } from './router.ts';
import { type Behaviour, toWire } from './wire.ts';

/** As a real engine does. With Node's five seconds a client may meet a connection that is just being closed where both are busy. */
const KEEP_ALIVE_MS = 60_000;

export interface EngineServerOptions {
  /** @default any free port */
  readonly port?: number;
  /** Milliseconds since 1970. @default Date.now */
  readonly clock?: () => number;
  /** Whose way of writing keys and values is followed. @default '8.8' */
  readonly behaviour?: Behaviour;
  /** The first key. @default that of Zeebe's first partition. From the fourth on keys exceed 2^53. */
  readonly firstKey?: bigint;
  /** Told of all that happens in the engine, in order. It must not call the engine. */
  readonly listener?: (record: EngineRecord) => void;
}

/** A Camunda 8 of one's own on loopback. */
export interface EngineServer {
  /** What `CAMUNDA_REST_ADDRESS` has to be. */
  readonly address: string;
  readonly engine: Engine;
  /** Lets what is due happen at once. For a clock that was moved: else it is looked at when the time before the move is over. */
  advance(): void;
  /** Answers waiting requests for jobs with an empty list, then closes. */
  stop(): Promise<void>;
}

/** The longest that a timer of Node can wait. */
const LONGEST_TIMER_MS = 0x7fffffff;

/** Starts an engine that speaks Camunda's REST API v2. */
export async function startEngineServer(options: EngineServerOptions = {}): Promise<EngineServer> {
  const { port = 0, clock = Date.now, behaviour = '8.8', firstKey, listener } = options;
  const waiting = new Set<() => void>();
  const wakeAll = () => {
    for (const wake of [...waiting]) wake();
  };
  const engine = new Engine({
    side: `zeebe-${behaviour}`,
    ...(firstKey !== undefined && { firstKey }),
    listener: (record) => {
      listener?.(record);
      wakeAll();
      if (!isAlarmStale) setImmediate(setAlarm);
      isAlarmStale = true;
    },
  });
  let isStopping = false;
  let alarm: NodeJS.Timeout | undefined;
  let isAlarmStale = false;

  /** Lets the engine's time pass when it has something to do. What that is may have changed with each record. */
  function setAlarm(): void {
    isAlarmStale = false;
    clearTimeout(alarm);
    const due = engine.nextDue();
    if (isStopping || due === Number.POSITIVE_INFINITY) return;
    const waitMs = Math.max(0, Math.min(due - clock(), LONGEST_TIMER_MS));
    alarm = setTimeout(() => {
      engine.advance(clock());
      setAlarm();
    }, waitMs);
  }

  function change(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, Math.max(0, Math.min(ms, LONGEST_TIMER_MS)));
      waiting.add(wake);
    });
  }

  const world: ApiWorld = { engine, behaviour, now: clock, change, isStopping: () => isStopping };
  const server = createServer((request, response) => {
    response.once('finish', () => isStopping && request.socket.end());
    handle(request).then(
      (content) => reply(response, content, behaviour),
      (error: unknown) => refuse(response, problemOf(error), request.url ?? ''),
    );
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;

  async function handle(request: IncomingMessage): Promise<ApiAnswer> {
    refuseWebPages(request);
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    return answer(world, request.method ?? 'GET', pathname, await readRequest(request));
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    engine,
    advance() {
      engine.advance(clock());
      setAlarm();
      // The time of a request that waits may be over.
      wakeAll();
    },
    stop: () =>
      new Promise((resolve) => {
        isStopping = true;
        clearTimeout(alarm);
        wakeAll();
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}

function reply(response: ServerResponse, content: ApiAnswer, behaviour: Behaviour): void {
  if (content === undefined) response.writeHead(204).end();
  else if (content instanceof PlainText) response.writeHead(200, { 'content-type': content.type }).end(content.text);
  else {
    const text = stringifyJson(toWire(content, behaviour));
    response.writeHead(200, { 'content-type': 'application/json' }).end(text);
  }
}

function refuse(response: ServerResponse, { status, title, message }: HttpProblem, instance: string): void {
  const problem = { type: 'about:blank', title, status, detail: message, instance };
  response.writeHead(status, { 'content-type': 'application/problem+json' }).end(JSON.stringify(problem));
}
