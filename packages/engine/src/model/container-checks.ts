import type { ModdleElement } from './moddle.ts';
import type { Container } from './process-model.ts';
import type { Reading } from './reading.ts';

/** The rules for what a process or sub-process holds, with the engine's texts. */
export function checkContainer(container: ModdleElement, kind: Container['kind'], reading: Reading): void {
  const id = container.id ?? '';
  const { siblings, problems } = reading;
  const starts = siblings.filter(({ $type }) => $type === 'bpmn:StartEvent');
  const noneStarts = starts.filter(({ eventDefinitions = [] }) => eventDefinitions.length === 0);
  if (kind === 'process') {
    if (starts.length === 0) problems.add(id, 'Must have at least one start event');
    if (noneStarts.length > 1) problems.add(id, 'Multiple none start events are not allowed');
  } else if (kind === 'subProcess') {
    if (starts.length !== 1) problems.add(id, 'Must have exactly one start event');
    else if (noneStarts.length === 0) problems.add(id, 'Start events in subprocesses must be of type none');
  } else if (starts.length !== 1 || noneStarts.length > 0) {
    problems.add(id, 'Must have exactly one start event with a definition');
  }
  checkBoundaryEvents(reading);
  checkEventGateways(reading);
  checkLinks(id, reading);
  checkCaughtErrors(id, reading);
  checkDefinitionIds(reading);
}

const NEEDS_ID = new Set(['bpmn:LinkEventDefinition', 'bpmn:CompensateEventDefinition']);

/** The real engine cannot read such definitions without an id: better to hear it here than there. */
function checkDefinitionIds({ siblings, problems }: Reading): void {
  for (const { id = '', eventDefinitions = [] } of siblings) {
    for (const definition of eventDefinitions) {
      if (!NEEDS_ID.has(definition.$type) || definition.id) continue;
      problems.add(id, `The ${definition.$type.replace('bpmn:', '')} must have an id`);
    }
  }
}

/** Here the real engine goes by the flows that an element names itself: a flow that merely names it as its source is not enough. */
function checkBoundaryEvents({ siblings, associations, problems }: Reading): void {
  for (const event of siblings.filter(({ $type }) => $type === 'bpmn:BoundaryEvent')) {
    const isAssociated = associations.some(({ sourceRef }) => sourceRef === event);
    if ((event.outgoing ?? []).length > 0 || isAssociated) continue;
    problems.add(event.id ?? '', 'Must have at least one outgoing sequence flow or association');
  }
}

function checkEventGateways({ siblings, flows, problems }: Reading): void {
  for (const gateway of siblings.filter(({ $type }) => $type === 'bpmn:EventBasedGateway')) {
    const targets = flows.filter(({ sourceRef }) => sourceRef === gateway).map(({ targetRef }) => targetRef);
    if ((gateway.outgoing ?? []).length < 2) {
      problems.add(gateway.id ?? '', 'Event-based gateway must have at least 2 outgoing sequence flows.');
    }
    if (targets.some((target) => target?.$type !== 'bpmn:IntermediateCatchEvent')) {
      problems.add(
        gateway.id ?? '',
        'Event-based gateway must not have an outgoing sequence flow to other elements than message/timer/signal intermediate catch events.',
      );
    }
  }
}

function checkLinks(container: string, { siblings, problems }: Reading): void {
  const names = (type: string) =>
    siblings
      .filter(({ $type }) => $type === type)
      .flatMap(({ eventDefinitions = [] }) =>
        eventDefinitions.filter(({ $type }) => $type === 'bpmn:LinkEventDefinition'),
      )
      .map(({ name = '' }) => name);
  const caught = names('bpmn:IntermediateCatchEvent');
  for (const name of names('bpmn:IntermediateThrowEvent')) {
    if (caught.includes(name)) continue;
    problems.add(container, `Can't find an catch link event for the throw link event with the name '${name}'.`);
  }
  for (const name of new Set(caught.filter((one, index) => caught.indexOf(one) !== index))) {
    problems.add(
      container,
      `Multiple intermediate catch link event definitions with the same name '${name}' are not allowed.`,
    );
  }
}

/** No two boundary events of an activity, and no two event sub-processes of a container, catch the same error. */
function checkCaughtErrors(container: string, { siblings, problems }: Reading): void {
  const inner = siblings
    .filter(({ triggeredByEvent }) => triggeredByEvent)
    .flatMap(({ flowElements = [] }) => flowElements);
  const hosts = new Set(siblings.flatMap(({ attachedToRef }) => attachedToRef ?? []));
  const scopes: (readonly [owner: string, events: readonly ModdleElement[]])[] = [
    [container, inner.filter(({ $type }) => $type === 'bpmn:StartEvent')],
    ...[...hosts].map((host) => [host.id ?? '', siblings.filter((one) => one.attachedToRef === host)] as const),
  ];
  for (const [owner, events] of scopes) {
    const codes = events
      .flatMap(({ eventDefinitions = [] }) => eventDefinitions)
      .filter(({ $type }) => $type === 'bpmn:ErrorEventDefinition')
      .map(({ errorRef }) => errorRef?.errorCode ?? '');
    for (const code of new Set(codes.filter((one, index) => codes.indexOf(one) !== index))) {
      const what =
        code === ''
          ? 'Multiple error catch events without error code'
          : `Multiple error catch events with the same error code '${code}'`;
      problems.add(owner, `${what} are not supported on the same scope.`);
    }
  }
}
