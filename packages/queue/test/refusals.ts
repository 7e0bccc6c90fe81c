import type { Fields } from '@camunda-sqs-connector/queue';

const attribute = (name: string, value: Fields): Fields => ({ MessageAttributes: { [name]: value } });
const text = { DataType: 'String', StringValue: 'x' };
const number = (StringValue: string): Fields => attribute('n', { DataType: 'Number', StringValue });
const attributes = (count: number): Fields => ({
  MessageAttributes: Object.fromEntries(Array.from({ length: count }, (_, index) => [`a${index}`, text])),
});

export interface SendCase {
  readonly name: string;
  readonly queue: 'orders' | 'orders.fifo';
  readonly input: Fields;
  /** The error's code, or undefined where SQS takes the message. */
  readonly code: string | undefined;
}

const onStandard = (name: string, input: Fields, code?: string): SendCase => ({ name, queue: 'orders', input, code });
const onFifo = (name: string, input: Fields, code?: string): SendCase => ({ name, queue: 'orders.fifo', input, code });

/** Messages at the edges of SQS's limits. The body is `x` where none is given. */
export const SENDS: readonly SendCase[] = [
  onStandard('no body', { MessageBody: undefined }, 'MissingParameter'),
  onStandard('an empty body', { MessageBody: '' }, 'MissingParameter'),
  onStandard('a body of 1 MiB', { MessageBody: 'x'.repeat(1_048_576) }),
  onStandard('a body of 1 MiB and a byte', { MessageBody: 'x'.repeat(1_048_577) }, 'InvalidParameterValue'),
  onStandard('a body of 1 MiB in characters of four bytes', { MessageBody: '😀'.repeat(262_144) }),
  onStandard('a byte more in such characters', { MessageBody: `${'😀'.repeat(262_144)}x` }, 'InvalidParameterValue'),
  onStandard('1 MiB with an attribute', { MessageBody: 'x'.repeat(1_048_576 - 8), ...attribute('a', text) }),
  onStandard(
    'a byte more with an attribute',
    { MessageBody: 'x'.repeat(1_048_576 - 7), ...attribute('a', text) },
    'InvalidParameterValue',
  ),
  onStandard('an emoji', { MessageBody: '😀' }),
  onStandard('tab and line break', { MessageBody: '\t\r\n' }),
  onStandard('a control character', { MessageBody: '\u0001' }, 'InvalidMessageContents'),
  onStandard('a lone surrogate', { MessageBody: '\ud83d' }, 'InvalidMessageContents'),
  onStandard('U+FFFE', { MessageBody: '\ufffe' }, 'InvalidMessageContents'),
  onStandard('U+FFFD', { MessageBody: '\ufffd' }),
  onStandard('10 attributes', attributes(10)),
  onStandard('11 attributes', attributes(11), 'InvalidParameterValue'),
  onStandard('an attribute name of 256 characters', attribute('a'.repeat(256), text)),
  onStandard('one of 257', attribute('a'.repeat(257), text), 'InvalidParameterValue'),
  onStandard('an attribute name with periods inside', attribute('a.b-c_d', text)),
  onStandard('a period at its start', attribute('.a', text), 'InvalidParameterValue'),
  onStandard('a period at its end', attribute('a.', text), 'InvalidParameterValue'),
  onStandard('two periods in a row', attribute('a..b', text), 'InvalidParameterValue'),
  onStandard('a blank in it', attribute('a b', text), 'InvalidParameterValue'),
  onStandard('the reserved prefix AWS.', attribute('aWs.x', text), 'InvalidParameterValue'),
  onStandard('the reserved prefix Amazon.', attribute('Amazon.x', text), 'InvalidParameterValue'),
  onStandard('AWS without a period', attribute('AWSx', text)),
  onStandard('a type with a label', attribute('a', { DataType: 'String.uuid', StringValue: 'x' })),
  onStandard('an unknown type', attribute('a', { DataType: 'Text', StringValue: 'x' }), 'InvalidParameterValue'),
  onStandard('no type', attribute('a', { StringValue: 'x' }), 'InvalidParameterValue'),
  onStandard('an empty value', attribute('a', { DataType: 'String', StringValue: '' }), 'InvalidParameterValue'),
  onStandard('a text for binary', attribute('a', { DataType: 'Binary', StringValue: 'x' }), 'InvalidParameterValue'),
  onStandard('bytes', attribute('a', { DataType: 'Binary', BinaryValue: 'AAE=' })),
  onStandard(
    'a control character in a value',
    attribute('a', { DataType: 'String', StringValue: '\u0002' }),
    'InvalidMessageContents',
  ),
  onStandard('a whole number', number('12')),
  onStandard('a number with exponent', number('-1.5e-3')),
  onStandard('a number of 38 digits', number('1'.repeat(38))),
  onStandard('one of 39', number('1'.repeat(39)), 'InvalidParameterValue'),
  onStandard('zeros that are no digits of precision', number(`0.${'0'.repeat(20)}1`)),
  onStandard('10^126', number('1e126')),
  onStandard('10^127', number('1e127'), 'InvalidParameterValue'),
  onStandard('10^-128', number('1e-128')),
  onStandard('10^-129', number('1e-129'), 'InvalidParameterValue'),
  onStandard('a number that is none', number('1,5'), 'InvalidParameterValue'),
  onStandard('a delay of 15 minutes', { DelaySeconds: 900 }),
  onStandard('a longer one', { DelaySeconds: 901 }, 'InvalidParameterValue'),
  onStandard('a negative one', { DelaySeconds: -1 }, 'InvalidParameterValue'),
  onStandard('a group on a standard queue', { MessageGroupId: 'g' }),
  onStandard('a deduplication id on a standard queue', { MessageDeduplicationId: 'd' }, 'InvalidParameterValue'),
  onStandard('an unknown system attribute', { MessageSystemAttributes: { Other: text } }, 'InvalidParameterValue'),
  onStandard('a group id of 129 characters', { MessageGroupId: 'g'.repeat(129) }, 'InvalidParameterValue'),
  onStandard('a group id with a blank', { MessageGroupId: 'a b' }, 'InvalidParameterValue'),
  onFifo('no group', { MessageDeduplicationId: 'd' }, 'MissingParameter'),
  onFifo('no deduplication id', { MessageGroupId: 'g' }, 'InvalidParameterValue'),
  onFifo('group and id', { MessageGroupId: 'g'.repeat(128), MessageDeduplicationId: '!"#$%&/()=?'.repeat(11) }),
  onFifo('a delay', { MessageGroupId: 'g', MessageDeduplicationId: 'd', DelaySeconds: 1 }, 'InvalidParameterValue'),
];

