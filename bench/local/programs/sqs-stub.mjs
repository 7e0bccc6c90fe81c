// An SQS that takes every message at once, and does no more for it than to make the checksums that its clients look at.
import { createHash, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { md5OfAttributes, parseAttributes } from '../../../packages/queue/dist/core/message-attributes.js';
import { answerQuestions } from './answering.mjs';

let requests = 0;
/** All messages of a run have the same attributes. */
const attributesMd5 = new Map();

const server = createServer(async (request, response) => {
  requests++;
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const input = JSON.parse(Buffer.concat(chunks).toString());
  const answer = input.Entries === undefined ? sent(input) : { Successful: input.Entries.map(sent), Failed: [] };
  response
    .writeHead(200, { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': randomUUID() })
    .end(JSON.stringify(answer));
});
server.keepAliveTimeout = 60_000;

function sent({ Id, MessageBody, MessageAttributes }) {
  const key = JSON.stringify(MessageAttributes);
  if (!attributesMd5.has(key)) attributesMd5.set(key, md5OfAttributes(parseAttributes(MessageAttributes)));
  return {
    Id,
    MessageId: randomUUID(),
    MD5OfMessageBody: createHash('md5').update(MessageBody).digest('hex'),
    MD5OfMessageAttributes: attributesMd5.get(key),
  };
}

server.listen(0, '127.0.0.1', () =>
  answerQuestions(() => ({ endpoint: `http://127.0.0.1:${server.address().port}`, requests })),
);
