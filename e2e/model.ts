/**
 * A process with one task of the connector, from the task's inputs, headers and outputs. A boundary event catches `NO_QUEUE`, and
 * gives the process the variables `caught` and `reason`.
 */
export function taskModel(
  inputs: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
  retries = '1',
  processId = 'journey',
  jobType = 'io.camunda:aws-sqs:1',
  outputs: Readonly<Record<string, string>> = {},
): string {
  const quoted = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  const mappings = (kind: 'input' | 'output', sources: Readonly<Record<string, string>>) =>
    Object.entries(sources).map(([target, source]) => `<zeebe:${kind} source="${quoted(source)}" target="${target}"/>`);
  const entries = Object.entries(headers).map(
    ([key, value]) => `<zeebe:header key="${key}" value="${quoted(value)}"/>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
  <bpmn:error id="no_queue" errorCode="NO_QUEUE"/>
  <bpmn:process id="${processId}" isExecutable="true">
    <bpmn:startEvent id="start"/>
    <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="send"/>
    <bpmn:serviceTask id="send"><bpmn:extensionElements>
      <zeebe:taskDefinition type="${jobType}" retries="${retries}"/>
      <zeebe:ioMapping>${[...mappings('input', inputs), ...mappings('output', outputs)].join('')}</zeebe:ioMapping>
      <zeebe:taskHeaders>${entries.join('')}</zeebe:taskHeaders>
    </bpmn:extensionElements></bpmn:serviceTask>
    <bpmn:sequenceFlow id="f2" sourceRef="send" targetRef="end"/>
    <bpmn:endEvent id="end"/>
    <bpmn:boundaryEvent id="caught" attachedToRef="send">
      <bpmn:extensionElements><zeebe:ioMapping><zeebe:output source="=&quot;yes&quot;" target="caught"/><zeebe:output source="=reason" target="reason"/></zeebe:ioMapping></bpmn:extensionElements>
      <bpmn:outgoing>f3</bpmn:outgoing>
      <bpmn:errorEventDefinition id="e" errorRef="no_queue"/>
    </bpmn:boundaryEvent>
    <bpmn:sequenceFlow id="f3" sourceRef="caught" targetRef="end2"/>
    <bpmn:endEvent id="end2"/>
  </bpmn:process>
</bpmn:definitions>`;
}

/** Inputs of a task that is filled in completely. */
export const INPUTS = {
  'authentication.type': 'credentials',
  'authentication.accessKey': '{{secrets.ACCESS_KEY}}',
  'authentication.secretKey': 'secrets.SECRET_KEY',
  'configuration.region': 'eu-central-1',
  'queue.url': 'https://sqs.eu-central-1.amazonaws.com/123456789012/orders',
  'queue.messageBody': '="hello"',
} as const;
