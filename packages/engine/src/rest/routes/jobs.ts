import { isJsonObject, type JsonObject } from '@camunda-sqs-connector/feel/json';
import type { Job } from '../../jobs/jobs.ts';
import { type ApiAnswer, type ApiRequest, type ApiWorld, type Route, TENANT } from '../api.ts';
import { numberField, requiredPositive, requiredText, textField, textsField, variablesField } from '../fields.ts';
import { HttpProblem, invalidArgument } from '../http-problem.ts';
import { searchAnswer } from '../search.ts';
import { definitionFields, JOB_KIND, jobItem } from '../shapes.ts';

/** How long a request for jobs waits where it does not say: 0 and absent mean the same. */
const DEFAULT_WAIT_MS = 10_000;
/** A completion is written twice into one batch of records, which holds 4 MiB. */
const MAX_COMPLETION_BYTES = 2 * 1024 * 1024;

export const jobRoutes: readonly Route[] = [
  { method: 'POST', path: '/v2/jobs/activation', answer: activate },
  {
    method: 'POST',
    path: '/v2/jobs/{key}/completion',
    answer({ engine, now }, { key, body, bodyBytes }) {
      if (bodyBytes > MAX_COMPLETION_BYTES) {
        const detail = "Command 'COMPLETE' rejected with code 'EXCEEDED_BATCH_RECORD_SIZE': ";
        throw new HttpProblem(500, 'EXCEEDED_BATCH_RECORD_SIZE', detail);
      }
      engine.completeJob(key, variablesField(body), now());
      return undefined;
    },
  },
  {
    method: 'POST',
    path: '/v2/jobs/{key}/failure',
    answer({ engine, now }, { key, body }) {
      const failure = {
        // Without a number of retries the job is gone: so it is with the real engine.
        retries: numberField(body, 'retries') ?? 0,
        message: textField(body, 'errorMessage') ?? '',
        backoffMs: numberField(body, 'retryBackOff') ?? 0,
        variables: variablesField(body),
      };
      engine.failJob(key, failure, now());
      return undefined;
    },
  },
  {
    method: 'POST',
    path: '/v2/jobs/{key}/error',
    answer({ engine, now }, { key, body }) {
      const code = requiredText(body, 'errorCode');
      const message = textField(body, 'errorMessage') ?? '';
      engine.throwError(key, { code, message, variables: variablesField(body) }, now());
      return undefined;
    },
  },
  {
    method: 'PATCH',
    path: '/v2/jobs/{key}',
    answer({ engine, now }, { key, body }) {
      const changeset = isJsonObject(body['changeset']) ? body['changeset'] : {};
      const [retries, timeoutMs] = [numberField(changeset, 'retries'), numberField(changeset, 'timeout')];
      if (retries === undefined && timeoutMs === undefined) {
        throw invalidArgument('At least one of [retries, timeout] is required.');
      }
      const changes = { ...(retries !== undefined && { retries }), ...(timeoutMs !== undefined && { timeoutMs }) };
      engine.updateJob(key, changes, now());
      return undefined;
    },
  },
  {
    method: 'POST',
    path: '/v2/jobs/search',
    answer: ({ engine }, { body }) =>
      searchAnswer(
        [...engine.jobs.all()].map((job) => jobItem(job, engine.ownerOf(job))),
        body,
      ),
  },
];

/** Waits until there is a job, the time of the request is over, or the server stops. */
async function activate(world: ApiWorld, { body }: ApiRequest): Promise<ApiAnswer> {
  const { engine, now } = world;
  const type = requiredText(body, 'type');
  const most = requiredPositive(body, 'maxJobsToActivate');
  const timeoutMs = requiredPositive(body, 'timeout');
  const worker = textField(body, 'worker') ?? '';
  const asked = numberField(body, 'requestTimeout') ?? 0;
  const until = now() + (asked === 0 ? DEFAULT_WAIT_MS : asked);
  const tenants = textsField(body, 'tenantIds');
  // The name is in the singular, and takes a list.
  const wanted = textsField(body, 'fetchVariable');
  const isForUs = tenants === undefined || tenants.includes(TENANT);
  for (;;) {
    const jobs = isForUs ? engine.activateJobs(type, most, timeoutMs, now(), worker) : [];
    if (jobs.length > 0 || now() >= until || world.isStopping()) {
      return { jobs: jobs.map((job) => activatedJob(job, wanted, world)) };
    }
    await world.change(Math.min(until, engine.jobs.nextDue()) - now());
  }
}

function activatedJob(job: Job, wanted: readonly string[] | undefined, { engine }: ApiWorld): JsonObject {
  const owner = engine.ownerOf(job);
  const visible = Object.entries(owner.variables.visible());
  const fetched = wanted && wanted.length > 0 ? visible.filter(([name]) => wanted.includes(name)) : visible;
  return {
    jobKey: job.key,
    type: job.type,
    processInstanceKey: owner.process.key,
    ...definitionFields(owner.definition),
    elementId: owner.element.id,
    elementInstanceKey: owner.key,
    customHeaders: job.headers,
    ...JOB_KIND,
    worker: job.worker,
    retries: job.retries,
    deadline: job.state.kind === 'activated' ? job.state.deadline : 0,
    variables: Object.fromEntries(fetched),
    tenantId: TENANT,
  };
}
