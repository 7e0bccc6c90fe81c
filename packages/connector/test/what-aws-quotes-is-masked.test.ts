import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { realWorld } from '@camunda-sqs-connector/runtime';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSender } from '../src/sending/sender.ts';
import { requestOf } from './requests.ts';

/** As AWS does where a signature is wrong: it quotes what it thinks was signed. */
const server = createServer((request, response) => {
  const { 'x-amz-security-token': token, authorization } = request.headers;
  const message = `The request signature we calculated does not match.\n\nThe Canonical String for this request should have been\n'POST\n/\n\nx-amz-security-token:${token}\n\n${authorization}'`;
  response.writeHead(403, { 'content-type': 'application/x-amz-json-1.0' });
  response.end(JSON.stringify({ __type: 'com.amazon.coral.service#InvalidSignatureException', message }));
});
beforeAll(() => new Promise<void>((done) => server.listen(0, '127.0.0.1', done)));
afterAll(() => new Promise((done) => server.close(done)));

test('no credential of a role is left in the error that tells of AWS’s refusal', async () => {
  const identity = { accessKeyId: 'ASIACANARY', secretAccessKey: 'canary/secret+key', sessionToken: 'canary//token==' };
  const endpointOverride = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const sender = createSender({
    targets: { endpointOverride, allowedEndpoints: [] },
    credentials: async () => identity,
    world: realWorld,
  });
  const error = await sender.send(requestOf(), realWorld.now() + 30_000).catch((thrown: unknown) => thrown);
  await sender.close();
  expect(error).toMatchObject({ code: 'InvalidSignatureException' });
  expect(String(error)).toContain('x-amz-security-token:***');
  expect(String(error)).not.toMatch(/canary/i);
});
