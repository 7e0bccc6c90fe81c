import { type JsonObject, stringifyJson } from '@camunda-sqs-connector/feel/json';
import type { ElementInstance, ProcessDefinition } from '../core/element-instance.ts';
import type { Engine } from '../core/engine.ts';
import type { Incident } from '../core/incidents.ts';
import type { Job } from '../jobs/jobs.ts';
import { TENANT } from './api.ts';

/** How the engine's things look in answers, by the names of 8.8. */

export function definitionFields({ key, version, model }: ProcessDefinition): JsonObject {
  return { processDefinitionId: model.id, processDefinitionVersion: version, processDefinitionKey: key };
}

export function definitionItem(definition: ProcessDefinition): JsonObject {
  const { key, version, model, resourceName } = definition;
  return {
    processDefinitionKey: key,
    processDefinitionId: model.id,
    name: model.name ?? null,
    resourceName,
    version,
    versionTag: null,
    tenantId: TENANT,
    hasStartForm: false,
  };
}

export function processInstanceItem(process: ElementInstance, engine: Engine): JsonObject {
  const { key, definition, caller, state, startedAt, endedAt } = process;
  return {
    ...definitionFields(definition),
    processDefinitionName: definition.model.name ?? definition.model.id,
    startDate: dateOf(startedAt),
    ...(endedAt !== undefined && { endDate: dateOf(endedAt) }),
    state: state === 'COMPLETED' || state === 'TERMINATED' ? state : 'ACTIVE',
    hasIncident: hasIncident(process, engine),
    tenantId: TENANT,
    processInstanceKey: key,
    ...(caller && { parentProcessInstanceKey: caller.process.key, parentElementInstanceKey: caller.key }),
  };
}

/** Whether it or anything inside it has an open incident. */
function hasIncident(instance: ElementInstance, engine: Engine): boolean {
  return (
    engine.incidents.openOf(instance).length > 0 ||
    [...instance.children].some((child) => hasIncident(child, engine)) ||
    (instance.calledProcess !== undefined && hasIncident(instance.calledProcess, engine))
  );
}

export function elementInstanceItem(instance: ElementInstance, engine: Engine): JsonObject {
  const { key, element, isLoopBody, process, definition, state, startedAt, endedAt } = instance;
  const [incident] = engine.incidents.openOf(instance);
  return {
    elementInstanceKey: key,
    elementId: element.id,
    elementName: element.name ?? element.id,
    type: isLoopBody ? 'MULTI_INSTANCE_BODY' : element.type,
    state: state === 'COMPLETED' || state === 'TERMINATED' ? state : 'ACTIVE',
    startDate: dateOf(startedAt),
    ...(endedAt !== undefined && { endDate: dateOf(endedAt) }),
    hasIncident: hasIncident(instance, engine),
    ...(incident && { incidentKey: incident.key }),
    processInstanceKey: process.key,
    processDefinitionId: definition.model.id,
    processDefinitionKey: definition.key,
    tenantId: TENANT,
  };
}

export function incidentItem({ key, type, message, instance, jobKey, state, createdAt }: Incident): JsonObject {
  const { process, definition, element } = instance;
  return {
    incidentKey: key,
    processDefinitionId: definition.model.id,
    processDefinitionKey: definition.key,
    processInstanceKey: process.key,
    elementId: element.id,
    elementInstanceKey: instance.key,
    errorType: type,
    errorMessage: message,
    creationTime: dateOf(createdAt),
    state,
    ...(jobKey !== undefined && { jobKey }),
    tenantId: TENANT,
  };
}

export function* variableItems(instance: ElementInstance): Iterable<JsonObject> {
  for (const { key, name, value } of instance.variables.variables()) {
    yield {
      variableKey: key,
      name,
      value: stringifyJson(value),
      isTruncated: false,
      scopeKey: instance.key,
      processInstanceKey: instance.process.key,
      tenantId: TENANT,
    };
  }
}

/** There are no listeners: every job is an element's own. */
export const JOB_KIND = { kind: 'BPMN_ELEMENT', listenerEventType: 'UNSPECIFIED' } as const;

export function jobItem(job: Job, owner: ElementInstance): JsonObject {
  const { process, definition, element } = owner;
  return {
    jobKey: job.key,
    type: job.type,
    state: job.state.kind === 'incident' ? job.state.cause : job.state.kind === 'backoff' ? 'FAILED' : 'CREATED',
    ...JOB_KIND,
    retries: job.retries,
    worker: job.worker,
    customHeaders: job.headers,
    hasFailedWithRetriesLeft: job.failure !== undefined && job.retries > 0,
    ...(job.failure !== undefined && { errorMessage: job.failure }),
    ...(job.state.kind === 'activated' && { deadline: dateOf(job.state.deadline) }),
    elementId: element.id,
    elementInstanceKey: owner.key,
    processInstanceKey: process.key,
    ...definitionFields(definition),
    tenantId: TENANT,
  };
}

function dateOf(ms: number): string {
  return new Date(ms).toISOString();
}
