import { type JsonValue, stringifyJson } from '@camunda-sqs-connector/feel/json';
import { z } from 'zod';
import { connectorError } from '../errors/own-errors.ts';
import { attributeBytes } from './attributes.ts';
import { LIMITS, refusedCharacter } from './limits.ts';
import type { Inputs, SchemaRules } from './schema.ts';
import type { Credentials, Deduplication, Queue, SendRequest } from './send-request.ts';

/** Adds an issue at a dotted path. */
type Complain = (path: string, message: string) => void;

/** Region and access key are told in the signature's header: with such a character the request could never leave. */
const NOT_IN_HEADERS = /[^ -~]/;
const REGION_MISSING = 'must not be empty. Set the region of the queue, for example eu-central-1.';

/**
 * What inputs of the right types ask for: which of them count, and whether SQS would take the message.
 *
 * @throws ConnectorError REGION_MISSING where nothing else is wrong
 */
export function parseRequest(input: Inputs, rules: SchemaRules, context: z.RefinementCtx): SendRequest {
  let complaints = 0;
  const complain: Complain = (path, message) => {
    complaints++;
    context.addIssue({ code: 'custom', path: path.split('.'), message });
  };
  if (!input.queue) {
    complain('queue', 'must not be null. Set queue.url and queue.messageBody.');
    return z.NEVER;
  }
  const request = {
    credentials: parseCredentials(input, rules, complain),
    region: regionOf(input, complain),
    ...(input.configuration?.endpoint?.trim() && { endpoint: input.configuration.endpoint.trim() }),
    queue: parseQueue(input.queue, complain),
    body: parseBody(input.queue.messageBody as JsonValue | undefined, complain),
    attributes: input.queue.messageAttributes,
  };
  if (NOT_IN_HEADERS.test(request.region)) {
    const path = input.awsCredential ? 'awsCredential.region' : 'configuration.region';
    complain(
      path,
      'must be the name of a region, for example eu-central-1: it holds a character that cannot stand in a header.',
    );
  }
  checkSize(request, complain);
  if (request.region.trim() !== '' || input.awsCredential) return request;
  if (complaints === 0) {
    throw connectorError(
      'REGION_MISSING',
      `Found constraints violated while validating input: - configuration.region: ${REGION_MISSING}`,
    );
  }
  complain('configuration.region', REGION_MISSING);
  return request;
}

/** A credential's region takes the place of the configuration's, and a blank one of the configuration hides that of the queue. */
function regionOf({ awsCredential, configuration, queue }: Inputs, complain: Complain): string {
  if (!awsCredential) return configuration?.region ?? queue?.region ?? '';
  const region = awsCredential.region ?? '';
  if (region.trim() === '') {
    complain('awsCredential.region', 'must not be blank. Set the region of the queue in the credential.');
  }
  return region;
}

/** Those of the credential where there is one, without a look at the inline ones, which a template may leave half filled in. */
function parseCredentials(input: Inputs, rules: SchemaRules, complain: Complain): Credentials {
  const { awsCredential } = input;
  const authentication = awsCredential ? awsCredential.authentication : input.authentication;
  const path = awsCredential ? 'awsCredential.authentication' : 'authentication';
  if (!authentication) {
    complain(
      path,
      'must not be null: Authentication is required. Choose access and secret key, or the default credentials chain.',
    );
    return { kind: 'defaultChain' };
  }
  if (authentication.type === 'defaultCredentialsChain') {
    if (!rules.defaultChainAllowed) {
      complain(
        'defaultCredentialsChainUsedInSaaS',
        `must be false: ${path}.type is defaultCredentialsChain, which is not allowed here (CAMUNDA_CONNECTOR_RUNTIME_SAAS is set). Use access and secret key.`,
      );
    }
    return { kind: 'defaultChain' };
  }
  const key = (name: 'accessKey' | 'secretKey') => {
    const value = authentication[name] ?? '';
    if (value.trim() === '') {
      complain(`${path}.${name}`, 'must not be blank. Set it, or choose the default credentials chain.');
    }
    return value;
  };
  const accessKeyId = key('accessKey');
  if (NOT_IN_HEADERS.test(accessKeyId)) {
    complain(`${path}.accessKey`, 'must be letters and digits: it holds a character that cannot stand in a header.');
  }
  return { kind: 'static', accessKeyId, secretAccessKey: key('secretKey') };
}

