import type { Fields } from './fields.ts';
import { md5OfBody } from './message.ts';
import { chosenAttributes, md5OfAttributes, wireAttributes } from './message-attributes.ts';
import type { Received } from './queue.ts';

/** A message as a receiver gets it. Attributes come only where they are asked for. */
export function receivedMessage(
  { message, receipt, receiveCount, firstReceivedAt, deadLetterSource }: Received,
  wanted: { readonly attributes: readonly string[]; readonly system: readonly string[] },
  { senderId, arnOf }: { readonly senderId: string; readonly arnOf: (name: string) => string },
): Fields {
  const attributes = chosenAttributes(message.attributes, wanted.attributes);
  const system: Readonly<Record<string, string | undefined>> = {
    SenderId: senderId,
    SentTimestamp: String(message.sentAt),
    ApproximateReceiveCount: String(receiveCount),
    ApproximateFirstReceiveTimestamp: String(firstReceivedAt),
    MessageGroupId: message.groupId,
    MessageDeduplicationId: message.deduplicationId,
    SequenceNumber: message.sequenceNumber,
    AWSTraceHeader: message.traceHeader,
    DeadLetterQueueSourceArn: deadLetterSource === undefined ? undefined : arnOf(deadLetterSource),
  };
  const chosen = Object.entries(system).filter(
    ([name, value]) => value !== undefined && (wanted.system.includes('All') || wanted.system.includes(name)),
  );
  const attributesMd5 = md5OfAttributes(attributes);
  return {
    MessageId: message.messageId,
    ReceiptHandle: receipt,
    Body: message.body,
    MD5OfBody: md5OfBody(message.body),
    ...(attributesMd5 !== undefined && {
      MessageAttributes: wireAttributes(attributes),
      MD5OfMessageAttributes: attributesMd5,
    }),
    ...(chosen.length > 0 && { Attributes: Object.fromEntries(chosen) }),
  };
}
