import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { AnswerLate, AnswerTooLong, ask, createConnections } from '../src/index.ts';

const started: { readonly server: Server; readonly dispatcher: ReturnType<typeof createConnections> }[] = [];

afterEach(async () => {
  for (const { server, dispatcher } of started.splice(0)) {
    await dispatcher.destroy();
    server.closeAllConnections();
    server.close();
  }
});

/** Asks a server with one connection. */
async function connectedTo(listener: RequestListener) {
  const server = createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const dispatcher = createConnections(url, { connections: 1 });
  started.push({ server, dispatcher });
  const question = {
    origin: url.origin,
    method: 'POST',
    path: '/',
    headers: {},
    body: 'x',
    maxAnswerBytes: 100,
  } as const;
  return { server, asking: (withinMs = 10_000) => ask(dispatcher, { ...question, withinMs }) };
}

describe('an answer', () => {
  test('is read as a whole, whatever parts it comes in', async () => {
    const { asking } = await connectedTo((_, response) => {
      const [first, second] = [Buffer.from('gr\u00fc\u00df').subarray(0, 3), Buffer.from('gr\u00fc\u00df').subarray(3)];
      response.writeHead(201, { 'x-name': 'value' });
      response.write(first, () => response.end(second));
    });
    const answer = await asking();
    expect(answer).toMatchObject({ status: 201, headers: { 'x-name': 'value' }, text: 'grüß' });
  });

  test('that is none has no text', async () => {
    const { asking } = await connectedTo((_, response) => response.writeHead(204).end());
    expect(await asking()).toMatchObject({ status: 204, text: '' });
  });

  test('that does not come is given up, and so is what waits behind it', async () => {
    const { asking } = await connectedTo(() => {});
    const both = await Promise.allSettled([asking(20), asking(10)]);
    expect(both.map((one) => one.status === 'rejected' && one.reason)).toEqual([
      new AnswerLate(20),
      new AnswerLate(10),
    ]);
  });

  test('that does not end is given up', async () => {
    const { asking } = await connectedTo((_, response) => response.write('part'));
    await expect(asking(20)).rejects.toThrow(AnswerLate);
  });

  test('that is too long ends with its connection', async () => {
    let closed: Promise<unknown> | undefined;
    const { asking } = await connectedTo((request, response) => {
      closed ??= once(request.socket, 'close');
      response.write('x'.repeat(101));
    });
    await expect(asking()).rejects.toThrow(AnswerTooLong);
    await closed;
  });

  test('is an error of the network where the connection breaks, and the next question has another one', async () => {
    let isFirst = true;
    const { asking } = await connectedTo((request, response) => {
      if (isFirst) request.socket.destroy();
      else response.end('here');
      isFirst = false;
    });
    await expect(asking()).rejects.toThrow(/socket|closed/i);
    expect((await asking()).text).toBe('here');
  });
});
