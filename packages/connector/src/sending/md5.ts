import { createHash } from 'node:crypto';
import type { MessageAttribute } from '../request/send-request.ts';

export function md5OfBody(body: string): string {
  return createHash('md5').update(body).digest('hex');
}

/**
 * The digest that SQS gives of a message's attributes: sorted by name, each part preceded by its length.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html
 */
export function md5OfAttributes(attributes: readonly MessageAttribute[]): string {
  const hash = createHash('md5');
  const part = (text: string) => {
    const bytes = Buffer.from(text);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    hash.update(length).update(bytes);
  };
  const STRING_VALUE = Buffer.from([1]);
  for (const { name, dataType, value } of [...attributes].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    part(name);
    part(dataType);
    hash.update(STRING_VALUE);
    part(value);
  }
  return hash.digest('hex');
}
