import { ExactNumber, isJsonObject, type JsonObject, type JsonValue } from '@camunda-sqs-connector/feel/json';
import { reasonOf } from '../log.ts';
import type { ActivatedJob, ActivationRequest, JobKey } from './engine-client.ts';
import { EngineError } from './engine-error.ts';

/** What an activation's answer holds. */
export interface ActivatedJobs {
  readonly jobs: readonly ActivatedJob[];
  /** Why other jobs of it are left alone, the first few of them. The engine hands them out again after their timeout. */
  readonly unreadable: readonly string[];
}

/** More would bury the log. */
const MOST_REASONS = 3;

/**
 * The jobs of an activation's answer, each once. 8.8 calls a job's key `jobKey` and writes keys as text, 8.6 `key` and numbers. One
 * that cannot be read, or was not asked for, must not keep the others from being worked on.
 *
 * @throws EngineError `refused` where the answer is none, or no job of it can be taken
 */
export function parseActivatedJobs(
  answer: JsonValue,
  asked: Pick<ActivationRequest, 'type' | 'maxJobs'>,
): ActivatedJobs {
  const given = isJsonObject(answer) ? answer['jobs'] : undefined;
  if (!Array.isArray(given)) throw malformed('a list "jobs"', answer);
  const jobs = new Map<string, ActivatedJob>();
  const unreadable: EngineError[] = [];
  for (const one of given as readonly JsonValue[]) {
    try {
      const job = parseActivatedJob(one);
      if (job.type !== asked.type) throw malformed(`a job of the type "${asked.type}"`, one);
      if (jobs.size >= asked.maxJobs) throw new EngineError('refused', 'The engine gave more jobs than were asked for');
      if (!jobs.has(job.key)) jobs.set(job.key, job);
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      unreadable.push(error);
    }
  }
  const [first] = unreadable;
  if (jobs.size === 0 && first) throw first;
  return { jobs: [...jobs.values()], unreadable: unreadable.slice(0, MOST_REASONS).map(reasonOf) };
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
    const value = job[name];
    // An object is no text, and may not even be made one.
    const text = typeof value === 'object' && !(value instanceof ExactNumber) ? '' : String(value);
    if (/^\d{1,20}$/.test(text)) return text;
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
  if (!Number.isInteger(retries) || typeof retries !== 'number') throw malformed('a whole number "retries"', job);
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
