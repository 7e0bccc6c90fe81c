/** Amazon SQS's limits and defaults, each with the page that states it. */
export const LIMITS = {
  /** Body and attributes of a message, and all messages of a batch: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html */
  messageBytes: 1_048_576,
  leastMessageBytes: 1024,
  /** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html */
  attributes: 10,
  attributeNameCharacters: 256,
  numberDigits: 38,
  /** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-exactly-once-processing.html */
  deduplicationMs: 300_000,
  /** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html */
  batchEntries: 10,
  /** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html */
  received: 10,
  waitSeconds: 20,
  /** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html */
  delaySeconds: 900,
  visibilitySeconds: 43_200,
  leastRetentionSeconds: 60,
  retentionSeconds: 1_209_600,
  maxReceiveCount: 1000,
  /** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_PurgeQueue.html */
  purgeMs: 60_000,
  /** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html */
  queueNameCharacters: 80,
} as const;

/** What SQS refuses in a text: https://www.w3.org/TR/REC-xml/#charsets. */
export const REFUSED_CHARACTER = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;
