import { flow, process, task } from './diagram.ts';
import type { Journey } from './journey.ts';

/** Processes of more than one task. */
export const models: readonly Journey[] = [
  {
    name: 'two tasks one after the other, the second with the first one’s message id',
    model: process(
      `${flow('start', 'one')}${task('one', '="first"', '<zeebe:header key="resultExpression" value="={firstId: response.messageId}"/>')}</bpmn:serviceTask>${flow('one', 'two')}${task('two', '="after " + firstId')}</bpmn:serviceTask>${flow('two', 'end')}<bpmn:endEvent id="end"/>`,
    ),
    sent: [{ body: 'first' }, { body: /^after [0-9a-f-]{36}$/ }],
    ends: { completed: { firstId: '"<id>"' } },
  },
  {
    name: 'a multi-instance task sends a message for each item and collects the ids',
    model: process(
      `${flow('start', 'each')}${task('each', '=item', '<zeebe:header key="resultExpression" value="={id: response.messageId}"/>')}<bpmn:multiInstanceLoopCharacteristics isSequential="true"><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=items" inputElement="item" outputCollection="ids" outputElement="=id"/></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics></bpmn:serviceTask>${flow('each', 'end')}<bpmn:endEvent id="end"/>`,
    ),
    variables: '{"items":["a","b","c"]}',
    sent: [{ body: 'a' }, { body: 'b' }, { body: 'c' }],
    ends: { completed: { ids: /^\["<id>",(?:"[0-9a-f-]{36}",?){2}\]$/ } },
  },
  {
    name: 'a gateway sends or does not send',
    model: process(
      `${flow('start', 'gate')}<bpmn:exclusiveGateway id="gate" default="gate_end"/>${flow('gate', 'one', '=amount &gt; 100')}${flow('gate', 'end')}${task('one', '=amount')}</bpmn:serviceTask>${flow('one', 'end')}<bpmn:endEvent id="end"/>`,
    ),
    variables: '{"amount":101}',
    sent: [{ body: '101' }],
    ends: { completed: {} },
  },
  {
    name: 'a message end event sends',
    model: process(
      `${flow('start', 'end')}${task('end', '="bye"').replace('<bpmn:serviceTask', '<bpmn:endEvent')}<bpmn:messageEventDefinition id="m"/></bpmn:endEvent>`,
    ),
    sent: [{ body: 'bye' }],
    ends: { completed: {} },
  },
  {
    name: 'an output mapping keeps part of the response',
    model: process(
      `${flow('start', 'one')}${task('one', '="x"', '<zeebe:header key="resultVariable" value="response"/>').replace('</zeebe:ioMapping>', '<zeebe:output source="=response.messageId" target="kept"/></zeebe:ioMapping>')}</bpmn:serviceTask>${flow('one', 'end')}<bpmn:endEvent id="end"/>`,
    ),
    sent: [{}],
    ends: { completed: { kept: '"<id>"', response: undefined } },
  },
];
