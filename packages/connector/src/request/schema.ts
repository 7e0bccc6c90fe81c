import { type JsonValue, stringifyJson } from '@camunda-sqs-connector/feel/json';
import { z } from 'zod';
import { templateFields } from '../template/field.ts';
import { attributeBytes, parseAttributes } from './attributes.ts';
import { LIMITS, refusedCharacter } from './limits.ts';
import type { Credentials, Queue, SendRequest } from './send-request.ts';
import { optionalText, text } from './text.ts';

const REGION_MISSING = 'must not be empty. Set the region of the queue, for example eu-central-1.';

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

const accessKey = optionalText('must be a text').register(templateFields, {
  group: 'authentication',
  label: 'Access key',
  description: 'Name a secret, for example {{secrets.AWS_ACCESS_KEY}}',
  kind: { type: 'String' },
  feel: 'optional',
  required: true,
  shownIf: WITH_KEYS,
});

const secretKey = optionalText('must be a text').register(templateFields, {
  group: 'authentication',
  label: 'Secret key',
  description: 'Name a secret, for example {{secrets.AWS_SECRET_KEY}}',
  kind: { type: 'String' },
  feel: 'optional',
  required: true,
  shownIf: WITH_KEYS,
});

const url = text('must be the URL of a queue').register(templateFields, {
  group: 'configuration',
  label: 'Queue URL',
  description: 'For example https://sqs.eu-central-1.amazonaws.com/123456789012/orders',
  kind: { type: 'String' },
  feel: 'optional',
  required: true,
});

const queueType = z
  .preprocess(
    (value) => (typeof value === 'string' ? value.toLowerCase() : value),
    z.enum(['standard', 'fifo'], { error: 'must be standard or fifo' }),
  )
  .optional()
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

