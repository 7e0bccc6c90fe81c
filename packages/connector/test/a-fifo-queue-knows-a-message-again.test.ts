import { type QueueServer, startQueueServer } from '@camunda-sqs-connector/queue';
import { type ActivatedJob, type JobKey, realWorld, silentLog } from '@camunda-sqs-connector/runtime';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fakeJob } from '../../runtime/test/fake-job.ts';
import { deduplicationIdOf } from '../src/deduplication/job-id.ts';
import { QueuesThatWantIds } from '../src/deduplication/known-queues.ts';
import { LateReruns } from '../src/deduplication/late-reruns.ts';
import { namedByOperator } from '../src/deduplication/namespace.ts';
import { createSendForJob, type SendForJob } from '../src/deduplication/send-for-job.ts';
import type { SendRequest } from '../src/request/send-request.ts';
import { createCredentialSource } from '../src/sending/credentials.ts';
import { createSender, type Sender } from '../src/sending/sender.ts';
import { handleOne, refusal, success } from './job-against-sqs.ts';
import { inputs, schema } from './requests.ts';

let queue: QueueServer;
let sender: Sender;
let send: SendForJob;
/** The deduplication ids of all requests, refused ones too; undefined where a request had none. */
let asked: unknown[];

beforeEach(async () => {
  asked = [];
  queue = await startQueueServer({
    intercept: ({ input }) => {
      asked.push(input['MessageDeduplicationId']);
      return undefined;
    },
  });
  queue.createQueue('plain.fifo');
  queue.createQueue('other.fifo');
  queue.createQueue('by-content.fifo', { ContentBasedDeduplication: 'true' });
  sender = createSender({
    targets: { endpointOverride: new URL(queue.endpoint), allowedEndpoints: [queue.endpoint] },
    credentials: createCredentialSource(async () => async () => ({ accessKeyId: 'CHAIN', secretAccessKey: 's' })),
    world: realWorld,
  });
  send = createSendForJob({ sender, namespace: namedByOperator('n'), lateReruns: new LateReruns(silentLog, 60_000) });
});
afterEach(async () => {
  await sender.close();
  await queue.stop();
});

const job = (key: string, parts: Partial<ActivatedJob> = {}) => fakeJob({ key: key as JobKey, ...parts });
const idOf = (key: string) => deduplicationIdOf(job(key), 'n');
const URLS = 'https://sqs.eu-central-1.amazonaws.com/123456789012';

function sendTo(name: string, key: string, more: Record<string, unknown> = {}, rest: Record<string, unknown> = {}) {
  const url = `${URLS}/${name}`;
  const request = schema.parse(inputs({ url, type: 'fifo', messageGroupId: 'g', ...more }, rest));
  return send(request, { job: job(key), deadline: realWorld.now() + 30_000 });
}

describe('by the job:', () => {
  test('a job that runs again gets the same message back, and another job makes another', async () => {
    const first = await sendTo('plain.fifo', '1', { deduplication: 'job' });
    const again = await sendTo('plain.fifo', '1', { deduplication: 'job' });
    const other = await sendTo('plain.fifo', '2', { deduplication: 'job' });
    expect(again.messageId).toBe(first.messageId);
    expect(other.messageId).not.toBe(first.messageId);
    expect(queue.peek('plain.fifo').map(({ deduplicationId }) => deduplicationId)).toEqual([idOf('1'), idOf('2')]);
  });

  test('equal bodies stay two messages on a queue that looks at contents', async () => {
    await sendTo('by-content.fifo', '1', { deduplication: 'job' });
    await sendTo('by-content.fifo', '2', { deduplication: 'job' });
    expect(queue.peek('by-content.fifo')).toHaveLength(2);
  });
});

describe('by the queue:', () => {
  test('equal bodies are one message', async () => {
    await sendTo('by-content.fifo', '1', { deduplication: 'queue' });
    await sendTo('by-content.fifo', '2', { deduplication: 'queue' });
    expect(queue.peek('by-content.fifo')).toHaveLength(1);
    expect(asked).toEqual([undefined, undefined]);
  });

  test('a queue that does not look at contents refuses it, and there is no second try', async () => {
    await expect(sendTo('plain.fifo', '1', { deduplication: 'queue' })).rejects.toThrow(/ContentBasedDeduplication/);
    expect(asked).toEqual([undefined]);
  });
});

