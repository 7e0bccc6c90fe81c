/** An embedded Amazon SQS: standard and FIFO queues over HTTP, on loopback. */
export type { Fields } from './core/fields.ts';
export type { Attribute, Attributes } from './core/message-attributes.ts';
export type { StoredMessage } from './core/queue.ts';
export { QueueService, type QueueServiceOptions } from './core/queue-service.ts';
export { SqsError } from './core/sqs-error.ts';
export type { Fault, Intercept, InterceptedRequest } from './http/faults.ts';
export { type QueueServer, type QueueServerOptions, startQueueServer } from './http/queue-server.ts';
export { LIMITS } from './limits.ts';
export {
  type Credentials,
  type SignedRequest,
  type Verification,
  verifySignature,
} from './signature/verify-signature.ts';
