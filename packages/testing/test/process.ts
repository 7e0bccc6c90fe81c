/** A process from what stands between its start event and its end. @param roots what stands beside it, such as messages */
export function process(id: string, element: string, roots = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
  <bpmn:process id="${id}" isExecutable="true">
    <bpmn:startEvent id="start"/>
    <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="element"/>
    ${element}
    <bpmn:sequenceFlow id="f2" sourceRef="element" targetRef="end"/>
    <bpmn:endEvent id="end"/>
  </bpmn:process>
  ${roots}
</bpmn:definitions>`;
}

const extensions = (content: string) => `<bpmn:extensionElements>${content}</bpmn:extensionElements>`;
const timer = (kind: 'timeDuration' | 'timeCycle', text: string) =>
  `<bpmn:timerEventDefinition><bpmn:${kind}>${text}</bpmn:${kind}></bpmn:timerEventDefinition>`;

export const userTask = `<bpmn:userTask id="element">${extensions('<zeebe:userTask/>')}</bpmn:userTask>`;

/** A user task beside which an event happens again and again, or once. */
export const userTaskAnd = (kind: 'timeDuration' | 'timeCycle', text: string) =>
  `${userTask}<bpmn:boundaryEvent id="beside" attachedToRef="element" cancelActivity="${kind === 'timeDuration'}"><bpmn:outgoing>f3</bpmn:outgoing>${timer(kind, text)}</bpmn:boundaryEvent>
  <bpmn:sequenceFlow id="f3" sourceRef="beside" targetRef="later"/><bpmn:endEvent id="later"/>`;

export const timerEvent = (duration: string) =>
  `<bpmn:intermediateCatchEvent id="element">${timer('timeDuration', duration)}</bpmn:intermediateCatchEvent>`;

export const messageEvent =
  '<bpmn:intermediateCatchEvent id="element"><bpmn:messageEventDefinition messageRef="m"/></bpmn:intermediateCatchEvent>';
export const message = `<bpmn:message id="m" name="paid">${extensions('<zeebe:subscription correlationKey="=&quot;7&quot;"/>')}</bpmn:message>`;

export const jobOf = (type: string) =>
  `<bpmn:serviceTask id="element">${extensions(`<zeebe:taskDefinition type="${type}"/>`)}</bpmn:serviceTask>`;

export const callOf = (processId: string) =>
  `<bpmn:callActivity id="element">${extensions(`<zeebe:calledElement processId="${processId}"/>`)}</bpmn:callActivity>`;
