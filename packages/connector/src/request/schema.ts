import { ExactNumber, isJsonObject } from '@camunda-sqs-connector/feel/json';
import { z } from 'zod';
import { templateFields } from '../template/field.ts';
import { parseAttributes } from './attributes.ts';
import { parseRequest } from './parse-request.ts';
import type { SendRequest } from './send-request.ts';
import { mustBe, optionalText, textOrMissing, unwrapped } from './text.ts';

/** Only the exact name chooses the chain: everything else, a missing type too, means access and secret key. */
const authenticationType = z
  .unknown()
  .optional()
  .register(templateFields, {
    group: 'authentication',
    label: 'Authentication',
    description: 'How the connector proves to AWS who it is',
    kind: {
      type: 'Dropdown',
      choices: [
        ['credentials', 'Access key and secret key'],
        ['defaultCredentialsChain', 'What the connector’s machine provides (roles, environment, files)'],
      ],
    },
    value: 'credentials',
  });

/** Models older than the choice have keys and no type: a Modeler drops what no condition shows, before it sets the type. */
const WITH_KEYS = [
  { input: 'authentication.type', equals: 'credentials' },
  { input: 'authentication.type', isEmpty: true },
] as const;

const accessKey = optionalText('a text').register(templateFields, {
  group: 'authentication',
  label: 'Access key',
  description: 'Name a secret, for example {{secrets.AWS_ACCESS_KEY}}',
  kind: { type: 'String' },
  feel: 'optional',
  required: true,
  shownIf: WITH_KEYS,
});

const secretKey = optionalText('a text').register(templateFields, {
  group: 'authentication',
  label: 'Secret key',
  description: 'Name a secret, for example {{secrets.AWS_SECRET_KEY}}',
  kind: { type: 'String' },
  feel: 'optional',
  required: true,
  shownIf: WITH_KEYS,
});

const url = optionalText('the URL of a queue').register(templateFields, {
  group: 'configuration',
  label: 'Queue URL',
  description: 'For example https://sqs.eu-central-1.amazonaws.com/123456789012/orders',
  kind: { type: 'String' },
  feel: 'optional',
  required: true,
});

const queueType = z
  .unknown()
  .optional()
  .transform(parseQueueType)
  .register(templateFields, {
    group: 'configuration',
    label: 'Queue type',
    kind: {
      type: 'Dropdown',
      choices: [
        ['standard', 'Standard'],
        ['fifo', 'FIFO'],
      ],
    },
    value: 'standard',
    required: true,
  });

const region = textOrMissing('a text').register(templateFields, {
  group: 'configuration',
  label: 'Region',
  description: 'The region of the queue, for example eu-central-1',
  kind: { type: 'String' },
  feel: 'optional',
  shownIf: [
    { input: 'queue.region', isEmpty: true, required: true },
    { input: 'queue.region', isEmpty: false },
  ],
});

/** Models of the first two template versions set the region here. */
const regionOfOlderModels = optionalText('a text').register(templateFields, {
  group: 'older',
  label: 'Region of the queue, as first models had it',
  description: 'Counts only while the region above is empty. Give it there, and this one goes',
  kind: { type: 'String' },
  feel: 'optional',
  shownIf: [{ input: 'configuration.region', isEmpty: true }],
});

const endpoint = optionalText('a URL').register(templateFields, {
  group: 'configuration',
  label: 'Endpoint',
  description: 'Only where the queue is reached by another address than the region’s, for example a VPC endpoint',
  kind: { type: 'String' },
  feel: 'optional',
});

const messageBody = z
  .unknown()
  .optional()
  .register(templateFields, {
    group: 'input',
    label: 'Message body',
    description: 'A text is sent as it is, anything else as JSON',
    kind: { type: 'Text' },
    feel: 'required',
    required: true,
  });

const messageAttributes = z
  .unknown()
  .optional()
  .transform(parseAttributes)
  .register(templateFields, {
    group: 'input',
    label: 'Message attributes',
    description: 'For example = {priority: "high", count: 3}',
    kind: { type: 'Text' },
    feel: 'required',
  });

const messageGroupId = optionalText('a text').register(templateFields, {
  group: 'input',
  label: 'Message group ID',
  description: 'FIFO: messages of a group keep their order. Standard: fair queues, no group delays another',
  kind: { type: 'String' },
  feel: 'optional',
  shownIf: [
    { input: 'queue.type', equals: 'fifo', required: true },
    { input: 'queue.type', equals: 'standard' },
  ],
});

const deduplication = z
  .unknown()
  .optional()
  .transform(parseDeduplication)
  .register(templateFields, {
    group: 'input',
    label: 'Deduplication',
    description: 'How SQS knows a message that is sent once more, after a crash or a lost answer',
    kind: {
      type: 'Dropdown',
      choices: [
        ['job', 'By the job: it makes one message, however often it runs'],
        ['queue', 'By content: the queue must have content-based deduplication'],
      ],
    },
    value: 'job',
    shownIf: [{ input: 'queue.type', equals: 'fifo' }],
  });

