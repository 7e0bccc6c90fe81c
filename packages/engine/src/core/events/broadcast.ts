import type { JsonObject } from '@camunda-sqs-connector/feel/json';
import type { Execution } from '../execution.ts';

/** Gives a signal to all that listen, and starts the processes that it starts. */
export function broadcast(name: string, variables: JsonObject, execution: Execution): void {
  execution.later(() => {
    for (const { fire } of execution.signals.listeners(name)) fire(variables);
    for (const definition of execution.definitions.newest()) {
      for (const start of definition.model.eventStarts) {
        const { trigger } = start;
        if (trigger?.kind !== 'signal' || trigger.name.kind !== 'static' || trigger.name.text !== name) continue;
        execution.startProcess(definition, { start, payload: variables });
      }
    }
  });
}
