import { readCallActivity, readJobTask, readScriptTask, readUserTask } from './activities.ts';
import { checkContainer } from './container-checks.ts';
import { eventTypeOf, readMessage, readThrown, readTrigger } from './events.ts';
import { readLoop } from './loop.ts';
import { readMappings } from './mappings.ts';
import { extensionOf, type ModdleElement } from './moddle.ts';
import type { BoundaryEvent, Container, FlowElement, StartEvent } from './process-model.ts';
import { type ElementFrame, frameOf, type Reading } from './reading.ts';

const SUPPORTED =
  'start, end, intermediate and boundary events (none, timer, message, signal, error, escalation, link, compensation, terminate), service, send, receive, user, script, business rule, manual and undefined tasks, call activities, sub-processes, event sub-processes, exclusive, inclusive, parallel and event-based gateways, multi-instance loops';

/** `SERVICE_TASK` of `bpmn:ServiceTask`. */
function typeOf({ $type }: ModdleElement): string {
  const name = $type.replace('bpmn:', '');
  return name.replace(/(?!^)([A-Z])/g, '_$1').toUpperCase();
}

type Shared = Pick<Reading, 'expressions' | 'problems'>;

/** Reads a process or sub-process with all that it holds. */
export function readContainer(
  container: ModdleElement,
  kind: Container['kind'],
  frame: ElementFrame,
  shared: Shared,
): Container {
  const all = container.flowElements ?? [];
  const flows = all.filter(({ $type }) => $type === 'bpmn:SequenceFlow');
  const siblings = all.filter(({ $type }) => $type !== 'bpmn:SequenceFlow' && !isData($type));
  const associations = (container.artifacts ?? []).filter(({ $type }) => $type === 'bpmn:Association');
  const reading: Reading = { ...shared, flows, siblings, associations };
  checkContainer(container, kind, reading);
  const read = siblings.flatMap((element) => readElement(element, kind, reading) ?? []);
  const starts = read.filter((element) => element.kind === 'startEvent');
  const noneStart = starts.find(({ trigger }) => trigger === undefined);
  const boundaries = read.filter((element) => element.kind === 'boundaryEvent');
  const eventSubProcesses = read.filter((element): element is Container => element.kind === 'eventSubProcess');
  return {
    ...frame,
    kind,
    type: kind === 'process' ? 'PROCESS' : kind === 'subProcess' ? 'SUB_PROCESS' : 'EVENT_SUB_PROCESS',
    elements: new Map(read.map((element) => [element.id, withBoundaries(element, boundaries, siblings)])),
    ...(noneStart && { noneStart }),
    eventStarts: starts.filter(({ trigger }) => trigger !== undefined),
    eventSubProcesses,
    boundaryEvents: [],
    ...(kind !== 'process' && readMappings(container, shared.expressions, shared.problems)),
  };
}

/** Data objects say nothing to the engine. */
function isData(type: string): boolean {
  return type === 'bpmn:DataObject' || type === 'bpmn:DataObjectReference' || type === 'bpmn:DataStoreReference';
}

function withBoundaries(
  element: FlowElement,
  boundaries: readonly BoundaryEvent[],
  siblings: readonly ModdleElement[],
): FlowElement {
  const own = boundaries.filter(
    ({ id }) => siblings.find((sibling) => sibling.id === id)?.attachedToRef?.id === element.id,
  );
  return own.length === 0 ? element : { ...element, boundaryEvents: own };
}

