import type { Program } from '@camunda-sqs-connector/feel';
import type { Flow } from '../../model/process-model.ts';
import { elementOf } from '../../model/process-model.ts';
import type { Behaviour } from '../behaviour.ts';
import type { ElementInstance } from '../element-instance.ts';
import { evaluateAs } from '../evaluate.ts';
import { subscribe } from '../events/subscribe.ts';
import type { Execution } from '../execution.ts';
import { ElementFailure } from '../failure.ts';

export const parallelGateway: Behaviour<'parallelGateway'> = {
  activate(instance, execution, element) {
    execution.passThrough(instance, element.outgoing);
  },
};

export const exclusiveGateway: Behaviour<'exclusiveGateway'> = {
  activate(instance, execution, element) {
    // The flows are asked in the reverse order of the document: of several true ones the last is taken.
    const chosen = [...element.outgoing].reverse().find((flow) => isTrue(flow.condition, instance, execution));
    execution.passThrough(instance, chosen ? [chosen] : otherwise(element.outgoing));
  },
};

export const inclusiveGateway: Behaviour<'inclusiveGateway'> = {
  activate(instance, execution, element) {
    const chosen = element.outgoing.filter((flow) => isTrue(flow.condition, instance, execution));
    execution.passThrough(instance, chosen.length > 0 ? chosen : otherwise(element.outgoing));
  },
};

function isTrue(condition: Program | undefined, { variables }: ElementInstance, execution: Execution): boolean {
  return (
    condition !== undefined && evaluateAs('BOOLEAN', condition, variables.visible(), execution.evaluation) === true
  );
}

/** Where no condition is true: the default flow, or the only one. */
function otherwise(outgoing: readonly Flow[]): readonly Flow[] {
  const unconditional = outgoing.filter(({ isDefault, condition }) => isDefault || condition === undefined);
  if (unconditional.length > 0 || outgoing.length === 0) return unconditional;
  throw new ElementFailure(
    'CONDITION_ERROR',
    'Expected at least one condition to evaluate to true, or to have a default flow',
  );
}

/** Goes on with the one of its events that happens first. */
export const eventBasedGateway: Behaviour<'eventBasedGateway'> = {
  activate(instance, execution, element) {
    const scope = instance.parent;
    if (!scope) return;
    const awaited = element.outgoing.flatMap(({ target }) => {
      const event = elementOf(scope.element, target);
      if (event.kind !== 'catchEvent') return [];
      return {
        trigger: event.trigger,
        staysOpen: false,
        fire: (payload: ElementInstance['payload']) => {
          instance.chosen = event;
          execution.unsubscribe(instance);
          execution.completeLater(instance, payload);
        },
      };
    });
    subscribe(instance, awaited, execution);
    execution.activated(instance);
  },
  complete(instance, execution) {
    const { chosen, parent, payload = {} } = instance;
    if (chosen && parent) execution.activate(chosen, parent, { payload });
    execution.completed(instance, []);
  },
};