function parseQueue(queue: NonNullable<Inputs['queue']>, complain: Complain): Queue {
  const { url = '', messageGroupId: groupId, messageDeduplicationId: deduplicationId } = queue;
  if (url.trim() === '') complain('queue.url', 'must not be empty. Set the URL of the queue.');
  checkId('queue.messageGroupId', groupId, complain);
  checkId('queue.messageDeduplicationId', deduplicationId, complain);
  const delaySeconds = parseDelay(queue, complain);
  if (queue.type !== 'fifo') {
    return {
      kind: 'standard',
      url: url.trim(),
      ...(deduplicationId !== undefined && { deduplicationId }),
      ...(groupId !== undefined && { groupId }),
      ...(delaySeconds !== undefined && { delaySeconds }),
    };
  }
  if (groupId === undefined) {
    complain(
      'queue.validQueueProperties',
      'must be true: queue.messageGroupId must not be empty for a FIFO queue. Messages with the same group id keep their order.',
    );
  }
  return { kind: 'fifo', url: url.trim(), groupId: groupId ?? '', deduplication: deduplicationOf(queue) };
}

/** The model's own id counts, whatever else is said. */
function deduplicationOf({ messageDeduplicationId: id, deduplication }: NonNullable<Inputs['queue']>): Deduplication {
  return id === undefined ? { kind: deduplication ?? 'either' } : { kind: 'id', id };
}

function checkId(path: string, id: string | undefined, complain: Complain): void {
  if (id !== undefined && !(id.length <= LIMITS.idLength && /^[\x21-\x7e]+$/.test(id))) {
    complain(path, `must be at most ${LIMITS.idLength} letters, digits and punctuation marks, without blanks`);
  }
}

function parseDelay({ delaySeconds, type }: NonNullable<Inputs['queue']>, complain: Complain): number | undefined {
  if (delaySeconds === undefined) return undefined;
  const seconds = /^\d{1,3}(?:\.0+)?$/.test(delaySeconds) ? Number(delaySeconds) : Number.NaN;
  if (type === 'fifo') {
    complain(
      'queue.delaySeconds',
      'must be empty for a FIFO queue: SQS delays single messages on standard queues only. Set the delay of the queue instead.',
    );
  } else if (!(seconds <= LIMITS.delaySeconds)) {
    complain('queue.delaySeconds', `must be a whole number of seconds from 0 to ${LIMITS.delaySeconds}`);
  }
  return seconds;
}

function parseBody(body: JsonValue | undefined, complain: Complain): string {
  if (body === undefined || body === null) {
    complain('queue.messageBody', 'must not be null. Set the message body, for example = order.');
    return '';
  }
  const sent = typeof body === 'string' ? body : stringifyJson(body);
  const refused = refusedCharacter(sent);
  if (sent === '') complain('queue.messageBody', 'must not be empty: SQS takes no empty messages.');
  if (refused) {
    complain(
      'queue.messageBody',
      `holds the character ${refused}, which SQS refuses. Encode it, for example as base64.`,
    );
  }
  return sent;
}

function checkSize({ body, attributes }: Pick<SendRequest, 'body' | 'attributes'>, complain: Complain): void {
  const bytes = attributes.reduce((sum, attribute) => sum + attributeBytes(attribute), Buffer.byteLength(body));
  if (bytes <= LIMITS.messageBytes) return;
  complain(
    'queue.messageBody',
    `is too large: body and attributes take ${bytes} bytes, SQS takes at most ${LIMITS.messageBytes}. Store the content elsewhere and send a reference.`,
  );
}
