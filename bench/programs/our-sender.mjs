// Sends messages as the connector does, without engine and jobs. usage: our-sender.mjs ENDPOINT
import { createCredentialSource } from '../../packages/connector/dist/sending/credentials.js';
import { createSender } from '../../packages/connector/dist/sending/sender.js';
import { realWorld } from '../../packages/runtime/dist/index.js';
import { answerQuestions, cpuMsOf, forEachNumber } from './answering.mjs';
import { ATTRIBUTES, bodyOf, CREDENTIALS, QUEUE_URL, REGION } from './message.mjs';

const common = {
  targets: { endpointOverride: new URL(process.argv[2]), allowedEndpoints: [] },
  credentials: createCredentialSource(() => Promise.reject(new Error('the keys are in the messages'))),
  world: realWorld,
};
const senders = { together: createSender(common), alone: createSender({ ...common, batching: false }) };

function messageOf(number) {
  return {
    credentials: { kind: 'static', ...CREDENTIALS },
    region: REGION,
    queue: { kind: 'standard', url: QUEUE_URL },
    body: bodyOf(number),
    attributes: Object.entries(ATTRIBUTES).map(([name, value]) => ({ name, dataType: 'String', value })),
  };
}

answerQuestions(async ({ how, messages, atOnce }) => {
  const sender = senders[how];
  const cpuMs = await cpuMsOf(() =>
    forEachNumber(messages, atOnce, (number) => sender.send(messageOf(number), realWorld.now() + 60_000)),
  );
  return { cpuMs };
});
