import { LIMITS } from '../limits.ts';
import { type Fields, isFields } from './fields.ts';
import { invalid, SqsError } from './sqs-error.ts';

/** A queue's attributes that can be set, as exact values. */
export interface QueueSettings {
  readonly isFifo: boolean;
  readonly contentBasedDeduplication: boolean;
  readonly deduplicationScope: 'queue' | 'messageGroup';
  readonly fifoThroughputLimit: 'perQueue' | 'perMessageGroupId';
  readonly delaySeconds: number;
  readonly maximumMessageBytes: number;
  readonly retentionSeconds: number;
  readonly waitSeconds: number;
  readonly visibilitySeconds: number;
  readonly redrive: RedrivePolicy | undefined;
  /** Attributes that are kept and given back without a meaning here, such as `Policy`. */
  readonly others: Readonly<Record<string, string>>;
}

/** Where messages go that were received too often. */
export interface RedrivePolicy {
  readonly deadLetterQueue: string;
  readonly maxReceiveCount: number;
  /** As it was given. */
  readonly text: string;
}

const KEPT = new Set([
  'Policy',
  'RedriveAllowPolicy',
  'KmsMasterKeyId',
  'KmsDataKeyReusePeriodSeconds',
  'SqsManagedSseEnabled',
]);

const DEFAULTS: QueueSettings = {
  isFifo: false,
  contentBasedDeduplication: false,
  deduplicationScope: 'queue',
  fifoThroughputLimit: 'perQueue',
  delaySeconds: 0,
  maximumMessageBytes: LIMITS.messageBytes,
  retentionSeconds: 345_600,
  waitSeconds: 0,
  visibilitySeconds: 30,
  redrive: undefined,
  others: {},
};

/** The settings of a new queue. @throws SqsError */
export function newSettings(name: string, attributes: Fields): QueueSettings {
  const isFifo = name.endsWith('.fifo');
  const asked = attributes['FifoQueue'];
  if (asked !== undefined && (asked === 'true') !== isFifo) {
    throw new SqsError(
      'InvalidParameterValue',
      isFifo
        ? 'A queue whose name ends in .fifo must be a FIFO queue.'
        : 'The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with .fifo suffix and be 1 to 80 in length.',
    );
  }
  const { FifoQueue: _, ...others } = attributes;
  return changedSettings({ ...DEFAULTS, isFifo }, others);
}

/** The settings with some attributes changed. @throws SqsError */
export function changedSettings(settings: QueueSettings, attributes: Fields): QueueSettings {
  let changed = settings;
  for (const [name, value] of Object.entries(attributes))
    changed = { ...changed, ...changeOf(changed, name, String(value)) };
  return changed;
}

function changeOf(settings: QueueSettings, name: string, value: string): Partial<QueueSettings> {
  if (KEPT.has(name)) return { others: { ...settings.others, [name]: value } };
  const whole = (least: number, most: number): number => {
    const number = Number(value);
    if (/^\d+$/.test(value) && number >= least && number <= most) return number;
    throw invalidAttribute(name);
  };
  switch (name) {
    case 'DelaySeconds':
      return { delaySeconds: whole(0, LIMITS.delaySeconds) };
    case 'MaximumMessageSize':
      return { maximumMessageBytes: whole(LIMITS.leastMessageBytes, LIMITS.messageBytes) };
    case 'MessageRetentionPeriod':
      return { retentionSeconds: whole(LIMITS.leastRetentionSeconds, LIMITS.retentionSeconds) };
    case 'ReceiveMessageWaitTimeSeconds':
      return { waitSeconds: whole(0, LIMITS.waitSeconds) };
    case 'VisibilityTimeout':
      return { visibilitySeconds: whole(0, LIMITS.visibilitySeconds) };
    case 'RedrivePolicy':
      return { redrive: value === '' ? undefined : parseRedrive(value) };
    default:
      if (settings.isFifo) return fifoChangeOf(name, value);
      throw new SqsError('InvalidAttributeName', `Unknown Attribute ${name}.`);
  }
}

function fifoChangeOf(name: string, value: string): Partial<QueueSettings> {
  switch (name) {
    case 'ContentBasedDeduplication':
      if (value !== 'true' && value !== 'false') throw invalidAttribute(name);
      return { contentBasedDeduplication: value === 'true' };
    case 'DeduplicationScope':
      if (value !== 'queue' && value !== 'messageGroup') throw invalidAttribute(name);
      return { deduplicationScope: value };
    case 'FifoThroughputLimit':
      if (value !== 'perQueue' && value !== 'perMessageGroupId') throw invalidAttribute(name);
      return { fifoThroughputLimit: value };
    default:
      throw new SqsError('InvalidAttributeName', `Unknown Attribute ${name}.`);
  }
}

function parseRedrive(text: string): RedrivePolicy {
  const policy: unknown = parsed(text);
  const { deadLetterTargetArn: arn, maxReceiveCount: count } = isFields(policy) ? policy : {};
  const maxReceiveCount = Number(count);
  if (typeof arn !== 'string' || !arn.startsWith('arn:')) {
    throw invalid('RedrivePolicy', text, 'It must name the dead-letter queue by deadLetterTargetArn.');
  }
  if (!Number.isInteger(maxReceiveCount) || maxReceiveCount < 1 || maxReceiveCount > LIMITS.maxReceiveCount) {
    throw invalid(
      'RedrivePolicy',
      text,
      `Invalid value for maxReceiveCount: ${String(count)}, valid values are from 1 to ${LIMITS.maxReceiveCount} both inclusive.`,
    );
  }
  return { deadLetterQueue: arn.split(':').pop() ?? '', maxReceiveCount, text };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function invalidAttribute(name: string): SqsError {
  return new SqsError('InvalidAttributeValue', `Invalid value for the parameter ${name}.`);
}

/** The attributes as SQS gives them back. */
export function settingsAttributes(settings: QueueSettings): Readonly<Record<string, string>> {
  const { redrive, others } = settings;
  return {
    DelaySeconds: String(settings.delaySeconds),
    MaximumMessageSize: String(settings.maximumMessageBytes),
    MessageRetentionPeriod: String(settings.retentionSeconds),
    ReceiveMessageWaitTimeSeconds: String(settings.waitSeconds),
    VisibilityTimeout: String(settings.visibilitySeconds),
    ...(redrive && { RedrivePolicy: redrive.text }),
    ...(settings.isFifo && {
      FifoQueue: 'true',
      ContentBasedDeduplication: String(settings.contentBasedDeduplication),
      DeduplicationScope: settings.deduplicationScope,
      FifoThroughputLimit: settings.fifoThroughputLimit,
    }),
    ...others,
  };
}
