import { elementOf, type FlowElement } from '../model/process-model.ts';
import type { ElementInstance } from './element-instance.ts';

export function isJoin({ kind, incoming }: FlowElement): boolean {
  return (kind === 'parallelGateway' || kind === 'inclusiveGateway') && incoming.length > 1;
}

/** The joins of a scope that wait for nothing more. Their waiting flows are used up. */
export function takeReadyJoins(scope: ElementInstance): readonly FlowElement[] {
  const waiting = new Set(scope.arrivals.flatMap(({ target, waits }) => (waits ? [target] : [])));
  const joins = [...waiting].map((id) => elementOf(scope.element, id)).filter((join) => isReady(join, scope));
  for (const join of joins) {
    for (const flow of join.incoming) {
      const index = scope.arrivals.findIndex((arrival) => arrival.waits && arrival.flow === flow);
      if (index >= 0) scope.arrivals.splice(index, 1);
    }
  }
  return joins;
}

function isReady(join: FlowElement, scope: ElementInstance): boolean {
  const taken = new Set(
    scope.arrivals.flatMap((arrival) => (arrival.waits && arrival.target === join.id ? [arrival.flow] : [])),
  );
  const isComplete = join.incoming.every((flow) => taken.has(flow));
  return isComplete || (join.kind === 'inclusiveGateway' && !canStillBeReached(join, scope));
}

/** Whether something that is under way in the scope could come to the join. */
function canStillBeReached(join: FlowElement, scope: ElementInstance): boolean {
  const underWay = [
    ...[...scope.children].map(({ element }) => element.id),
    ...scope.arrivals.filter(({ target }) => target !== join.id).map(({ target }) => target),
  ];
  const seen = new Set<string>();
  const next = [...underWay];
  for (let id = next.pop(); id !== undefined; id = next.pop()) {
    if (id === join.id) return true;
    if (seen.has(id)) continue;
    seen.add(id);
    const element = elementOf(scope.element, id);
    for (const from of [element, ...element.boundaryEvents]) next.push(...from.outgoing.map(({ target }) => target));
  }
  return false;
}
