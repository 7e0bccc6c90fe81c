import type { JsonObject } from '@camunda-sqs-connector/feel/json';
import { CANARIES } from './canaries.ts';
import { below, type Chance, oneOf } from './random.ts';
import type { Recipe } from './recipe.ts';
import { SPECIAL_NAMES } from './verdict.ts';

const STATUSES = [
  200,
  200,
  200,
  100,
  101,
  102,
  103,
  199,
  201,
  204,
  206,
  301,
  302,
  307,
  304,
  400,
  401,
  403,
  404,
  409,
  413,
  429,
  500,
  503,
  599,
  999,
  'abc',
  -1,
];
/** Few ways: each waits for time to pass. */
const MANNERS = ['whole', 'whole', 'whole', 'whole', 'whole', 'whole', 'whole', 'whole', 'whole', 'cut', 'drip', 'raw'];
const HEADERS: readonly JsonObject[] = [
  {},
  {},
  {},
  { location: 'http://169.254.169.254/' },
  { 'content-encoding': 'gzip' },
  { 'transfer-encoding': 'chunked' },
  { 'x-a': [['a', 100_000]] },
  { 'content-type': 'text/html' },
  { date: 'Fri, 01 Jan 275000 00:00:00 GMT' },
  { date: '-1' },
  { 'x-amzn-requestid': [['r', 10_000]] },
  { 'set-cookie': 'a=b', date: 'Thu, 01 Jan 1970 00:00:00 GMT' },
];
const ODD: readonly Recipe[] = [
  null,
  true,
  -1,
  1.5,
  '',
  'a\r\nb: c',
  [],
  {},
  [[]],
  { $raw: [['1e999999999', 1]] },
  { $raw: [['9', 400]] },
  { $text: [['9', 1_000_000]] },
  { $text: [['a', 1_000_000]] },
  {
    $raw: [
      ['[', 100_000],
      [']', 100_000],
    ],
  },
  { $raw: [['{"toString":1,"valueOf":1}', 1]] },
  '-1',
  '3',
  '\u0000\u001b[31m',
];
const BODIES: readonly Recipe[] = [
  {
    $raw: [
      ['<html>', 1],
      ['x', 100_000],
    ],
  },
  { $raw: [['', 1]] },
  { $raw: [['{"jobs":[', 1]] },
  {
    $raw: [
      ['[', 200_000],
      [']', 200_000],
    ],
  },
  { $raw: [['\u0000\uffff', 1000]] },
  { $raw: [['{"a":1.0,', 1]] },
];

const JOB: JsonObject = {
  jobKey: '1',
  type: 'io.camunda:aws-sqs:1',
  processInstanceKey: '2',
  processDefinitionId: 'p',
  processDefinitionKey: '3',
  elementId: 'e',
  elementInstanceKey: '4',
  tenantId: '<default>',
  retries: 3,
  customHeaders: {},
  variables: {},
};
/** With the checksum of the message that tests send. */
const SENT: JsonObject = {
  MessageId: '00000000-0000-4000-8000-000000000000',
  MD5OfMessageBody: '5d41402abc4b2a76b9719d911017c592',
  SequenceNumber: '1',
  MD5OfMessageAttributes: 'x',
};
const REFUSED: JsonObject = {
  __type: 'com.amazonaws.sqs#QueueDoesNotExist',
  message: `signed: ${CANARIES.machineKey} ${CANARIES.machineToken} ${CANARIES.plainKey}`,
};
const TYPES: readonly Recipe[] = [
  '__proto__#constructor',
  '#',
  'a#b#RequestExpired',
  'x#RequestThrottled',
  'com.amazonaws.sqs#InvalidSignatureException',
  `x#${CANARIES.machineKey}`,
  '\u001b[2J#\n',
  { $text: [['a#', 100_000]] },
  { $text: [['a', 1_000_000]] },
];

export function engineInput(chance: Chance): Recipe {
  const count = oneOf(chance, [0, 1, 2, 4, 100]);
  const jobs = Array.from({ length: count }, (_, index) => {
    const job = changed(chance, { ...JOB, jobKey: String(chance() < 0.7 ? index + 1 : 1) });
    return chance() < 0.1 ? oneOf(chance, ODD) : job;
  });
  return answer(
    chance,
    { jobs },
    oneOf(chance, [
      { title: 'NOT_FOUND', detail: 'no' },
      { title: { $text: [['t', 500_000]] }, detail: [] },
    ]),
  );
}

export function queueInput(chance: Chance): Recipe {
  const refused = chance() < 0.7 ? { ...REFUSED, __type: oneOf(chance, TYPES) } : changed(chance, REFUSED);
  return answer(chance, changed(chance, SENT), refused as Recipe);
}

function answer(chance: Chance, success: Recipe, refusal: Recipe): Recipe {
  const status = oneOf(chance, STATUSES);
  const body = chance() < 0.2 ? oneOf(chance, [...BODIES, ...ODD]) : status === 200 ? success : refusal;
  const manner = chance() < 0.004 ? 'endless' : oneOf(chance, MANNERS);
  return { status, headers: oneOf(chance, HEADERS), body, manner };
}

function changed(chance: Chance, whole: JsonObject): Recipe {
  const result: Record<string, Recipe> = { ...whole };
  for (let changes = below(chance, 3); changes > 0; changes--) {
    const name = chance() < 0.85 ? oneOf(chance, Object.keys(whole)) : oneOf(chance, SPECIAL_NAMES);
    Object.defineProperty(result, name, {
      value: oneOf(chance, ODD),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return result;
}
