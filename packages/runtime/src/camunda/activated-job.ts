import { isJsonObject, type JsonObject, type JsonValue } from '@camunda-sqs-connector/feel/json';
import type { ActivatedJob, JobKey } from './engine-client.ts';
import { EngineError } from './engine-error.ts';

/** The jobs of an activation's answer. 8.8 calls a job's key `jobKey` and writes keys as text, 8.6 `key` and numbers. */
export function parseActivatedJobs(answer: JsonValue): readonly ActivatedJob[] {
  const jobs = isJsonObject(answer) ? answer['jobs'] : undefined;
  if (!Array.isArray(jobs)) throw malformed('a list "jobs"', answer);
  return jobs.map(parseActivatedJob);
}

function parseActivatedJob(job: JsonValue): ActivatedJob {
  if (!isJsonObject(job)) throw malformed('a job', job);
  return Object.freeze({
    key: keyOf(job, 'jobKey', 'key') as JobKey,
    type: textOf(job, 'type'),
    processInstanceKey: keyOf(job, 'processInstanceKey'),
    processDefinitionId: textOf(job, 'processDefinitionId'),
    processDefinitionKey: keyOf(job, 'processDefinitionKey'),
    elementId: textOf(job, 'elementId'),
    elementInstanceKey: keyOf(job, 'elementInstanceKey'),
    tenantId: typeof job['tenantId'] === 'string' ? job['tenantId'] : '<default>',
    retries: retriesOf(job),
    customHeaders: headersOf(job),
    variables: isJsonObject(job['variables']) ? job['variables'] : {},
  });
}

function keyOf(job: JsonObject, ...names: readonly string[]): string {
  for (const name of names) {
    const text = String(job[name] ?? '');
    if (/^\d+$/.test(text)) return text;
  }
  throw malformed(`a key "${names[0]}"`, job);
}

function textOf(job: JsonObject, name: string): string {
  const value = job[name];
  if (typeof value !== 'string') throw malformed(`a text "${name}"`, job);
  return value;
}

function retriesOf(job: JsonObject): number {
  const { retries } = job;
  if (typeof retries !== 'number') throw malformed('a number "retries"', job);
  return retries;
}

function headersOf(job: JsonObject): Readonly<Record<string, string>> {
  const headers = job['customHeaders'];
  if (!isJsonObject(headers)) return {};
  return Object.fromEntries(
    Object.entries(headers).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function malformed(expected: string, found: JsonValue): EngineError {
  // Names only: a job's variables must never get into a message.
  const names = isJsonObject(found)
    ? `an object with ${Object.keys(found).join(', ') || 'no fields'}`
    : `a ${typeof found}`;
  return new EngineError('refused', `The engine's answer holds ${names} where ${expected} was expected`);
}
