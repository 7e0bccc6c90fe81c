import { realWorld } from '@camunda-sqs-connector/runtime';
import { expect, test } from 'vitest';
import { Batcher, type Shipment } from '../src/sending/batching/batcher.ts';
import { md5OfBody } from '../src/sending/md5.ts';
import { requestOf } from './requests.ts';

/** Answers when it is told to. */
function heldExchange() {
  const held: { readonly bodies: readonly string[]; readonly answer: () => void }[] = [];
  const exchange = (_shipment: Shipment, _headers: object, body: string) =>
    new Promise<{ status: number; headers: object; text: string }>((resolve) => {
      const input = JSON.parse(body);
      const entries: { Id?: string; MessageBody: string }[] = input.Entries ?? [input];
      const results = entries.map(({ Id, MessageBody }) => ({
        Id,
        MessageId: `id-of-${MessageBody}`,
        MD5OfMessageBody: md5OfBody(MessageBody),
      }));
      const text = JSON.stringify(input.Entries ? { Successful: results } : results[0]);
      held.push({
        bodies: entries.map(({ MessageBody }) => MessageBody),
        answer: () => resolve({ status: 200, headers: {}, text }),
      });
    });
  return { held, exchange: exchange as ConstructorParameters<typeof Batcher>[0] };
}

test('a call that comes late for a lane that is gone does not hide the lane in its place: of a FIFO group one request is under way', async () => {
  const { held, exchange } = heldExchange();
  const later: (() => void)[] = [];
  const batcher = new Batcher(exchange, realWorld, (act) => later.push(act));
  const ship = (body: string) =>
    batcher.deliver({
      request: requestOf({ messageBody: body, type: 'fifo', messageGroupId: 'g', messageDeduplicationId: body }),
      target: new URL('https://sqs.eu-central-1.amazonaws.com'),
      identity: { accessKeyId: 'A', secretAccessKey: 's' },
      deadline: realWorld.now() + 60_000,
    });

  const first = Promise.all([ship('a'), ship('b')]);
  const [runFirst, runLate] = later.splice(0);
  runFirst?.();
  held[0]?.answer();
  await first;
  const third = ship('c');
  later.splice(0)[0]?.();
  runLate?.();
  const fourth = ship('d');
  later.splice(0)[0]?.();
  expect(held.map(({ bodies }) => bodies)).toEqual([['a', 'b'], ['c']]);
  held[1]?.answer();
  await third;
  await expect.poll(() => held.length).toBe(3);
  held[2]?.answer();
  expect(await fourth).toMatchObject({ parsed: { response: { messageId: 'id-of-d' } } });
});