test.each(['job', 'queue', undefined])('the model’s own id wins over %s', async (deduplication) => {
  await sendTo('plain.fifo', '1', { deduplication, messageDeduplicationId: 'own' });
  expect(asked).toEqual(['own']);
});

describe('where the model says nothing:', () => {
  test('a queue that looks at contents does so, every time', async () => {
    for (const key of ['1', '2', '3']) await sendTo('by-content.fifo', key);
    expect(asked).toEqual([undefined, undefined, undefined]);
    expect(queue.peek('by-content.fifo')).toHaveLength(1);
  });

  test('another gets the message with the job’s id, the next one at once', async () => {
    await sendTo('plain.fifo', '1');
    await sendTo('plain.fifo', '2');
    expect(asked).toEqual([undefined, idOf('1'), idOf('2')]);
    expect(queue.peek('plain.fifo')).toHaveLength(2);
  });

  const KEYS_OF_ANOTHER = { authentication: { type: 'credentials', accessKey: 'OTHER', secretKey: 'x' } };
  test.each<[string, number, () => Promise<unknown>]>([
    ['a body more', 1, () => sendTo('plain.fifo', '2', { messageBody: 'another' })],
    ['the other secret key of the same identity', 1, () => sendTo('plain.fifo', '2', {}, same('rotated'))],
    ['another queue', 2, () => sendTo('other.fifo', '2')],
    ['another identity', 2, () => sendTo('plain.fifo', '2', {}, KEYS_OF_ANOTHER)],
    ['the machine’s own identity', 2, () => sendTo('plain.fifo', '2', {}, { authentication: CHAIN })],
    ['another endpoint', 2, () => sendTo('plain.fifo', '2', {}, { configuration: withEndpoint() })],
  ])('%s takes %i after the first', async (_name, requests, act) => {
    await sendTo('plain.fifo', '1');
    asked = [];
    await act();
    expect(asked).toHaveLength(requests);
    expect(asked.at(-1)).toBe(idOf('2'));
  });
  const CHAIN = { type: 'defaultCredentialsChain' };
  const same = (secretKey: string) => ({
    authentication: { type: 'credentials', accessKey: 'AKIAEXAMPLE', secretKey },
  });
  const withEndpoint = () => ({ region: 'eu-central-1', endpoint: queue.endpoint });

  test('messages that leave together are refused one by one, and each gets its own id', async () => {
    const sent = await Promise.all(['1', '2', '3'].map((key) => sendTo('plain.fifo', key)));
    const kept = queue.peek('plain.fifo').map(({ messageId, deduplicationId }) => [messageId, deduplicationId]);
    const expected = sent.map(({ messageId }, index) => [messageId, idOf(String(index + 1))]);
    expect(kept.sort()).toEqual(expected.sort());
  });

  test('of many queues the one that was learned first is forgotten first', () => {
    const known = new QueuesThatWantIds(2);
    const [a, b, c] = ['a', 'b', 'c'].map((name) =>
      schema.parse(inputs({ url: `${URLS}/${name}.fifo`, type: 'fifo', messageGroupId: 'g' })),
    ) as [SendRequest, SendRequest, SendRequest];
    const kept = () => [a, b, c].map((request) => known.has(request));
    for (const request of [a, b, b]) known.add(request);
    expect(kept()).toEqual([true, true, false]);
    known.add(c);
    expect(kept()).toEqual([false, true, true]);
  });

  test('another refusal is not taken for one of this kind', async () => {
    await expect(sendTo('missing.fifo', '1')).rejects.toMatchObject({ code: 'QueueDoesNotExist' });
    expect(asked).toEqual([undefined]);
  });

  const TEXT =
    'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly';
  test.each(['InvalidParameterValue', 'InvalidParameterValueException', 'MissingParameter'])(
    'a server may call it %s',
    async (code) => {
      const handled = await handleOne({
        queue: { type: 'fifo', messageGroupId: 'g' },
        answer: (one) => (one.body.includes('MessageDeduplicationId') ? success(one) : refusal(code, 400, TEXT)),
      });
      expect(handled.outcome.kind).toBe('completed');
      expect(handled.asked).toHaveLength(2);
    },
  );
});
