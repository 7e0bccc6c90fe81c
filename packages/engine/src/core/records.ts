import type { JsonValue } from '@camunda-sqs-connector/feel/json';
import type { Job } from '../jobs/jobs.ts';
import type { ElementInstance, Lifecycle } from './element-instance.ts';
import type { Incident } from './incidents.ts';

/** What an engine tells while it works, in the order in which it happens. */
export type EngineRecord =
  | { readonly kind: 'element'; readonly event: Lifecycle; readonly instance: ElementInstance }
  | { readonly kind: 'flow'; readonly flowId: string; readonly scope: ElementInstance }
  | { readonly kind: 'variable'; readonly scope: ElementInstance; readonly name: string; readonly value: JsonValue }
  | { readonly kind: 'job'; readonly event: JobEvent; readonly job: Job }
  | { readonly kind: 'incident'; readonly event: 'CREATED' | 'RESOLVED'; readonly incident: Incident };

export type JobEvent =
  | 'CREATED'
  | 'ACTIVATED'
  | 'COMPLETED'
  | 'FAILED'
  | 'ERROR_THROWN'
  | 'CANCELED'
  | 'TIMED_OUT'
  | 'RECURRED_AFTER_BACKOFF'
  | 'UPDATED'
  | 'RESUMED';
