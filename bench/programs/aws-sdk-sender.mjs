// Sends messages with AWS's SDK as its documentation shows: one client, its own settings. usage: aws-sdk-sender.mjs ENDPOINT
import { SendMessageBatchCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { answerQuestions, cpuMsOf, forEachNumber } from './answering.mjs';
import { ATTRIBUTES, bodyOf, CREDENTIALS, QUEUE_URL, REGION } from './message.mjs';

const client = new SQSClient({ region: REGION, endpoint: process.argv[2], credentials: CREDENTIALS });
const BATCH = 10;

function contentOf(number) {
  const attributes = Object.entries(ATTRIBUTES).map(([name, value]) => [
    name,
    { DataType: 'String', StringValue: value },
  ]);
  return { MessageBody: bodyOf(number), MessageAttributes: Object.fromEntries(attributes) };
}

async function sendAlone(number) {
  await client.send(new SendMessageCommand({ QueueUrl: QUEUE_URL, ...contentOf(number) }));
}

async function sendTogether(number) {
  const Entries = Array.from({ length: BATCH }, (_, place) => ({
    Id: String(place),
    ...contentOf(number * BATCH + place),
  }));
  const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: QUEUE_URL, Entries }));
  if (Failed.length > 0) throw new Error(`${Failed.length} messages were refused`);
}

answerQuestions(async ({ how, messages, atOnce }) => {
  const cpuMs = await cpuMsOf(() =>
    how === 'alone'
      ? forEachNumber(messages, atOnce, sendAlone)
      : forEachNumber(messages / BATCH, atOnce / BATCH, sendTogether),
  );
  return { cpuMs };
});
