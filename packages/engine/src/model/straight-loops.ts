import type { Container, FlowElement } from './process-model.ts';

/** Elements that wait for nothing: a loop of them alone would never end. */
const NEVER_WAITS = new Set<FlowElement['kind']>([
  'passThroughTask',
  'exclusiveGateway',
  'inclusiveGateway',
  'parallelGateway',
]);

/** A loop of elements that wait for nothing, as `a > b > a`, or undefined. */
export function findStraightLoop(container: Container): string | undefined {
  const done = new Set<string>();
  const visit = (id: string, path: readonly string[]): string | undefined => {
    const element = container.elements.get(id);
    if (!element || !waitsForNothing(element)) return undefined;
    const start = path.indexOf(id);
    if (start >= 0) return [...path.slice(start), id].join(' > ');
    if (done.has(id)) return undefined;
    for (const { target } of element.outgoing) {
      const loop = visit(target, [...path, id]);
      if (loop) return loop;
    }
    done.add(id);
    return undefined;
  };
  for (const element of tasksFirst(container)) {
    const loop = visit(element.id, []) ?? ('elements' in element ? findStraightLoop(element) : undefined);
    if (loop) return loop;
  }
  return undefined;
}

/** A loop is told from its first task on, where it has one. */
function tasksFirst({ elements }: Container): readonly FlowElement[] {
  const isTask = ({ kind }: FlowElement) => kind === 'passThroughTask';
  const all = [...elements.values()];
  return [...all.filter(isTask), ...all.filter((element) => !isTask(element))];
}

function waitsForNothing(element: FlowElement): boolean {
  return NEVER_WAITS.has(element.kind) || (element.kind === 'throwEvent' && element.thrown.kind === 'none');
}
