import { type Generation, write } from '../generations/generation.ts';
import { PUBLISHED } from '../generations/published.ts';
import type { Journey } from './journey.ts';

/** A task made with a generation of the official template. The keys are filled in where they are shown. */
const made = (
  generation: Generation,
  what: string,
  values: Readonly<Record<string, string>>,
  journey: Pick<Journey, 'ends'> & Partial<Journey>,
): Journey => {
  const withKeys = values['authentication.type'] !== 'defaultCredentialsChain';
  const { inputs, headers, retries } = write(generation, {
    ...(withKeys && KEYS),
    'queue.url': '<url>',
    'queue.messageBody': '="hello"',
    ...values,
  });
  return { name: `${generation.name}: ${what}`, allInputs: inputs, headers, retries, ...journey };
};

const KEYS = { 'authentication.accessKey': 'secrets.ACCESS_KEY', 'authentication.secretKey': 'secrets.SECRET_KEY' };
const BRACED = {
  'authentication.accessKey': '{{secrets.ACCESS_KEY}}',
  'authentication.secretKey': '{{secrets.SECRET_KEY}}',
};
const CHAIN = { 'authentication.type': 'defaultCredentialsChain' };
const OLD_REGION = { 'queue.region': 'eu-central-1' };
const REGION = { 'configuration.region': 'eu-central-1' };
const FIFO = { 'queue.type': 'fifo', 'queue.messageGroupId': 'customer-7', 'queue.messageDeduplicationId': 'd-1' };
const ATTRIBUTES = '={"priority": {"StringValue": "high", "DataType": "String"}}';

const sent: Partial<Journey> & Pick<Journey, 'ends'> = { sent: [{ body: 'hello' }], ends: { completed: {} } };
const sentInOrder: Partial<Journey> & Pick<Journey, 'ends'> = {
  queue: 'fifo',
  sent: [{ body: 'hello', groupId: 'customer-7', deduplicationId: 'd-1' }],
  ends: { completed: {} },
};
const withAttributes: Journey['sent'] = [
  { body: 'hello', attributes: { priority: { DataType: 'String', StringValue: 'high' } } },
];

const { september2022, october2022, typeKeptBack, april2023, v2, v3, v4, v5, v5again, v6, v7, v8, v9 } = PUBLISHED;
const { v10, v10later, v11, v11later, v12, v13early, v13, hybrid10, hybrid13 } = PUBLISHED;