function readElement(element: ModdleElement, parent: Container['kind'], reading: Reading): FlowElement | undefined {
  const { expressions, problems } = reading;
  const base = { ...frameOf(element, reading), type: typeOf(element), boundaryEvents: [] };
  const event = { ...base, eventType: eventTypeOf(element) };
  const loop = readLoop(element, reading);
  const activity = {
    ...base,
    ...(element.isForCompensation && { eventType: 'COMPENSATION' as const }),
    ...(loop && { loop }),
  };
  const mappings = () => readMappings(element, expressions, problems);
  switch (element.$type) {
    case 'bpmn:StartEvent':
      return readStart(element, parent, event, reading);
    case 'bpmn:EndEvent':
    case 'bpmn:IntermediateThrowEvent': {
      if (event.eventType === 'MESSAGE') return readMessageThrow(element, event, reading);
      const thrown = readThrown(element, reading);
      if (!thrown) return unsupported(element, reading);
      return { ...event, kind: 'throwEvent', thrown, ...mappings() };
    }
    case 'bpmn:IntermediateCatchEvent': {
      if (event.eventType === 'LINK') return { ...event, kind: 'linkTarget', ...mappings() };
      const trigger = readTrigger(element, 'intermediate', true, reading);
      if (!trigger || trigger.kind === 'error' || trigger.kind === 'escalation') return unsupported(element, reading);
      return { ...event, kind: 'catchEvent', trigger, ...mappings() };
    }
    case 'bpmn:BoundaryEvent':
      return readBoundary(element, event, reading);
    case 'bpmn:ServiceTask':
    case 'bpmn:SendTask':
    case 'bpmn:BusinessRuleTask':
      if (extensionOf(element, 'zeebe:CalledDecision')) return unsupported(element, reading, 'a called decision');
      return { ...activity, ...readJobTask(element, reading) };
    case 'bpmn:ScriptTask':
      return { ...activity, ...readScriptTask(element, reading) };
    case 'bpmn:UserTask':
      return { ...activity, ...readUserTask(element, reading) };
    case 'bpmn:ReceiveTask':
      return {
        ...activity,
        eventType: 'MESSAGE',
        kind: 'catchEvent',
        trigger: readMessage(base.id, element, 'intermediate', reading),
        ...mappings(),
      };
    case 'bpmn:CallActivity':
      return { ...activity, ...readCallActivity(element, reading) };
    case 'bpmn:Task':
    case 'bpmn:ManualTask':
      return { ...activity, kind: 'passThroughTask', ...mappings() };
    case 'bpmn:SubProcess': {
      const kind = element.triggeredByEvent ? 'eventSubProcess' : 'subProcess';
      return { ...readContainer(element, kind, base, reading), ...(loop && { loop }) };
    }
    case 'bpmn:ExclusiveGateway':
      return { ...base, kind: 'exclusiveGateway' };
    case 'bpmn:InclusiveGateway':
      return { ...base, kind: 'inclusiveGateway' };
    case 'bpmn:ParallelGateway':
      return { ...base, kind: 'parallelGateway' };
    case 'bpmn:EventBasedGateway':
      return { ...base, kind: 'eventBasedGateway' };
    default:
      return unsupported(element, reading);
  }
}

type EventBase = Pick<StartEvent, keyof ElementFrame | 'type' | 'eventType' | 'boundaryEvents'>;

function readStart(
  element: ModdleElement,
  parent: Container['kind'],
  base: EventBase,
  reading: Reading,
): StartEvent | undefined {
  const isInterrupting = element.isInterrupting !== false;
  const place = parent === 'process' ? 'processStart' : 'subProcessStart';
  const trigger = readTrigger(element, place, isInterrupting, reading);
  const isKnown = base.eventType === 'NONE' ? (element.eventDefinitions ?? []).length === 0 : trigger !== undefined;
  if (!isKnown) return unsupported(element, reading);
  return {
    ...base,
    kind: 'startEvent',
    isInterrupting,
    ...(trigger && { trigger }),
    ...readMappings(element, reading.expressions, reading.problems),
  };
}

/** A message is thrown by a job. */
function readMessageThrow(element: ModdleElement, base: EventBase, reading: Reading): FlowElement | undefined {
  if (extensionOf(element, 'zeebe:TaskDefinition')) return { ...base, ...readJobTask(element, reading) };
  const text = "Must have either one 'zeebe:publishMessage' or one 'zeebe:taskDefinition' extension element";
  if (!extensionOf(element, 'zeebe:PublishMessage')) reading.problems.add(base.id, text);
  else return unsupported(element, reading, "'zeebe:publishMessage'");
  return undefined;
}

function readBoundary(element: ModdleElement, base: EventBase, reading: Reading): BoundaryEvent | undefined {
  const isInterrupting = element.cancelActivity !== false;
  if ((element.eventDefinitions ?? []).length !== 1) {
    reading.problems.add(base.id, 'Must have exactly one event definition');
    return undefined;
  }
  const trigger = readTrigger(element, 'boundary', isInterrupting, reading);
  if (!trigger) return unsupported(element, reading);
  const handler = reading.associations.find(({ sourceRef }) => sourceRef === element)?.targetRef?.id;
  return {
    ...base,
    kind: 'boundaryEvent',
    trigger,
    isInterrupting,
    ...(handler !== undefined && { compensationHandler: handler }),
    ...readMappings(element, reading.expressions, reading.problems),
  };
}

function unsupported(element: ModdleElement, { problems }: Reading, what?: string): undefined {
  const kinds = [element.$type, ...(element.eventDefinitions ?? []).map(({ $type }) => $type)];
  const name = [...kinds.map((kind) => kind.replace('bpmn:', '')), ...(what ? [what] : [])].join(' with ');
  const hint = `The embedded engine supports ${SUPPORTED}.`;
  problems.add(element.id ?? '', `Elements of type '${name}' are currently not supported. ${hint}`);
  return undefined;
}
