import { extensionOf, type ModdleElement } from './moddle.ts';
import type { EventType, Thrown, Trigger } from './process-model.ts';
import type { Reading } from './reading.ts';
import { readTimer } from './timers.ts';

const EVENT_TYPES: Readonly<Record<string, EventType>> = {
  'bpmn:TimerEventDefinition': 'TIMER',
  'bpmn:MessageEventDefinition': 'MESSAGE',
  'bpmn:SignalEventDefinition': 'SIGNAL',
  'bpmn:ErrorEventDefinition': 'ERROR',
  'bpmn:EscalationEventDefinition': 'ESCALATION',
  'bpmn:CompensateEventDefinition': 'COMPENSATION',
  'bpmn:LinkEventDefinition': 'LINK',
  'bpmn:TerminateEventDefinition': 'TERMINATE',
};

export function eventTypeOf({ eventDefinitions = [] }: ModdleElement): EventType {
  return EVENT_TYPES[eventDefinitions[0]?.$type ?? ''] ?? 'NONE';
}

/** Where an event stands decides which timers and what of a message it needs. */
export type EventPlace = 'processStart' | 'subProcessStart' | 'boundary' | 'intermediate';

/** What a catching event waits for, or undefined where it waits for nothing that the engine knows. */
export function readTrigger(
  element: ModdleElement,
  place: EventPlace,
  isInterrupting: boolean,
  reading: Reading,
): Trigger | undefined {
  const [definition] = element.eventDefinitions ?? [];
  switch (definition?.$type) {
    case 'bpmn:TimerEventDefinition':
      return readTimer(element, definition, place, isInterrupting, reading);
    case 'bpmn:MessageEventDefinition':
      return readMessage(element.id ?? '', definition, place, reading);
    case 'bpmn:SignalEventDefinition':
      return { kind: 'signal', name: readSignalName(element, definition, reading) };
    case 'bpmn:ErrorEventDefinition':
      return readCaughtCode(element, 'error', definition.errorRef, reading);
    case 'bpmn:EscalationEventDefinition':
      return readCaughtCode(element, 'escalation', definition.escalationRef, reading);
    case 'bpmn:CompensateEventDefinition':
      return place === 'boundary' ? { kind: 'compensation' } : undefined;
    default:
      return undefined;
  }
}

export function readMessage(
  elementId: string,
  { messageRef }: ModdleElement,
  place: EventPlace,
  { expressions, problems }: Reading,
): Trigger {
  if (!messageRef) problems.add(elementId, 'Must reference a message');
  const path = messageRef?.id ?? elementId;
  if (messageRef && !messageRef.name) problems.add(path, 'Name must be present and not empty');
  const name = expressions.source(messageRef?.name ?? '', path);
  if (place === 'processStart') return { kind: 'message', name };
  const subscription = messageRef && extensionOf(messageRef, 'zeebe:Subscription');
  if (messageRef && !subscription) problems.add(path, 'Must have exactly one zeebe:subscription extension element');
  const key = subscription?.correlationKey;
  if (!subscription) return { kind: 'message', name };
  const keyPath = `${path} > extensionElements > subscription`;
  return { kind: 'message', name, correlationKey: expressions.expression(key, keyPath) };
}

function readSignalName(element: ModdleElement, { signalRef }: ModdleElement, { expressions, problems }: Reading) {
  if (!signalRef) problems.add(element.id ?? '', 'Must reference a signal');
  else if (!signalRef.name) problems.add(signalRef.id ?? '', 'Name must be present and not empty');
  return expressions.source(signalRef?.name ?? '', signalRef?.id ?? '');
}

function readCaughtCode(
  element: ModdleElement,
  kind: 'error' | 'escalation',
  reference: ModdleElement | undefined,
  { problems }: Reading,
): Trigger {
  const code = kind === 'error' ? reference?.errorCode : reference?.escalationCode;
  if (code?.startsWith('=')) {
    problems.add(
      `${element.id} > ${kind}EventDefinition`,
      `The ${kind}Code of the ${kind} catch event is not allowed to be an expression`,
    );
  }
  return code ? { kind, code } : { kind };
}

/** What a throwing event throws, or undefined where it is nothing that the engine knows. A message is a job, not thrown. */
export function readThrown(element: ModdleElement, reading: Reading): Thrown | undefined {
  const { expressions, problems } = reading;
  const [definition] = element.eventDefinitions ?? [];
  const code = (kind: 'error' | 'escalation', reference: ModdleElement | undefined): Thrown => {
    const path = `${element.id} > ${kind}EventDefinition`;
    if (!reference) problems.add(path, `Must reference an ${kind}`);
    const text = kind === 'error' ? reference?.errorCode : reference?.escalationCode;
    if (reference && !text)
      problems.add(
        reference.id ?? path,
        `${kind === 'error' ? 'ErrorCode' : 'EscalationCode'} must be present and not empty`,
      );
    return { kind, code: expressions.source(text ?? '', path) };
  };
  switch (definition?.$type) {
    case undefined:
      return { kind: 'none' };
    case 'bpmn:TerminateEventDefinition':
      return { kind: 'terminate' };
    case 'bpmn:ErrorEventDefinition':
      return code('error', definition.errorRef);
    case 'bpmn:EscalationEventDefinition':
      return code('escalation', definition.escalationRef);
    case 'bpmn:SignalEventDefinition':
      return { kind: 'signal', name: readSignalName(element, definition, reading) };
    case 'bpmn:CompensateEventDefinition':
      return { kind: 'compensation' };
    case 'bpmn:LinkEventDefinition':
      return { kind: 'link', target: readLinkTarget(definition, reading) };
    default:
      return undefined;
  }
}

/** The id of the catching link event of the same name, or an empty text: whether there is one is checked for the container. */
function readLinkTarget({ name }: ModdleElement, { siblings }: Reading): string {
  const target = siblings.find(
    ({ $type, eventDefinitions = [] }) =>
      $type === 'bpmn:IntermediateCatchEvent' &&
      eventDefinitions[0]?.$type === 'bpmn:LinkEventDefinition' &&
      eventDefinitions[0].name === name,
  );
  return target?.id ?? '';
}
