const quoted = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

/** A task that sends, not yet closed, so that a loop can follow. @param inputs beside or in place of the usual ones */
export const task = (
  id: string,
  body: string,
  headers = '',
  inputs: Readonly<Record<string, string>> = {},
) => `<bpmn:serviceTask id="${id}"><bpmn:extensionElements>
  <zeebe:taskDefinition type="io.camunda:aws-sqs:1" retries="1"/>
  <zeebe:ioMapping>
    <zeebe:input source="{{secrets.ACCESS_KEY}}" target="authentication.accessKey"/>
    <zeebe:input source="{{secrets.SECRET_KEY}}" target="authentication.secretKey"/>
    <zeebe:input source="eu-central-1" target="configuration.region"/>
    <zeebe:input source="<url>" target="queue.url"/>
    <zeebe:input source="${quoted(body)}" target="queue.messageBody"/>
    ${Object.entries(inputs)
      .map(([target, source]) => `<zeebe:input source="${quoted(source)}" target="${target}"/>`)
      .join('')}
  </zeebe:ioMapping>
  <zeebe:taskHeaders>${headers}</zeebe:taskHeaders>
</bpmn:extensionElements>`;

/** A model of one process, which begins with `start`. */
export const process = (content: string, roots = '') => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d" targetNamespace="t">
  ${roots}<bpmn:process id="<process>" isExecutable="true"><bpmn:startEvent id="start"/>${content}</bpmn:process>
</bpmn:definitions>`;

export const flow = (from: string, to: string, condition = '') =>
  `<bpmn:sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}">${condition && `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${condition}</bpmn:conditionExpression>`}</bpmn:sequenceFlow>`;
