import type { ExpressionReader } from './expressions.ts';
import type { ModdleElement } from './moddle.ts';
import type { Problems } from './problems.ts';
import type { Flow } from './process-model.ts';

/** What the readers of elements share while one document is read. */
export interface Reading {
  readonly expressions: ExpressionReader;
  readonly problems: Problems;
  /** The sequence flows of the container that is being read. */
  readonly flows: readonly ModdleElement[];
  /** All elements of that container. */
  readonly siblings: readonly ModdleElement[];
  /** Associations of that container, which lead from a compensation event to its handler. */
  readonly associations: readonly ModdleElement[];
}

/** What an element of any kind has. */
export interface ElementFrame {
  readonly id: string;
  readonly name?: string;
  readonly outgoing: readonly Flow[];
  readonly incoming: readonly string[];
}

export function frameOf(element: ModdleElement, reading: Reading): ElementFrame {
  const outgoing = reading.flows.filter(({ sourceRef }) => sourceRef === element);
  const mustDecide = outgoing.length > 1 && BRANCHING.has(element.$type);
  return {
    id: element.id ?? '',
    ...(element.name && { name: element.name }),
    outgoing: outgoing.map((flow) => readFlow(flow, element.default === flow, mustDecide, reading)),
    incoming: reading.flows.filter(({ targetRef }) => targetRef === element).map(({ id = '' }) => id),
  };
}

const BRANCHING = new Set(['bpmn:ExclusiveGateway', 'bpmn:InclusiveGateway']);

function readFlow(
  flow: ModdleElement,
  isDefault: boolean,
  mustDecide: boolean,
  { expressions, problems }: Reading,
): Flow {
  const id = flow.id ?? '';
  const condition = flow.conditionExpression?.body;
  if (mustDecide && condition === undefined && !isDefault) {
    problems.add(id, 'Must have a condition or be default flow');
  }
  return {
    id,
    target: flow.targetRef?.id ?? '',
    isDefault,
    ...(condition !== undefined && { condition: expressions.expression(condition, `${id} > conditionExpression`) }),
  };
}