/** Attributes that make a queue, or not. */
export const CREATIONS: readonly (readonly [
  name: string,
  queue: string,
  attributes: Readonly<Record<string, string>>,
  code: string | undefined,
])[] = [
  ['a plain one', 'a-b_c9', {}, undefined],
  ['a name with a period', 'a.b', {}, 'InvalidParameterValue'],
  ['a name of 81 characters', 'a'.repeat(81), {}, 'InvalidParameterValue'],
  ['a FIFO name of 80 characters', `${'a'.repeat(75)}.fifo`, { FifoQueue: 'true' }, undefined],
  ['a FIFO queue without its ending', 'a', { FifoQueue: 'true' }, 'InvalidParameterValue'],
  ['an unknown attribute', 'a', { Colour: 'red' }, 'InvalidAttributeName'],
  ['a FIFO attribute on a standard queue', 'a', { ContentBasedDeduplication: 'true' }, 'InvalidAttributeName'],
  ['a visibility of 12 hours', 'a', { VisibilityTimeout: '43200' }, undefined],
  ['a longer one', 'a', { VisibilityTimeout: '43201' }, 'InvalidAttributeValue'],
  ['a retention of 59 seconds', 'a', { MessageRetentionPeriod: '59' }, 'InvalidAttributeValue'],
  ['a size of 1023 bytes', 'a', { MaximumMessageSize: '1023' }, 'InvalidAttributeValue'],
  ['a size above 1 MiB', 'a', { MaximumMessageSize: '1048577' }, 'InvalidAttributeValue'],
  ['a wait of 21 seconds', 'a', { ReceiveMessageWaitTimeSeconds: '21' }, 'InvalidAttributeValue'],
  ['a delay that is no number', 'a', { DelaySeconds: 'x' }, 'InvalidAttributeValue'],
  ['an unknown scope', 'a.fifo', { DeduplicationScope: 'all' }, 'InvalidAttributeValue'],
  [
    'a dead-letter queue that is none',
    'a',
    { RedrivePolicy: '{"deadLetterTargetArn":"arn:aws:sqs:r:1:none","maxReceiveCount":3}' },
    'InvalidParameterValue',
  ],
  ['a redrive policy that is no JSON', 'a', { RedrivePolicy: '{' }, 'InvalidParameterValue'],
  ['a policy', 'a', { Policy: '{}' }, undefined],
];