/** Models made with every published generation of the official template, each with what is peculiar to it. */
export const generations: readonly Journey[] = [
  made(
    september2022,
    'region in the queue, no type of authentication or queue',
    { ...OLD_REGION, resultVariable: 'r' },
    { ...sent, ends: { completed: { r: /"messageId":"<id>"/ } } },
  ),
  made(
    september2022,
    'attributes and result expression',
    { ...OLD_REGION, 'queue.messageAttributes': ATTRIBUTES, resultExpression: '={id: response.messageId}' },
    { sent: withAttributes, ends: { completed: { id: '"<id>"' } } },
  ),
  made(september2022, 'the region as a bare secret', { 'queue.region': 'secrets.REGION' }, sent),
  made(
    october2022,
    'an error expression catches',
    { ...OLD_REGION, 'queue.messageBody': '=missing', errorExpression: '=bpmnError("NO_QUEUE", error.message)' },
    { ends: { completed: { caught: '"yes"' } } },
  ),
  made(
    typeKeptBack,
    'a group, and no type',
    { ...OLD_REGION, 'queue.messageGroupId': 'customer-7' },
    {
      queue: 'fifo, deduplicating by content',
      sent: [{ body: 'hello', groupId: 'customer-7' }],
      ends: { completed: {} },
    },
  ),
  made(april2023, 'a standard queue', OLD_REGION, sent),
  made(april2023, 'a FIFO queue', { ...OLD_REGION, ...FIFO }, sentInOrder),
  made(v2, 'a standard queue, braces around the secrets', { ...BRACED, ...OLD_REGION }, sent),
  made(v2, 'a FIFO queue', { ...OLD_REGION, ...FIFO }, sentInOrder),
  made(
    v2,
    'a process variable that is called configuration counts where it has a region',
    { 'queue.region': 'us-east-1' },
    { ...sent, variables: '{"configuration":{"region":"eu-central-1"}}' },
  ),
  made(v3, 'the region in the configuration', REGION, sent),
  made(
    v3,
    'FIFO, the queue deduplicates by content',
    { ...REGION, 'queue.type': 'fifo', 'queue.messageGroupId': '="customer-" + string(7)' },
    {
      queue: 'fifo, deduplicating by content',
      sent: [{ body: 'hello', groupId: 'customer-7' }],
      ends: { completed: {} },
    },
  ),
  made(v4, 'a hidden nonce, and both regions', REGION, sent),
  made(v4, 'both regions from a secret, FIFO', { 'configuration.region': 'secrets.REGION', ...FIFO }, sentInOrder),
  made(v5, 'nonce and both regions, the URL in braces', { ...REGION, 'queue.url': '{{secrets.QUEUES}}/<queue>' }, sent),
  made(v5again, 'without nonce', REGION, sent),
  made(
    v6,
    'the URL as a bare secret',
    { ...REGION, 'queue.url': 'secrets.QUEUE_URL' },
    { ...sent, queueName: 'named-by-a-secret' },
  ),
  made(
    v7,
    'URL, region and keys as bare secrets',
    { 'configuration.region': 'secrets.REGION', 'queue.url': 'secrets.QUEUE_URL' },
    { ...sent, queueName: 'named-by-a-secret' },
  ),
  made(
    v8,
    'the URL as a secret in braces',
    { ...BRACED, ...REGION, 'queue.url': '{{secrets.QUEUE_URL}}' },
    { ...sent, queueName: 'named-by-a-secret' },
  ),
  made(
    v8,
    'the URL put together',
    { ...REGION, 'queue.url': '="{{secrets.QUEUES}}/" + name' },
    { ...sent, variables: '{"name":"named-by-a-secret"}', queueName: 'named-by-a-secret' },
  ),
  made(v9, 'keys are chosen', REGION, sent),
  made(v9, 'the default credentials chain', { ...CHAIN, ...REGION }, sent),
  made(v9, 'the default credentials chain, FIFO', { ...CHAIN, ...REGION, ...FIFO }, sentInOrder),
  made(
    v10,
    'keys and region by expressions, retries at once',
    {
      'authentication.accessKey': '="{{secrets." + "ACCESS_KEY}}"',
      'authentication.secretKey': '="secrets.SECRET_KEY"',
      'configuration.region': '=place.region',
    },
    { ...sent, variables: '{"place":{"region":"eu-central-1"}}' },
  ),
  made(
    v10,
    'the region may be missing in the model, and is named',
    {},
    { ends: { incident: /configuration\.region/ } },
  ),
  made(v10, 'an endpoint that is null', { ...REGION, 'configuration.endpoint': '=null' }, sent),
  made(v10, 'an endpoint that is blank', { ...REGION, 'configuration.endpoint': '=" "' }, sent),
  made(v10later, 'headers that tell the template', REGION, sent),
  made(
    v11,
    'what fails is tried again at once',
    { ...REGION, resultVariable: 'r' },
    {
      queue: 'none',
      failures: 3,
      ends: { incident: /Error Code: (AWS\.SimpleQueueService\.NonExistentQueue|QueueDoesNotExist)/ },
    },
  ),
  made(v11later, 'a pause before a retry', REGION, sent),
  made(v11later, 'retries by an expression', { ...REGION, retries: '=2 + 1' }, sent),
  made(v12, 'keys beside an unused credential', REGION, sent),
  made(v12, 'a credential that is null', { ...REGION, awsCredential: '=null' }, sent),
  made(v13early, 'without a job timeout', { ...REGION, ...FIFO }, sentInOrder),
  made(
    v13,
    'everything that can be filled in',
    {
      ...BRACED,
      ...REGION,
      'queue.type': 'fifo',
      'queue.messageGroupId': 'g',
      'queue.messageDeduplicationId': '=string(order.id)',
      'queue.messageBody': '=order',
      'queue.messageAttributes': ATTRIBUTES,
      resultVariable: 'response',
      resultExpression: '={id: response.messageId}',
      errorExpression: '=if error != null then bpmnError("NO_QUEUE") else null',
      retries: '5',
      retryBackoff: 'PT5S',
      jobTimeout: 'PT10M',
    },
    {
      queue: 'fifo',
      variables: '{"order":{"id":7}}',
      sent: [{ ...withAttributes[0], body: '{"id":7}', groupId: 'g', deduplicationId: '7' }],
      ends: { completed: { response: /"messageId":"<id>"/, id: '"<id>"' } },
    },
  ),
  made(
    v13,
    'fields left empty are null from 8.8 on',
    {
      ...REGION,
      'queue.messageAttributes': '=null',
      'queue.type': 'fifo',
      'queue.messageGroupId': '="g"',
      'queue.messageDeduplicationId': '=null',
      'configuration.endpoint': '=null',
      awsCredential: '=null',
    },
    {
      queue: 'fifo, deduplicating by content',
      sent: [{ body: 'hello', attributes: {}, groupId: 'g' }],
      ends: { completed: {} },
    },
  ),
  made(
    v13,
    'a group left empty',
    { ...REGION, 'queue.type': 'fifo', 'queue.messageGroupId': '=null' },
    { ends: { incident: /queue\.messageGroupId must not be empty/ } },
  ),
  made(hybrid10, 'the job type that is proposed', { ...CHAIN, ...REGION }, sent),
  made(hybrid13, 'the job type that is proposed, FIFO', { ...REGION, ...FIFO, jobTimeout: 'PT2M' }, sentInOrder),
];