const region = optionalText('must be a text').register(templateFields, {
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
const regionOfOlderModels = optionalText('must be a text').register(templateFields, {
  group: 'older',
  label: 'Region of the queue, as first models had it',
  description: 'Counts only while the region above is empty. Give it there, and this one goes',
  kind: { type: 'String' },
  feel: 'optional',
  shownIf: [{ input: 'configuration.region', isEmpty: true }],
});

const endpoint = optionalText('must be a URL').register(templateFields, {
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
    description: 'For example = {"priority": {"StringValue": "high", "DataType": "String"}}',
    kind: { type: 'Text' },
    feel: 'required',
  });

const messageGroupId = optionalText('must be a text').register(templateFields, {
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

const messageDeduplicationId = optionalText('must be a text').register(templateFields, {
  group: 'input',
  label: 'Message deduplication ID',
  description: 'Within five minutes, SQS keeps one message of each ID. Needed unless the queue deduplicates by content',
  kind: { type: 'String' },
  feel: 'optional',
  shownIf: [{ input: 'queue.type', equals: 'fifo' }],
});

/** The inputs as the model maps them. Names are the official connector's; unknown ones are ignored. */
export const inputs = z.object({
  authentication: z
    .object({ type: authenticationType, accessKey, secretKey }, { error: 'Authentication is required' })
    .nullish(),
  configuration: z.object({ region, endpoint }, { error: 'must be a context with a region' }).nullish(),
  queue: z.object(
    {
      url,
      type: queueType,
      region: regionOfOlderModels,
      messageBody,
      messageAttributes,
      messageGroupId,
      messageDeduplicationId,
    },
    { error: 'must be a context with url, type and messageBody' },
  ),
});

type Inputs = z.output<typeof inputs>;

/** Adds an issue at a dotted path. */
type Complain = (path: string, message: string) => void;

export interface SchemaRules {
  /** Whether models may use the credentials of the machine that the connector runs on. */
  readonly defaultChainAllowed: boolean;
}

/** Parses a job's variables into the message to be sent. Each issue names the field, what was expected and the way out. */
export function createSendRequestSchema(rules: SchemaRules): z.ZodType<SendRequest> {
  return inputs.transform((input, context) => parseRequest(input, rules, context));
}

function parseRequest(input: Inputs, rules: SchemaRules, context: z.RefinementCtx): SendRequest {
  const complain: Complain = (path, message) => context.addIssue({ code: 'custom', path: path.split('.'), message });
  const request = {
    credentials: parseCredentials(input, rules, complain),
    region: input.configuration?.region ?? input.queue.region ?? '',
    ...(input.configuration?.endpoint?.trim() && { endpoint: input.configuration.endpoint.trim() }),
    queue: parseQueue(input.queue, complain),
    body: parseBody(input.queue.messageBody as JsonValue | undefined, complain),
    attributes: input.queue.messageAttributes,
  };
  if (request.region.trim() === '') complain('configuration.region', REGION_MISSING);
  const bytes = request.attributes.reduce(
    (sum, attribute) => sum + attributeBytes(attribute),
    Buffer.byteLength(request.body),
  );
  if (bytes > LIMITS.messageBytes) {
    complain(
      'queue.messageBody',
      `is too large: body and attributes take ${bytes} bytes, SQS takes at most ${LIMITS.messageBytes}. Store the content elsewhere and send a reference.`,
    );
  }
  return request;
}

function parseCredentials({ authentication }: Inputs, rules: SchemaRules, complain: Complain): Credentials {
  if (authentication?.type === 'defaultCredentialsChain') {
    if (!rules.defaultChainAllowed) {
      complain(
        'authentication.type',
        'must not be defaultCredentialsChain here (CAMUNDA_CONNECTOR_RUNTIME_SAAS is set). Use access and secret key.',
      );
    }
    return { kind: 'defaultChain' };
  }
  if (!authentication) {
    complain(
      'authentication',
      'Authentication is required. Choose access and secret key, or the default credentials chain.',
    );
  }
  const key = (name: 'accessKey' | 'secretKey') => {
    const value = authentication?.[name] ?? '';
    if (authentication && value.trim() === '') {
      complain(`authentication.${name}`, 'must not be blank. Set it, or choose the default credentials chain.');
    }
    return value;
  };
  return { kind: 'static', accessKeyId: key('accessKey'), secretAccessKey: key('secretKey') };
}

function parseQueue(queue: Inputs['queue'], complain: Complain): Queue {
  const { url: queueUrl, messageGroupId: groupId, messageDeduplicationId: deduplicationId } = queue;
  if (queueUrl.trim() === '') complain('queue.url', 'must not be empty. Set the URL of the queue.');
  checkId('queue.messageGroupId', groupId, complain);
  if (queue.type !== 'fifo')
    return { kind: 'standard', url: queueUrl.trim(), ...(groupId !== undefined && { groupId }) };
  checkId('queue.messageDeduplicationId', deduplicationId, complain);
  if (groupId === undefined) {
    complain(
      'queue.messageGroupId',
      'must not be empty for a FIFO queue. Messages with the same group id keep their order.',
    );
  }
  return {
    kind: 'fifo',
    url: queueUrl.trim(),
    groupId: groupId ?? '',
    ...(deduplicationId !== undefined && { deduplicationId }),
  };
}

function checkId(path: string, id: string | undefined, complain: Complain): void {
  if (id !== undefined && !(id.length <= LIMITS.idLength && /^[\x21-\x7e]+$/.test(id))) {
    complain(path, `must be at most ${LIMITS.idLength} letters, digits and punctuation marks, without blanks`);
  }
}

function parseBody(body: JsonValue | undefined, complain: Complain): string {
  if (body === undefined || body === null) {
    complain('queue.messageBody', 'must not be null. Set the message body, for example = order.');
    return '';
  }
  const sent = typeof body === 'string' ? body : stringifyJson(body);
  const refused = refusedCharacter(sent);
  if (sent === '') complain('queue.messageBody', 'must not be empty: SQS takes no empty messages.');
  if (refused)
    complain(
      'queue.messageBody',
      `holds the character ${refused}, which SQS refuses. Encode it, for example as base64.`,
    );
  return sent;
}
