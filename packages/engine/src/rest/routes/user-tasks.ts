import type { JsonObject } from '@camunda-sqs-connector/feel/json';
import type { ElementInstance } from '../../core/element-instance.ts';
import { type Route, TENANT } from '../api.ts';
import { variablesField } from '../fields.ts';
import { searchAnswer } from '../search.ts';

export const userTaskRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/v2/user-tasks/search',
    answer: ({ engine }, { body }) =>
      searchAnswer(
        [...engine.instances.values()].filter(({ element }) => element.kind === 'userTask').map(userTaskItem),
        body,
      ),
  },
  {
    method: 'POST',
    path: '/v2/user-tasks/{key}/completion',
    answer({ engine, now }, { key, body }) {
      engine.completeUserTask(key, variablesField(body), now());
      return undefined;
    },
  },
];

const STATES: Partial<Readonly<Record<ElementInstance['state'], string>>> = {
  COMPLETED: 'COMPLETED',
  TERMINATED: 'CANCELED',
};

/** A user task goes by the key of its element instance. */
function userTaskItem({ key, element, process, definition, state }: ElementInstance): JsonObject {
  return {
    userTaskKey: key,
    elementInstanceKey: key,
    elementId: element.id,
    name: element.name ?? element.id,
    state: STATES[state] ?? 'CREATED',
    processInstanceKey: process.key,
    processDefinitionId: definition.model.id,
    processDefinitionKey: definition.key,
    tenantId: TENANT,
  };
}
