/** Amazon SQS's limits. Each names the page that states it. */
export const LIMITS = {
  /** Body and attributes together, in bytes. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html */
  messageBytes: 1_048_576,
  /** Messages of one request; their bytes together are limited as those of one message. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html */
  batchEntries: 10,
  /** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html */
  attributes: 10,
  /** Characters of an attribute's name, and of its type. Same page. */
  attributeNameLength: 256,
  /** Significant digits of an attribute of type `Number`. Same page. */
  numberDigits: 38,
  /** Powers of ten between which such a number lies. Same page. */
  numberMagnitudes: { smallest: -128, greatest: 126 },
  /** Of a message on a standard queue. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
  delaySeconds: 900,
  /** Characters of a group's or deduplication's id. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
  idLength: 128,
} as const;

/** What SQS refuses in bodies and attribute values: https://www.w3.org/TR/REC-xml/#charsets. Emoji are fine, lone surrogates are not. */
const REFUSED_CHARACTER = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

/** The first character that SQS refuses, as `U+0000` and with its position, or undefined. */
export function refusedCharacter(text: string): string | undefined {
  const match = REFUSED_CHARACTER.exec(text);
  if (!match) return undefined;
  const code = match[0].codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
  return `U+${code} at position ${match.index}`;
}