const messageDeduplicationId = optionalText('a text').register(templateFields, {
  group: 'input',
  label: 'Message deduplication ID',
  description: 'Within five minutes, SQS keeps one message of each ID. It takes the place of the choice above',
  kind: { type: 'String' },
  feel: 'optional',
  shownIf: [{ input: 'queue.type', equals: 'fifo' }],
});

const delaySeconds = optionalText('a whole number of seconds').register(templateFields, {
  group: 'input',
  label: 'Delay in seconds',
  description: 'How long nobody can receive the message, up to 900. Without it the queue’s own delay counts',
  kind: { type: 'String' },
  feel: 'optional',
  shownIf: [{ input: 'queue.type', equals: 'standard' }],
});

/** The inputs as the model maps them. Names are the official connector's; unknown ones are ignored. */
export const inputs = z.object({
  authentication: z
    .object(
      { type: authenticationType, accessKey, secretKey },
      { error: mustBe('AwsStaticCredentialsAuthentication', 'a context with accessKey and secretKey, or a type') },
    )
    .nullish(),
  configuration: z
    .object({ region, endpoint }, { error: mustBe('AwsBaseConfiguration', 'a context with a region') })
    .nullish(),
  /** A reusable credential of Camunda 8.10: it takes the place of authentication and region. */
  awsCredential: z
    .object(
      {
        authentication: z
          .object(
            { type: z.unknown().optional(), accessKey: optionalText('a text'), secretKey: optionalText('a text') },
            {
              error: mustBe('AwsStaticCredentialsAuthentication', 'a context with accessKey and secretKey, or a type'),
            },
          )
          .nullish(),
        region: optionalText('a text'),
      },
      { error: mustBe('AwsCredentialConfiguration', 'a context with authentication and region') },
    )
    .nullish(),
  queue: z
    .object(
      {
        url,
        type: queueType,
        region: regionOfOlderModels,
        messageBody,
        messageAttributes,
        messageGroupId,
        deduplication,
        messageDeduplicationId,
        delaySeconds,
      },
      { error: mustBe('SqsQueue', 'a context with url, type and messageBody') },
    )
    .nullish(),
});

export type Inputs = z.output<typeof inputs>;

export interface SchemaRules {
  /** Whether models may use the credentials of the machine that the connector runs on. */
  readonly defaultChainAllowed: boolean;
}

/** Parses a job's variables into the message to be sent. Each issue names the field, what was expected and the way out. */
export function createSendRequestSchema(rules: SchemaRules): z.ZodType<SendRequest> {
  return z
    .preprocess(withListsOfOneTakenApart, inputs)
    .transform((input, context) => parseRequest(input, rules, context));
}

function withListsOfOneTakenApart(variables: unknown): unknown {
  const whole = unwrapped(variables);
  if (!isJsonObject(whole)) return whole;
  return Object.fromEntries(Object.entries(whole).map(([name, value]) => [name, unwrapped(value)]));
}

const QUEUE_TYPES: ReadonlyMap<string, 'standard' | 'fifo'> = new Map([
  ['standard', 'standard'],
  ['fifo', 'fifo'],
  ['0', 'standard'],
  ['1', 'fifo'],
]);

/** As in the official connector in any case, and by its number too. Where it is missing it is standard. */
function parseQueueType(given: unknown, context: z.RefinementCtx): 'standard' | 'fifo' {
  const value = unwrapped(given);
  if (value === undefined) return 'standard';
  if (value === null) {
    context.addIssue({ code: 'custom', message: 'must not be null. Choose standard or fifo.' });
    return 'standard';
  }
  // An object is never one, and may not even be made a text.
  const isPlain = typeof value !== 'object' || value instanceof ExactNumber;
  const type = isPlain ? QUEUE_TYPES.get(String(value).toLowerCase()) : undefined;
  if (type !== undefined) return type;
  context.addIssue({
    code: 'custom',
    message: mustBe('QueueType', 'standard or fifo'),
    params: { kind: 'binding' },
  });
  return 'standard';
}

/** An addition of this connector. Missing, null or empty it says nothing. */
function parseDeduplication(given: unknown, context: z.RefinementCtx): 'job' | 'queue' | undefined {
  const value = unwrapped(given);
  if (value === undefined || value === null || value === '') return undefined;
  const name = typeof value === 'string' ? value.toLowerCase() : '';
  if (name === 'job' || name === 'queue') return name;
  context.addIssue({ code: 'custom', message: mustBe('Deduplication', 'job or queue'), params: { kind: 'binding' } });
  return undefined;
}
