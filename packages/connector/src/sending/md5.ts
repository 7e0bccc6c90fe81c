import { hash } from 'node:crypto';
import { attributeBytes } from '../request/attributes.ts';
import type { MessageAttribute } from '../request/send-request.ts';

const STRING_VALUE = 1;
const BINARY_VALUE = 2;
/** Three lengths, and the kind of the value. */
const OVERHEAD_BYTES = 13;

export function md5OfBody(body: string): string {
  return hash('md5', body);
}

/**
 * The digest that SQS gives of a message's attributes: sorted by name, each part preceded by its length.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html
 */
export function md5OfAttributes(attributes: readonly MessageAttribute[]): string {
  const bytes = Buffer.allocUnsafe(attributes.reduce((sum, one) => sum + OVERHEAD_BYTES + attributeBytes(one), 0));
  let at = 0;
  const part = (content: string | Buffer) => {
    const length = typeof content === 'string' ? bytes.write(content, at + 4) : content.copy(bytes, at + 4);
    bytes.writeUInt32BE(length, at);
    at += 4 + length;
  };
  for (const attribute of [...attributes].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    part(attribute.name);
    part(attribute.dataType);
    bytes[at++] = 'bytes' in attribute ? BINARY_VALUE : STRING_VALUE;
    part('bytes' in attribute ? attribute.bytes : attribute.value);
  }
  return hash('md5', bytes);
}
