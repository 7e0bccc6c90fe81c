import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline, Readable } from 'node:stream';
import { realWorld } from '@camunda-sqs-connector/runtime';
import { expect, test } from 'vitest';
import { createSender } from '../src/sending/sender.ts';
import { requestOf } from './requests.ts';

const CHUNK = Buffer.alloc(65_536, ' ');

test.each([200, 400, 500])(
  'an endless answer of status %i is cut off, and the message is not sent again',
  async (status) => {
    let requests = 0;
    let written = 0;
    function* endless() {
      for (;;) {
        written += CHUNK.length;
        yield CHUNK;
      }
    }
    const server = createServer((request, response) => {
      requests++;
      request.resume();
      response.writeHead(status);
      pipeline(Readable.from(endless()), response, () => {});
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const endpointOverride = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    const sender = createSender({
      targets: { endpointOverride, allowedEndpoints: [] },
      credentials: async () => ({ accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' }),
      world: realWorld,
    });
    await expect(sender.send(requestOf(), realWorld.now() + 20_000)).rejects.toMatchObject({
      code: 'BROKEN_ANSWER',
      message: expect.stringContaining('more than 1048576 bytes'),
    });
    await sender.close();
    await new Promise((resolve) => server.close(resolve));
    expect(requests).toBe(1);
    // What is under way in buffers comes on top.
    expect(written).toBeLessThan(64 * 1024 * 1024);
  },
);
