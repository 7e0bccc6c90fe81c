import type { ActivatedJob } from '../camunda/engine-client.ts';
import type { WorkerEvent, WorkerObserver } from '../camunda/worker-event.ts';
import type { World } from '../world.ts';
import type { Metrics } from './metrics.ts';

/** More templates than these, and their jobs are counted together: ids come from models, and each one is kept for good. */
const MOST_TEMPLATES = 50;
const LONGEST_LABEL = 100;
const UNKNOWN = 'unknown';

const ACTIONS = { completed: 'completed', failed: 'failed', bpmnError: 'bpmn-error' } as const;
const OUTCOMES = { completed: 'completed', failed: 'failed', bpmnError: 'bpmn_error' } as const;
const ERROR_KINDS = ['notFound', 'conflict', 'busy', 'tooLarge', 'unauthorized', 'refused'];

export interface WorkerMetricsOptions {
  /** The job type that the worker works for. */
  readonly type: string;
  readonly maxJobs: number;
  readonly world: World;
  readonly isReady: () => boolean;
}

/**
 * The metrics of a worker: under the names that dashboards for the official runtime know (`camunda_…`), and what it does not
 * have (`connector_…`).
 *
 * @returns what is to be told of the worker's events
 */
export function workerMetrics(metrics: Metrics, options: WorkerMetricsOptions): WorkerObserver {
  const { type, maxJobs, world, isReady } = options;
  const template = templates();
  const invocations = metrics.counter(
    'camunda_connector_outbound_invocations_total',
    'Number of jobs by element template and action: activated, completed, failed, bpmn-error; the last three when the engine has accepted the answer',
    ['type', 'elementTemplateId', 'elementTemplateVersion', 'action'],
  );
  const executionTime = metrics.summary(
    'camunda_connector_outbound_execution_time_seconds',
    'Seconds from a job’s receipt to the end of its answer, by element template',
    ['type', 'elementTemplateId', 'elementTemplateVersion'],
  );
  const lastCompleted = metrics.gauge(
    'camunda_connector_outbound_last_completed',
    'Milliseconds since 1970 at which a job was last completed; 0 before',
    ['type'],
  );
  const lastFailed = metrics.gauge(
    'camunda_connector_outbound_last_failed',
    'Milliseconds since 1970 at which a job last failed; 0 before',
    ['type'],
  );
  const maxExecutionTime = metrics.gauge(
    'camunda_connector_outbound_max_execution_time',
    'Milliseconds that the slowest job has taken since the start, from receipt to the end of its answer',
    ['type'],
  );
  const activated = metrics.counter(
    'camunda_client_worker_job_activated_total',
    'Number of jobs that the engine handed out',
    ['type'],
    [[type]],
  );
  const handled = metrics.counter(
    'camunda_client_worker_job_handled_total',
    'Number of jobs for which all is done',
    ['type'],
    [[type]],
  );
  const ended = metrics.counter(
    'connector_jobs_total',
    'Number of jobs by how they ended: completed, failed, bpmn_error as accepted by the engine; gone: the engine knew the job no more; abandoned: the engine could not be told in the job’s time, or refused every answer',
    ['outcome'],
    ['completed', 'failed', 'bpmn_error', 'gone', 'abandoned'].map((outcome) => [outcome]),
  );
  const polls = metrics.counter(
    'connector_polls_total',
    'Number of requests for jobs that the engine answered',
    [],
    [[]],
  );
  const pollErrors = metrics.counter(
    'connector_poll_errors_total',
    'Number of requests for jobs that failed, by kind of error',
    ['kind'],
    ERROR_KINDS.map((kind) => [kind]),
  );
  const answerRetries = metrics.counter(
    'connector_answer_retries_total',
    'Number of times that the engine had to be told of a job again, by kind of error',
    ['kind'],
    ERROR_KINDS.map((kind) => [kind]),
  );
  const slots = metrics.gauge('connector_slots', 'Number of jobs that may be in work at once, by state: active, free', [
    'state',
  ]);
  const ready = metrics.gauge('connector_ready', '1 while the readiness probe answers 200, else 0');
  for (const gauge of [lastCompleted, lastFailed, maxExecutionTime]) gauge.set(0, [type]);
  let slowestMs = 0;
  let active = 0;
  metrics.onRead(() => {
    slots.set(active, ['active']);
    slots.set(maxJobs - active, ['free']);
    ready.set(isReady() ? 1 : 0);
  });

  return (event: WorkerEvent) => {
    switch (event.kind) {
      case 'polled':
        polls.add();
        break;
      case 'pollFailed':
        pollErrors.add([event.error]);
        break;
      case 'jobTaken':
        active++;
        activated.add([type]);
        invocations.add([type, ...template(event.job), 'activated']);
        break;
      case 'answerFailed':
        answerRetries.add([event.error]);
        break;
      case 'jobEnded': {
        const { job, tookMs } = event;
        active--;
        handled.add([type]);
        executionTime.record(tookMs / 1000, [type, ...template(job)]);
        slowestMs = Math.max(slowestMs, tookMs);
        maxExecutionTime.set(slowestMs, [type]);
        if (event.answered !== 'accepted') {
          ended.add([event.answered]);
          break;
        }
        const { outcome } = event;
        ended.add([OUTCOMES[outcome.kind]]);
        invocations.add([type, ...template(job), ACTIONS[outcome.kind]]);
        if (outcome.kind === 'completed') lastCompleted.set(world.wallClock(), [type]);
        if (outcome.kind === 'failed') lastFailed.set(world.wallClock(), [type]);
      }
    }
  };
}

/** The id and version of a job's element template, as long as they are few. */
function templates(): (job: ActivatedJob) => readonly [id: string, version: string] {
  const known = new Map<string, readonly [string, string]>();
  return ({ customHeaders }) => {
    const label = (name: string) => (customHeaders[name] ?? UNKNOWN).slice(0, LONGEST_LABEL);
    const id = label('elementTemplateId');
    const version = label('elementTemplateVersion');
    const key = `${id}\n${version}`;
    if (!known.has(key) && known.size >= MOST_TEMPLATES) return ['other', 'other'];
    const pair = known.get(key) ?? ([id, version] as const);
    known.set(key, pair);
    return pair;
  };
}
