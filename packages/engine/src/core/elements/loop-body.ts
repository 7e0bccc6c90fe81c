import type { JsonObject, JsonValue } from '@camunda-sqs-connector/feel/json';
import type { Loop } from '../../model/process-model.ts';
import type { Behaviour } from '../behaviour.ts';
import type { ElementInstance, LoopProgress } from '../element-instance.ts';
import { evaluate, evaluateAs } from '../evaluate.ts';
import { subscribeToEvents } from '../events/catching.ts';
import type { Execution } from '../execution.ts';

/** Runs an activity for each item of a list, side by side or one after the other. */
export const loopBody: Behaviour = {
  activate(body, execution) {
    const { definition: loop } = loopOf(body);
    const items = evaluateAs('ARRAY', loop.inputCollection, body.variables.visible(), execution.evaluation);
    subscribeToEvents(body, execution);
    body.loop = { items: items as readonly JsonValue[], entered: 0, completed: 0, terminated: 0, isOver: false };
    if (loop.output)
      body.variables.setLocal(
        loop.output.collection,
        body.loop.items.map(() => null),
      );
    execution.activated(body);
    const first = loop.isSequential ? Math.min(1, body.loop.items.length) : body.loop.items.length;
    for (let index = 0; index < first; index++) enterNext(body, execution);
    execution.checkScope(body);
  },
  childCompleting(body, child, execution) {
    const { definition: loop, progress } = loopOf(body);
    const { variables } = child;
    if (loop.output) {
      const { collection, element } = loop.output;
      const result = evaluate(element, variables.visible(), execution.evaluation);
      const index = Number(variables.locals()['loopCounter']) - 1;
      const known = body.variables.get(collection);
      const results = Array.isArray(known) ? (known as readonly JsonValue[]) : [];
      body.variables.setLocal(
        collection,
        results.map((value, at) => (at === index ? result : value)),
      );
    }
    if (!loop.completionCondition) return;
    const context = { ...variables.visible(), ...countsOf(body, progress) };
    progress.isOver = evaluateAs('BOOLEAN', loop.completionCondition, context, execution.evaluation) === true;
  },
  childCompleted(body, _child, execution) {
    const { definition: loop, progress } = loopOf(body);
    progress.completed++;
    if (progress.isOver) {
      body.arrivals.length = 0;
      for (const child of body.children) execution.terminateLater(child);
    } else if (loop.isSequential && progress.entered < progress.items.length) enterNext(body, execution);
    execution.checkScope(body);
  },
  emptied(body, execution) {
    if (body.state === 'TERMINATING') execution.terminated(body);
    else execution.completeLater(body);
  },
  complete(body, execution) {
    const { definition: loop } = loopOf(body);
    if (loop.output) {
      const { collection } = loop.output;
      body.parent?.variables.propagate({ [collection]: body.variables.get(collection) ?? null });
    }
    execution.completed(body);
  },
};

function loopOf({ element, loop }: ElementInstance): { readonly definition: Loop; readonly progress: LoopProgress } {
  if (!element.loop) throw new Error(`'${element.id}' has no loop`);
  const progress = loop ?? { items: [], entered: 0, completed: 0, terminated: 0, isOver: false };
  return { definition: element.loop, progress };
}

/** What a completion condition sees of the loop; the run that is just completing counts as completed. */
function countsOf({ children }: ElementInstance, { items, completed, terminated }: LoopProgress): JsonObject {
  return {
    numberOfInstances: items.length,
    numberOfActiveInstances: children.size - 1,
    numberOfCompletedInstances: completed + 1,
    numberOfTerminatedInstances: terminated,
  };
}

const PLAIN_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

function enterNext(body: ElementInstance, execution: Execution): void {
  const { definition: loop, progress } = loopOf(body);
  const item = progress.items[progress.entered] ?? null;
  progress.entered++;
  const name = loop.output?.element.text.trim();
  execution.activate(body.element, body, {
    variables: {
      ...(loop.inputElement !== undefined && { [loop.inputElement]: item }),
      loopCounter: progress.entered,
      // The result has its own place in each run, so that runs side by side do not overwrite each other's.
      ...(name !== undefined && PLAIN_NAME.test(name) && { [name]: null }),
    },
  });
}
