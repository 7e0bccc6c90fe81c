// Times the steps of one job in this process, against an SQS and an engine that answer at once.
import { sqsHost } from '../../packages/connector/dist/sending/aws-hosts.js';
import { createCredentialSource } from '../../packages/connector/dist/sending/credentials.js';
import { targetOf } from '../../packages/connector/dist/sending/endpoint.js';
import { md5OfAttributes, md5OfBody } from '../../packages/connector/dist/sending/md5.js';
import { headersOf, sendMessageInput } from '../../packages/connector/dist/sending/send-message.js';
import { createSender } from '../../packages/connector/dist/sending/sender.js';
import { signedHeaders } from '../../packages/connector/dist/sending/signer.js';
import { createSqsConnector } from '../../packages/connector/dist/sqs-connector.js';
import { handleJob, maskOf, realWorld } from '../../packages/runtime/dist/index.js';
import { compileExpression, evaluateToContext } from '../../packages/runtime/dist/job/expressions.js';
import { parseInput } from '../../packages/runtime/dist/job/input.js';
import { outputVariables, responseContext } from '../../packages/runtime/dist/job/result.js';
import { textsAt } from '../../packages/runtime/dist/secrets/mask.js';
import { resolveSecrets } from '../../packages/runtime/dist/secrets/resolve-secrets.js';
import { answerQuestions } from './answering.mjs';
import { ATTRIBUTES, bodyOf, CREDENTIALS, QUEUE_URL, REGION } from './message.mjs';

const ROUND_MS = 150;
const EXPRESSION = '={createdMessageID: response.messageId}';
const job = {
  key: '2251799813685283',
  type: 'io.camunda:aws-sqs:1',
  processInstanceKey: '2251799813685270',
  processDefinitionId: 'send',
  processDefinitionKey: '2251799813685250',
  elementId: 'task',
  elementInstanceKey: '2251799813685278',
  tenantId: '<default>',
  retries: 3,
  customHeaders: { resultExpression: EXPRESSION, retryBackoff: 'PT30S' },
  variables: {
    authentication: { type: 'credentials', accessKey: '{{secrets.KEY}}', secretKey: '{{secrets.SECRET}}' },
    configuration: { region: REGION },
    queue: { url: QUEUE_URL, type: 'standard', messageBody: JSON.parse(bodyOf(1)), messageAttributes: ATTRIBUTES },
  },
};
const secrets = {
  get: (name) => (name === 'KEY' ? CREDENTIALS.accessKeyId : CREDENTIALS.secretAccessKey),
  describe: () => '',
};
const targets = { allowedEndpoints: [] };
const credentials = createCredentialSource(() => Promise.reject(new Error('the keys are in the job')));

/** Answers each message at once, with the checksums of the only one that there is. */
const connections = { post: async () => answer, close: async () => {} };
const sender = createSender({ targets, credentials, world: realWorld, connections });
const connector = createSqsConnector({
  send: (request, { deadline }) => sender.send(request, deadline),
  defaultChainAllowed: true,
});
const rules = { configurationPaths: connector.configurationPaths, allowedInMessages: [] };
const resolved = resolveSecrets(job.variables, secrets, job, rules);
const request = parseInput(connector.input, resolved.variables);
const response = {
  messageId: '3f1c5b1e-0d2a-4b7e-9a58-1a2b3c4d5e6f',
  md5OfMessageBody: md5OfBody(request.body),
  md5OfMessageAttributes: md5OfAttributes(request.attributes),
  requestId: '6b1c5b1e-0d2a-4b7e-9a58-1a2b3c4d5e6f',
};
const answer = {
  status: 200,
  headers: { 'x-amzn-requestid': response.requestId },
  text: JSON.stringify({
    MessageId: response.messageId,
    MD5OfMessageBody: response.md5OfMessageBody,
    MD5OfMessageAttributes: response.md5OfMessageAttributes,
  }),
};
const program = compileExpression(EXPRESSION, 'Result');
const body = sendMessageInput(request);
const target = targetOf(request, targets);
const surroundings = { world: realWorld, secrets, secretsInMessages: [], updateTimeout: async () => {} };
const deadline = () => realWorld.now() + 60_000;

const STEPS = {
  'compile an expression that is known': () => compileExpression(EXPRESSION, 'Result'),
  'resolve secrets': () => resolveSecrets(job.variables, secrets, job, rules),
  'prepare the mask': () => maskOf([...resolved.values, ...textsAt(resolved.variables, connector.confidentialPaths)]),
  'parse the inputs': () => parseInput(connector.input, resolved.variables),
  'know a host of AWS': () => sqsHost(target.hostname),
  'decide the target': () => targetOf(request, targets),
  'write the request': () => sendMessageInput(request),
  'sign the request': () =>
    signedHeaders({ target, body, headers: headersOf('SendMessage') }, CREDENTIALS, REGION, Date.now()),
  'check the checksums': () => [md5OfBody(request.body), md5OfAttributes(request.attributes)],
  'send, answered at once': () => sender.send(request, deadline()),
  'evaluate the result': () =>
    outputVariables(response, undefined, evaluateToContext(program, responseContext(response), 'Result', realWorld)),
  'the whole way': () => handleJob(connector, job, deadline(), surroundings),
};

/** Microseconds a call, over as many calls as fit into a round. */
async function timed(step) {
  let calls = 0;
  const startedAt = performance.now();
  do {
    for (let count = 0; count < 20; count++) await step();
    calls += 20;
  } while (performance.now() - startedAt < ROUND_MS);
  return ((performance.now() - startedAt) * 1000) / calls;
}

const outcome = await STEPS['the whole way']();
if (outcome.kind !== 'completed') throw new Error(outcome.message);
answerQuestions(async ({ step }) =>
  step === undefined ? { steps: Object.keys(STEPS) } : { us: await timed(STEPS[step]) },
);
