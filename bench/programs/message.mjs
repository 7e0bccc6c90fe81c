// What all candidates send: a body of 358 bytes and two attributes.

export const REGION = 'eu-central-1';
export const QUEUE_URL = `https://sqs.${REGION}.amazonaws.com/123456789012/orders`;
export const CREDENTIALS = {
  accessKeyId: 'AKIAEXAMPLEEXAMPLE00',
  secretAccessKey: 'exampleexampleexampleexampleexampleexamp',
};
export const ATTRIBUTES = { priority: 'high', source: 'web shop' };

const BODY_BYTES = 358;

/** A message's body: none is like another. */
export function bodyOf(number) {
  const start = JSON.stringify({ order: number, customer: 'C-4711', remark: '' });
  return start.replace('"remark":""', `"remark":"${'x'.repeat(BODY_BYTES - start.length)}"`);
}
