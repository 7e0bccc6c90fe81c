import { parseJson } from '@camunda-sqs-connector/feel/json';
import { expect, test } from 'vitest';
import { parseBatchAnswer } from '../src/sending/batching/batch-message.ts';
import { requestOf } from './requests.ts';

const SENT = '{"Id":"1","MessageId":"m-1","MD5OfMessageBody":"5d41402abc4b2a76b9719d911017c592"}';
const answered = (text: string) => parseBatchAnswer({ status: 200, headers: {}, text }, [requestOf(), requestOf()]);

test.each([
  ['an id that cannot be made a text', '{"Id":{"toString":1,"valueOf":1},"Code":"a"}'],
  ['an id of another type', '{"Id":0,"Code":"a"}'],
  ['a list', '[]'],
  ['null', 'null'],
])('%s says nothing of a message, and the other one is sent', (_name, entry) => {
  expect(() => parseJson(entry)).not.toThrow();
  const [first, second] = answered(`{"Successful":[${SENT}],"Failed":[${entry}]}`);
  expect(first).toThrow(/not as SQS does/);
  expect(second?.()).toMatchObject({ kind: 'sent', response: { messageId: 'm-1' } });
});

test.each(['"a\\u001b[2J"', `"${'a'.repeat(1000)}"`, '{}', '1'])('the code %s of a failed entry is none', (code) => {
  const [first] = answered(`{"Successful":[],"Failed":[{"Id":"0","Code":${code},"SenderFault":true}]}`);
  expect(first?.()).toMatchObject({ kind: 'refused', refusal: { code: 'HTTP400' } });
});
