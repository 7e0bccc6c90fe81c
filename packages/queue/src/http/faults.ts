import type { Fields } from '../core/fields.ts';

/** A request, as far as a fault can depend on it. */
export interface InterceptedRequest {
  readonly action: string;
  /** Empty where the action is for no queue. */
  readonly queueName: string;
  readonly input: Fields;
}

/** What goes wrong with a request. */
export type Fault =
  /** SQS answers with an error, and does nothing. */
  | { readonly kind: 'error'; readonly code: string; readonly status: number; readonly message: string }
  /** The connection breaks before the request is looked at. */
  | { readonly kind: 'resetBefore' }
  /** The request is carried out, and the connection breaks before the answer. */
  | { readonly kind: 'resetAfter' }
  /** The request is carried out, and something else is answered. */
  | { readonly kind: 'answer'; readonly status: number; readonly type: string; readonly body: string }
  /** The request is carried out when this resolves. */
  | { readonly kind: 'delay'; readonly until: Promise<void> };

/** Asked before each request. Undefined: nothing goes wrong. */
export type Intercept = (request: InterceptedRequest) => Fault | undefined;
