import { hash } from 'node:crypto';
import type { MessageAttribute } from '../request/send-request.ts';

const STRING_VALUE = Buffer.from([1]);
const BINARY_VALUE = Buffer.from([2]);

export function md5OfBody(body: string): string {
  return hash('md5', body);
}

/**
 * The digest that SQS gives of a message's attributes: sorted by name, each part preceded by its length.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html
 */
export function md5OfAttributes(attributes: readonly MessageAttribute[]): string {
  const parts: Buffer[] = [];
  const part = (content: string | Buffer) => {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    parts.push(length, bytes);
  };
  for (const attribute of [...attributes].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    part(attribute.name);
    part(attribute.dataType);
    parts.push('bytes' in attribute ? BINARY_VALUE : STRING_VALUE);
    part('bytes' in attribute ? attribute.bytes : attribute.value);
  }
  return hash('md5', Buffer.concat(parts));
}
