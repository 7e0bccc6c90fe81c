import type { ExpectedAttribute, Journey } from './journey.ts';

const text = (StringValue: string, DataType = 'String'): ExpectedAttribute => ({ DataType, StringValue });
const binary = (BinaryValue: string, DataType = 'Binary'): ExpectedAttribute => ({ DataType, BinaryValue });

/** The attribute `a` is written so, and arrives as that. */
const arrives = (name: string, source: string, expected: ExpectedAttribute, variables = '{}'): Journey => ({
  name: `an attribute: ${name}`,
  inputs: { 'queue.messageAttributes': `={a: ${source}}` },
  variables,
  sent: [{ body: 'hello', attributes: { a: expected } }],
  ends: { completed: {} },
});

/** Refused before anything is sent. */
const refused = (name: string, source: string, message: RegExp, variables = '{}'): Journey => ({
  name: `an attribute is refused: ${name}`,
  retries: '3',
  inputs: { 'queue.messageAttributes': source },
  variables,
  ends: { incident: message },
});

const delayed = (name: string, source: string): Journey => ({
  name: `a delay: ${name}`,
  inputs: { 'queue.delaySeconds': source },
  sent: [{ body: 'hello' }],
  ends: { completed: {} },
});

const wrongDelay = (name: string, source: string, message: RegExp): Journey => ({
  name: `a delay is refused: ${name}`,
  retries: '3',
  inputs: { 'queue.delaySeconds': source },
  ends: { incident: message },
});

const SQS_NUMBER = '12345678901234567890123456789012345678';

