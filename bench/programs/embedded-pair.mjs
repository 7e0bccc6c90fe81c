// The embedded engine and queue in one process. usage: embedded-pair.mjs BEHAVIOUR, which is 8.8 or 8.6
import { parseModel, startEngineServer } from '../../packages/engine/dist/index.js';
import { startQueueServer } from '../../packages/queue/dist/index.js';
import { answerQuestions } from './answering.mjs';
import { ATTRIBUTES, bodyOf, QUEUE_URL, REGION } from './message.mjs';

let requests = 0;
let latencyMs = 0;
const queue = await startQueueServer({
  createQueuesOnDemand: true,
  intercept() {
    requests++;
    if (latencyMs === 0) return undefined;
    return { kind: 'delay', until: new Promise((resolve) => setTimeout(resolve, latencyMs)) };
  },
});

let left = 0;
let lastDone = () => {};
const server = await startEngineServer({
  behaviour: process.argv[2],
  listener({ kind, event }) {
    if (kind !== 'job' || event !== 'COMPLETED' || --left > 0) return;
    lastDone();
  },
});
const { engine } = server;
const xml = model();
engine.deploy(await parseModel(xml, 'send.bpmn'), { name: 'send.bpmn', xml }, Date.now());
const definition = engine.definitions.latest('send');

answerQuestions(async ({ instances, sqsLatencyMs = 0 }) => {
  if (instances === undefined) return { engine: server.address, queue: queue.endpoint };
  requests = 0;
  latencyMs = sqsLatencyMs;
  left = instances;
  const done = new Promise((resolve) => {
    lastDone = resolve;
  });
  for (let number = 0; number < instances; number++) engine.create(definition, variablesOf(number), Date.now());
  const startedAt = performance.now();
  await done;
  return { tookMs: performance.now() - startedAt, sqsRequests: requests };
});

function variablesOf(number) {
  return { order: JSON.parse(bodyOf(number)) };
}

function model() {
  const inputs = {
    'authentication.type': 'credentials',
    'authentication.accessKey': '{{secrets.AWS_ACCESS_KEY}}',
    'authentication.secretKey': '{{secrets.AWS_SECRET_KEY}}',
    'configuration.region': REGION,
    'queue.url': QUEUE_URL,
    'queue.type': 'standard',
    'queue.messageBody': '=order',
    'queue.messageAttributes': `=${JSON.stringify(ATTRIBUTES)}`,
  };
  const headers = { resultExpression: '={createdMessageID: response.messageId}', retryBackoff: 'PT30S' };
  return `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
  <bpmn:process id="send" isExecutable="true">
    <bpmn:startEvent id="start"/>
    <bpmn:sequenceFlow id="to_send" sourceRef="start" targetRef="task"/>
    <bpmn:serviceTask id="task"><bpmn:extensionElements>
      <zeebe:taskDefinition type="io.camunda:aws-sqs:1" retries="3"/>
      <zeebe:ioMapping>${elements(inputs, ([target, source]) => `<zeebe:input source="${quoted(source)}" target="${target}"/>`)}</zeebe:ioMapping>
      <zeebe:taskHeaders>${elements(headers, ([key, value]) => `<zeebe:header key="${key}" value="${quoted(value)}"/>`)}</zeebe:taskHeaders>
    </bpmn:extensionElements></bpmn:serviceTask>
    <bpmn:sequenceFlow id="to_end" sourceRef="task" targetRef="end"/>
    <bpmn:endEvent id="end"/>
  </bpmn:process>
</bpmn:definitions>`;
}

function elements(values, write) {
  return Object.entries(values).map(write).join('');
}

function quoted(text) {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}
