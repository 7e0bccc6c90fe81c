import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type Credentials, startQueueServer } from '@camunda-sqs-connector/queue';
import { afterEach, beforeEach, expect, test } from 'vitest';

const CREDENTIALS: Credentials = {
  AKIAKNOWN: { secretAccessKey: 'secret/with+signs=' },
  ASIATEMPORARY: { secretAccessKey: 'other', sessionToken: 'token==' },
};

let server: Awaited<ReturnType<typeof startQueueServer>>;
let clockAheadMs = 0;
beforeEach(async () => {
  clockAheadMs = 0;
  server = await startQueueServer({ credentials: CREDENTIALS, clock: () => Date.now() + clockAheadMs });
  server.createQueue('orders');
});
afterEach(() => server.stop());

async function send(accessKeyId: string, secretAccessKey: string, sessionToken?: string): Promise<string> {
  const credentials = { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) };
  const client = new SQSClient({ endpoint: server.endpoint, region: 'eu-central-1', credentials, maxAttempts: 1 });
  try {
    await client.send(new SendMessageCommand({ QueueUrl: `${server.endpoint}/1/orders`, MessageBody: 'ü 😀' }));
    return 'sent';
  } catch (error) {
    return error instanceof Error ? error.name : String(error);
  } finally {
    client.destroy();
  }
}

test.each([
  ['a known key', 'AKIAKNOWN', 'secret/with+signs=', undefined, 'sent'],
  ['a temporary key with its token', 'ASIATEMPORARY', 'other', 'token==', 'sent'],
  ['a wrong secret', 'AKIAKNOWN', 'wrong', undefined, 'SignatureDoesNotMatch'],
  ['an unknown key', 'AKIAOTHER', 'secret/with+signs=', undefined, 'InvalidClientTokenId'],
  ['a temporary key without its token', 'ASIATEMPORARY', 'other', undefined, 'InvalidClientTokenId'],
  ['a temporary key with another token', 'ASIATEMPORARY', 'other', 'else', 'InvalidClientTokenId'],
  ['a name of every object', 'constructor', 'x', undefined, 'InvalidClientTokenId'],
])('%s', async (_name, accessKeyId, secret, token, outcome) => {
  expect(await send(accessKeyId, secret, token)).toBe(outcome);
  expect(server.peek('orders')).toHaveLength(outcome === 'sent' ? 1 : 0);
});

test('clocks may be a quarter of an hour apart, not more', async () => {
  clockAheadMs = 14 * 60_000;
  expect(await send('AKIAKNOWN', 'secret/with+signs=')).toBe('sent');
  clockAheadMs = 16 * 60_000;
  expect(await send('AKIAKNOWN', 'secret/with+signs=')).toBe('SignatureDoesNotMatch');
});

test('a request without a signature is refused', async () => {
  const headers = { 'x-amz-target': 'AmazonSQS.ListQueues' };
  const response = await fetch(server.endpoint, { method: 'POST', headers, body: '{}' });
  expect(response.status).toBe(403);
  expect(response.headers.get('x-amzn-query-error')).toBe('MissingAuthenticationToken;Sender');
});