/** Attributes in all their forms, delays, and the limits of both. */
export const attributes: readonly Journey[] = [
  arrives('a plain text', '"high"', text('high')),
  arrives('a plain number', '3', text('3', 'Number')),
  arrives('a plain fraction', '-2.5', text('-2.5', 'Number')),
  arrives('a number of a variable, digit by digit', 'v', text('9007199254740993', 'Number'), '{"v":9007199254740993}'),
  arrives('a plain boolean', 'true', text('true')),
  arrives('a date', 'date("2026-11-26")', text('2026-11-26')),
  arrives('a date and time', 'date and time("2026-11-26T10:00:05Z")', text('2026-11-26T10:00:05Z')),
  arrives('bytes', '{binary: "AQID/w=="}', binary('AQID/w==')),
  arrives('bytes without padding', '{binary: "AQID/w"}', binary('AQID/w==')),
  arrives('bytes of a text', '{binary: to base64("é")}', binary('w6k=')),
  arrives('bytes in SQS’s own shape', '{BinaryValue: "AQI=", DataType: "Binary"}', binary('AQI=')),
  arrives('bytes with a label', '{BinaryValue: "AQI=", DataType: "Binary.png"}', binary('AQI=', 'Binary.png')),
  arrives('bytes in small letters', '{binaryValue: "AQI=", dataType: "Binary"}', binary('AQI=')),
  arrives('a number with a label', '{StringValue: "1.50", DataType: "Number.euro"}', text('1.50', 'Number.euro')),
  arrives('a number with 38 digits', `{StringValue: "${SQS_NUMBER}", DataType: "Number"}`, text(SQS_NUMBER, 'Number')),
  arrives('a number with an exponent', '{StringValue: "1e126", DataType: "Number"}', text('1e126', 'Number')),
  arrives(
    'both spellings: the last one counts',
    'v',
    text('second'),
    '{"v":{"StringValue":"first","DataType":"String","stringValue":"second"}}',
  ),
  arrives(
    'parts that nobody knows are ignored',
    '{StringValue: "x", DataType: "String", StringListValues: ["y"], colour: 1}',
    text('x'),
  ),
  arrives('in a list of one', '[{StringValue: "x", DataType: "String"}]', text('x')),
  arrives('a text with line ends and tabs', '"a\\n\\tb"', text('a\n\tb')),
  {
    name: 'attributes: all in a list of one',
    inputs: { 'queue.messageAttributes': '=[{a: "x"}]' },
    sent: [{ attributes: { a: text('x') } }],
    ends: { completed: {} },
  },
  {
    name: 'attributes: names with dots, dashes and digits, and one of 256 characters',
    inputs: { 'queue.messageAttributes': '=v' },
    variables: JSON.stringify({ v: { 'a.b-c_1': 'x', ['n'.repeat(256)]: 'y' } }),
    sent: [{ attributes: { 'a.b-c_1': text('x'), ['n'.repeat(256)]: text('y') } }],
    ends: { completed: {} },
  },
  {
    name: 'attributes: a mixture, whose checksum SQS and connector agree on',
    inputs: {
      'queue.messageAttributes':
        '={z: "é😀", n: 1.5, b: {binary: "AAEC"}, "a.b": {StringValue: "x", DataType: "String.y"}}',
    },
    headers: { resultExpression: '={md5: md5OfMessageAttributes}' },
    sent: [
      { attributes: { z: text('é😀'), n: text('1.5', 'Number'), b: binary('AAEC'), 'a.b': text('x', 'String.y') } },
    ],
    ends: { completed: { md5: /^"[0-9a-f]{32}"$/ } },
  },
  refused(
    'base64 that is none',
    '={a: {binary: "no base64!"}}',
    /queue\.messageAttributes\.a\.binary: .*must be a text in base64/,
  ),
  refused('base64 with digits left over', '={a: {binary: "AQIDA"}}', /must be a text in base64/),
  refused('no bytes', '={a: {binary: ""}}', /must not be empty/),
  refused(
    'bytes given as a text',
    '={a: {StringValue: "AQI=", DataType: "Binary"}}',
    /queue\.messageAttributes\.a\.BinaryValue: .*base64/,
  ),
  refused(
    'no type',
    '={a: {StringValue: "x"}}',
    /queue\.messageAttributes\.a\.DataType: .*must be "String", "Number" or "Binary"/,
  ),
  refused('an unknown type', '={a: {StringValue: "x", DataType: "Date"}}', /must be "String", "Number" or "Binary"/),
  refused('a type that is no text', '={a: {StringValue: "x", DataType: 5}}', /must be "String", "Number" or "Binary"/),
  refused(
    'a label without letters',
    '={a: {StringValue: "x", DataType: "String."}}',
    /must be "String", "Number" or "Binary"/,
  ),
  refused('an empty text', '={a: ""}', /queue\.messageAttributes\.a: .*must not be empty\. Leave the attribute out/),
  refused(
    'an empty value',
    '={a: {StringValue: "", DataType: "String"}}',
    /must not be empty\. Leave the attribute out/,
  ),
  refused(
    'a number that is none',
    '={a: {StringValue: "1,5", DataType: "Number"}}',
    /must be a number, since its DataType is Number/,
  ),
  refused(
    'a number with 39 digits',
    `={a: {StringValue: "${SQS_NUMBER}9", DataType: "Number"}}`,
    /at most 38 significant digits, but has 39/,
  ),
  refused(
    'a number that is too great',
    '={a: {StringValue: "1e127", DataType: "Number"}}',
    /between 10\^-128 and 10\^126/,
  ),
  refused(
    'a number that is too small',
    '={a: {StringValue: "1e-129", DataType: "Number"}}',
    /between 10\^-128 and 10\^126/,
  ),
  refused('a control character', '=v', /holds the character U\+0007/, '{"v":{"a":"x\\u0007"}}'),
  refused('a name with a blank', '={"a b": "x"}', /queue\.messageAttributes\.a b: .*has a name that SQS refuses/),
  refused('a name with two dots in a row', '={"a..b": "x"}', /has a name that SQS refuses/),
  refused('a name that begins with a dot', '={".a": "x"}', /has a name that SQS refuses/),
  refused('a name that ends with a dot', '={"a.": "x"}', /has a name that SQS refuses/),
  refused(
    'a name of 257 characters',
    '=v',
    /has a name that SQS refuses/,
    JSON.stringify({ v: { ['n'.repeat(257)]: 'x' } }),
  ),
  refused('a name of AWS’s', '={"AWS.a": "x"}', /AWS keeps for itself/),
  refused('a name of Amazon’s, in small letters', '={"amazon.a": "x"}', /AWS keeps for itself/),
  refused(
    'body and attributes together over 1 MiB',
    '={a: big}',
    /is too large: body and attributes take 1048\d{3} bytes/,
    JSON.stringify({ big: 'x'.repeat(1_048_576 - 5) }),
  ),

  delayed('of a second', '=1'),
  delayed('of nothing', '0'),
  delayed('as a text', '="1"'),
  delayed('that is null', '=null'),
  delayed('that is empty', '=""'),
  wrongDelay('over 900 seconds', '=901', /queue\.delaySeconds: .*must be a whole number of seconds from 0 to 900/),
  wrongDelay('below nothing', '=-1', /from 0 to 900/),
  wrongDelay('half a second', '=0.5', /from 0 to 900/),
  wrongDelay('a duration', '=@"PT5S"', /from 0 to 900/),
  {
    name: 'a delay is refused: on a FIFO queue',
    queue: 'fifo',
    retries: '3',
    inputs: {
      'queue.type': 'fifo',
      'queue.messageGroupId': 'g',
      'queue.messageDeduplicationId': 'd',
      'queue.delaySeconds': '5',
    },
    ends: { incident: /queue\.delaySeconds: .*must be empty for a FIFO queue/ },
  },
  {
    name: 'a group on a standard queue: fair queues',
    inputs: { 'queue.messageGroupId': '="tenant-" + string(7)' },
    sent: [{ body: 'hello' }],
    ends: { completed: {} },
  },
];
