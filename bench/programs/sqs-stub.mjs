// An SQS that takes every message, and does no more for it than to make the checksums that its clients look at.
//
// A bare Node server does: measured with 64 requests at once, it takes about 0.1 ms of CPU a request and answers five times as many as
// the engine has jobs. The embedded queue takes twice to three times the CPU; Java or Go would be another program to install or compile.
//
// usage: sqs-stub.mjs [LATENCY]   (milliseconds that each answer takes)
import { createHash, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { md5OfAttributes, parseAttributes } from '../../packages/queue/dist/core/message-attributes.js';
import { answerQuestions } from './answering.mjs';

const latencyMs = Number(process.argv[2] ?? 0);
let requests = 0;
let messages = 0;
const usedSinceAsked = new Set();
/** All messages of a run have the same attributes. */
const attributesMd5 = new Map();

const server = createServer((request, response) => {
  requests++;
  usedSinceAsked.add(request.socket);
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const input = JSON.parse(Buffer.concat(chunks).toString());
    const answer = input.Entries === undefined ? sent(input) : { Successful: input.Entries.map(sent), Failed: [] };
    const text = JSON.stringify(answer);
    if (latencyMs > 0) setTimeout(give, latencyMs, response, text);
    else give(response, text);
  });
});
server.keepAliveTimeout = 60_000;

function give(response, text) {
  const headers = { 'content-type': 'application/x-amz-json-1.0', 'content-length': Buffer.byteLength(text) };
  response.writeHead(200, { ...headers, 'x-amzn-requestid': randomUUID() }).end(text);
}

function sent({ Id, MessageBody, MessageAttributes }) {
  messages++;
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
  answerQuestions(() => {
    const connectionsUsed = usedSinceAsked.size;
    usedSinceAsked.clear();
    return { endpoint: `http://127.0.0.1:${server.address().port}`, requests, messages, connectionsUsed };
  }),
);
