import type { Program } from '@camunda-sqs-connector/feel';
import type { JsonValue } from '@camunda-sqs-connector/feel/json';

/** A text of a model: fixed, or a FEEL expression that was compiled at deployment. */
export type Source =
  | { readonly kind: 'static'; readonly value: JsonValue }
  | { readonly kind: 'feel'; readonly program: Program };

export interface Mapping {
  readonly source: Source;
  /** `queue.url` as `['queue', 'url']`. */
  readonly target: readonly string[];
}

export interface Flow {
  readonly id: string;
  readonly target: string;
  readonly condition?: Program;
  readonly isDefault: boolean;
}

interface ElementBase {
  readonly id: string;
  /** In the order of the document. */
  readonly outgoing: readonly Flow[];
}

export interface JobTask extends ElementBase {
  readonly kind: 'jobTask';
  readonly type: Source;
  readonly retries: Source;
  readonly headers: Readonly<Record<string, string>>;
  readonly inputs: readonly Mapping[];
  readonly outputs: readonly Mapping[];
  readonly errorBoundaries: readonly ErrorBoundary[];
}

export interface ErrorBoundary extends ElementBase {
  readonly kind: 'errorBoundary';
  /** Absent: catches every code. */
  readonly errorCode?: string;
  readonly outputs: readonly Mapping[];
}

export type ProcessElement =
  | JobTask
  | ErrorBoundary
  | (ElementBase & { readonly kind: 'startEvent' | 'endEvent' | 'exclusiveGateway' })
  | (ElementBase & { readonly kind: 'parallelGateway'; readonly incoming: number });

/** A process that can be executed: parsed, checked, its expressions compiled. */
export interface ProcessModel {
  readonly id: string;
  readonly start: string;
  readonly elements: ReadonlyMap<string, ProcessElement>;
}
