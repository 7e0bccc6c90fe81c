import type { ElementInstance, Job, Jobs } from '@camunda-sqs-connector/engine';
import { withAllInside } from './ending.ts';

/** Says where an instance waits, and for what: an element a line. */
export function whereItWaits(instance: ElementInstance, jobs: Jobs): string {
  return [...withAllInside(instance)]
    .map((inside) => ({ inside, reasons: reasonsOf(inside, jobs) }))
    .filter(({ reasons }) => reasons.length > 0)
    .map(({ inside, reasons }) => `  ${inside.element.id}: ${reasons.join(', or ')}`)
    .join('\n');
}

const SUBSCRIPTIONS = { timer: 'for a timer', message: 'for a message', signal: 'for a signal' } as const;

function reasonsOf({ element, state, jobKey, subscriptions, arrivals }: ElementInstance, jobs: Jobs): string[] {
  if (state !== 'ACTIVATED') return [];
  const job = jobKey === undefined ? undefined : jobs.get(jobKey);
  const kinds = new Set(subscriptions.map(({ kind }) => kind));
  const joins = new Set(arrivals.filter(({ waits }) => waits).map(({ target }) => target));
  return [
    ...(job ? [jobReason(job)] : []),
    ...(element.kind === 'userTask' ? ['for a person'] : []),
    ...[...kinds].map((kind) => SUBSCRIPTIONS[kind]),
    ...[...joins].map((join) => `for another flow into ${join}`),
  ];
}

function jobReason({ type, state, worker, retries, failure = '' }: Job): string {
  switch (state.kind) {
    case 'ready':
      return `for a worker that takes its job of type ${type}`;
    case 'activated':
      return `for the worker ${worker}, which has its job of type ${type}`;
    case 'backoff':
      return `for the next try of its job, which failed (retries left: ${retries}): ${failure}`;
    case 'incident':
      return `for somebody who resolves the incident of its job: ${failure}`;
  }
}
