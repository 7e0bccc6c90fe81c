/** An embedded Amazon SQS: standard and FIFO queues over HTTP, on loopback. */
export type { Attribute } from './core/message.ts';
export type { StoredMessage } from './core/queue.ts';
export { QueueService, type QueueServiceOptions } from './core/queue-service.ts';
export { SqsError } from './core/sqs-error.ts';
export { type QueueServer, type QueueServerOptions, startQueueServer } from './http/queue-server.ts';
