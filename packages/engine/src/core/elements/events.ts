import type { ThrowEvent } from '../../model/process-model.ts';
import { elementOf } from '../../model/process-model.ts';
import type { Behaviour } from '../behaviour.ts';
import type { ElementInstance } from '../element-instance.ts';
import { evaluateText } from '../evaluate.ts';
import { broadcast } from '../events/broadcast.ts';
import { subscribeToEvents } from '../events/catching.ts';
import { callHandler, compensate } from '../events/compensation.ts';
import { findCatcher, uncaughtText } from '../events/throwing.ts';
import type { Execution } from '../execution.ts';
import { ElementFailure } from '../failure.ts';
import { applyInputs } from '../mappings.ts';
import { mergeKept, mergeResult } from '../results.ts';

export const startEvent: Behaviour<'startEvent'> = {
  activate(instance, execution) {
    if (startsProcess(instance)) instance.variables.setLocals(instance.payload ?? {});
    execution.activated(instance);
    execution.completeLater(instance);
  },
  complete(instance, execution) {
    if (startsProcess(instance)) mergeKept(instance, true, execution);
    else mergeResult(instance, execution);
    execution.completed(instance);
  },
};

function startsProcess({ parent }: ElementInstance): boolean {
  return parent?.element.kind === 'process';
}

export const boundaryEvent: Behaviour<'boundaryEvent'> = {
  activate(instance, execution, element) {
    instance.variables.setLocals(instance.payload ?? {});
    execution.activated(instance);
    if (element.compensationHandler === undefined) execution.completeLater(instance);
    else {
      callHandler(instance, element.compensationHandler, execution);
      execution.complete(instance);
    }
  },
  complete(instance, execution, { trigger }) {
    // What an error brought is lost for the process unless it is mapped: so it is in Zeebe.
    mergeKept(instance, trigger.kind !== 'error', execution);
    execution.completed(instance);
  },
};

/** Intermediate catching events and receive tasks. After an event-based gateway what they wait for has happened already. */
export const catchEvent: Behaviour<'catchEvent'> = {
  activate(instance, execution, { inputs, trigger }) {
    applyInputs(inputs, instance.variables, execution.evaluation);
    if (instance.payload) {
      instance.variables.setLocals(instance.payload);
      instance.chosen = instance.element;
      execution.activated(instance);
      execution.completeLater(instance);
      return;
    }
    const fire = (payload: ElementInstance['payload']) => execution.completeLater(instance, payload);
    subscribeToEvents(instance, execution, [{ trigger, staysOpen: false, fire }]);
    execution.activated(instance);
  },
  complete(instance, execution) {
    if (instance.chosen) mergeKept(instance, true, execution);
    else mergeResult(instance, execution);
    execution.completed(instance);
  },
};

export const linkTarget: Behaviour<'linkTarget'> = {
  activate(instance, execution) {
    execution.activated(instance);
    execution.completeLater(instance);
  },
  complete(instance, execution) {
    mergeResult(instance, execution);
    execution.completed(instance);
  },
};

/** Intermediate throwing events and end events. */
export const throwEvent: Behaviour<'throwEvent'> = {
  activate(instance, execution, element) {
    if (throwIt(instance, execution, element) === 'goesOn') execution.completeLater(instance);
  },
  complete(instance, execution, { thrown }) {
    const scope = instance.parent;
    mergeResult(instance, execution);
    if (thrown.kind === 'link' && scope) execution.activate(elementOf(scope.element, thrown.target), scope);
    if (thrown.kind === 'terminate' && scope) scope.arrivals.length = 0;
    execution.completed(instance);
    if (thrown.kind === 'terminate') for (const other of scope?.children ?? []) execution.terminateLater(other);
  },
};

function throwIt(instance: ElementInstance, execution: Execution, { thrown, inputs }: ThrowEvent): 'goesOn' | 'waits' {
  const { variables } = instance;
  switch (thrown.kind) {
    case 'error': {
      const code = evaluateText(thrown.code, variables.visible(), execution.evaluation);
      const search = findCatcher(instance, 'error', code, execution);
      if (search.kind === 'uncaught') {
        throw new ElementFailure('UNHANDLED_ERROR_EVENT', uncaughtText(code, '', search.availableCodes));
      }
      execution.activated(instance);
      search.by.happen({});
      return 'waits';
    }
    case 'escalation': {
      const code = evaluateText(thrown.code, variables.visible(), execution.evaluation);
      const search = findCatcher(instance, 'escalation', code, execution);
      execution.activated(instance);
      if (search.kind === 'caught') search.by.happen({});
      return search.kind === 'caught' && search.by.isInterrupting ? 'waits' : 'goesOn';
    }
    case 'signal': {
      applyInputs(inputs, variables, execution.evaluation);
      const name = evaluateText(thrown.name, variables.visible(), execution.evaluation);
      execution.activated(instance);
      broadcast(name, variables.locals(), execution);
      return 'goesOn';
    }
    case 'compensation':
      execution.activated(instance);
      return compensate(instance, execution) ? 'waits' : 'goesOn';
    default:
      execution.activated(instance);
      return 'goesOn';
  }
}
