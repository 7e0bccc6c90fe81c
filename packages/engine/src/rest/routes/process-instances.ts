import type { JsonObject } from '@camunda-sqs-connector/feel/json';
import type { ElementInstance, ProcessDefinition } from '../../core/element-instance.ts';
import type { Engine } from '../../core/engine.ts';
import { type ApiAnswer, type ApiRequest, type ApiWorld, type Route, TENANT } from '../api.ts';
import { keyField, numberField, textField, textsField, variablesField } from '../fields.ts';
import { HttpProblem, invalidArgument } from '../http-problem.ts';
import { searchAnswer } from '../search.ts';
import { definitionFields, elementInstanceItem, processInstanceItem, variableItems } from '../shapes.ts';

const DEFAULT_WAIT_MS = 10_000;

export const processInstanceRoutes: readonly Route[] = [
  { method: 'POST', path: '/v2/process-instances', answer: create },
  {
    method: 'POST',
    path: '/v2/process-instances/search',
    answer: ({ engine }, { body }) =>
      searchAnswer(
        processInstances(engine).map((process) => processInstanceItem(process, engine)),
        body,
      ),
  },
  {
    method: 'GET',
    path: '/v2/process-instances/{key}',
    answer: ({ engine }, { key }) => {
      const process = engine.instances.get(key);
      if (!process || process.parent)
        throw new HttpProblem(404, 'NOT_FOUND', `Process Instance with key '${key}' not found`);
      return processInstanceItem(process, engine);
    },
  },
  {
    method: 'POST',
    path: '/v2/process-instances/{key}/cancellation',
    answer({ engine, now }, { key }) {
      engine.cancel(key, now());
      return undefined;
    },
  },
  {
    method: 'POST',
    path: '/v2/element-instances/search',
    answer: ({ engine }, { body }) =>
      searchAnswer(
        [...engine.instances.values()]
          .filter(({ parent }) => parent !== undefined)
          .map((instance) => elementInstanceItem(instance, engine)),
        body,
      ),
  },
  {
    method: 'PUT',
    path: '/v2/element-instances/{key}/variables',
    answer({ engine, now }, { key, body }) {
      engine.setVariables(key, variablesField(body), body['local'] === true, now());
      return undefined;
    },
  },
  {
    method: 'POST',
    path: '/v2/variables/search',
    answer: ({ engine }, { body }) =>
      searchAnswer(
        [...engine.instances.values()].flatMap((instance) => [...variableItems(instance)]),
        body,
      ),
  },
];

function processInstances(engine: Engine): readonly ElementInstance[] {
  return [...engine.instances.values()].filter(({ parent }) => parent === undefined);
}

async function create(world: ApiWorld, { body }: ApiRequest): Promise<ApiAnswer> {
  const { engine, now } = world;
  const process = engine.create(definitionToStart(engine, body), variablesField(body), now());
  const isAwaiting = body['awaitCompletion'] === true;
  if (isAwaiting) await completion(process, numberField(body, 'requestTimeout') ?? 0, world);
  const names = textsField(body, 'fetchVariables');
  const variables = Object.entries(isAwaiting ? process.variables.locals() : {});
  return {
    ...definitionFields(process.definition),
    processInstanceKey: process.key,
    tenantId: TENANT,
    variables: Object.fromEntries(
      names && names.length > 0 ? variables.filter(([name]) => names.includes(name)) : variables,
    ),
  };
}

async function completion(
  process: ElementInstance,
  timeoutMs: number,
  { now, change, isStopping }: ApiWorld,
): Promise<void> {
  const until = now() + (timeoutMs > 0 ? timeoutMs : DEFAULT_WAIT_MS);
  while (process.state !== 'COMPLETED') {
    if (process.state === 'TERMINATED') {
      const detail =
        "Command 'CREATE_WITH_AWAITING_RESULT' rejected with code 'NOT_FOUND': the process instance was terminated";
      throw new HttpProblem(404, 'NOT_FOUND', detail);
    }
    const left = until - now();
    if (left <= 0 || isStopping()) {
      throw new HttpProblem(
        504,
        'DEADLINE_EXCEEDED',
        'Expected the process instance to be completed in time, but it was not',
      );
    }
    await change(left);
  }
}

function definitionToStart(engine: Engine, body: JsonObject): ProcessDefinition {
  const [id, key] = [textField(body, 'processDefinitionId'), keyField(body, 'processDefinitionKey')];
  const version = numberField(body, 'processDefinitionVersion') ?? -1;
  if (id !== undefined && key !== undefined) {
    throw invalidArgument('Only one of [processDefinitionId, processDefinitionKey] is allowed.');
  }
  if (key !== undefined) return engine.definitions.byKey(key) ?? notFound(`key '${key}'`);
  if (id === undefined)
    throw invalidArgument('At least one of [processDefinitionId, processDefinitionKey] is required.');
  if (version < 0) return engine.definitions.latest(id) ?? notFound(`process ID '${id}'`);
  return engine.definitions.version(id, version) ?? notFound(`process ID '${id}' and version '${version}'`);
}

function notFound(what: string): never {
  const detail = `Command 'CREATE' rejected with code 'NOT_FOUND': Expected to find process definition with ${what}, but none found`;
  throw new HttpProblem(404, 'NOT_FOUND', detail);
}
