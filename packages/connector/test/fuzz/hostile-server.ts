import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import { isJsonObject, type JsonValue } from '@camunda-sqs-connector/feel/json';
import { type Recipe, repeated, written } from './recipe.ts';

/**
 * An answer as bytes: `status` and `headers` as they go out, `body` as JSON. `manner` is how: `cut` says that more comes than does,
 * `endless` never ends, `drip` sends a byte now and then, `raw` sends the body alone, without a head.
 */
export interface HostileAnswer {
  readonly status: JsonValue;
  readonly headers: JsonValue;
  readonly body: Recipe;
  readonly manner: JsonValue;
}

export function answerOf(input: Recipe): HostileAnswer {
  const { status = 200, headers = {}, body = null, manner = 'whole' } = isJsonObject(input) ? input : {};
  return { status, headers, body, manner };
}

const CHUNK = 'x'.repeat(1_000_000);
const DRIP_MS = 20;

/** A server on loopback that answers each request with the bytes that were set last. */
export async function startHostileServer() {
  let answer: HostileAnswer = answerOf(null);
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let timer: ReturnType<typeof setInterval> | undefined;
    let request = '';
    const end = () => {
      clearInterval(timer);
      sockets.delete(socket);
    };
    socket.on('close', end).on('error', end);
    socket.on('data', (chunk) => {
      request += chunk.toString('latin1');
      const [head = '', ...rest] = request.split('\r\n\r\n');
      const expected = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
      if (rest.length === 0 || rest.join('\r\n\r\n').length < expected) return;
      request = '';
      timer = send(socket, answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    set(next: HostileAnswer) {
      answer = next;
    },
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function send(
  socket: Socket,
  { status, headers, body, manner }: HostileAnswer,
): ReturnType<typeof setInterval> | undefined {
  const text = written(body);
  if (manner === 'raw') {
    socket.end(isJsonObject(body) ? text : String(body));
    return undefined;
  }
  const lines = Object.entries(isJsonObject(headers) ? headers : {}).map(
    ([name, value]) => `${name}: ${Array.isArray(value) ? repeated(value) : String(value)}\r\n`,
  );
  const isLong = manner === 'cut' || manner === 'endless' || manner === 'drip';
  const length = isLong ? 10_000_000_000 : Buffer.byteLength(text);
  socket.write(`HTTP/1.1 ${status} x\r\ncontent-length: ${length}\r\n${lines.join('')}\r\n${text}`);
  if (manner === 'cut') socket.end();
  if (manner === 'drip') return setInterval(() => socket.write(' '), DRIP_MS);
  if (manner === 'endless') pour(socket);
  return undefined;
}

function pour(socket: Socket): void {
  if (socket.destroyed) return;
  if (socket.write(CHUNK)) setImmediate(pour, socket);
  else socket.once('drain', () => pour(socket));
}
