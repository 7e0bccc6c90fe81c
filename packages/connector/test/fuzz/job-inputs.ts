import type { JsonObject, JsonValue } from '@camunda-sqs-connector/feel/json';
import { CANARIES } from './canaries.ts';
import { expressionOf } from './expression-inputs.ts';
import { below, type Chance, oneOf } from './random.ts';
import type { Recipe } from './recipe.ts';
import { SPECIAL_NAMES } from './verdict.ts';

const text = (...parts: readonly (readonly [string, number])[]): Recipe => ({ $text: parts });
const raw = (...parts: readonly (readonly [string, number])[]): Recipe => ({ $raw: parts });

/** Where ordinary inputs stand, so that a hostile one meets the code behind them. */
const ORDINARY: Readonly<Record<string, JsonObject>> = {
  authentication: { type: 'credentials', accessKey: 'AKIAEXAMPLE', secretKey: CANARIES.plainKey },
  configuration: { region: 'eu-central-1' },
  queue: { url: 'https://sqs.eu-central-1.amazonaws.com/123456789012/orders', type: 'standard', messageBody: 'hello' },
};
const OTHERS: Readonly<Record<string, readonly string[]>> = {
  authentication: ['type', 'accessKey', 'secretKey'],
  configuration: ['region', 'endpoint'],
  awsCredential: ['authentication', 'region'],
  queue: [
    'url',
    'type',
    'region',
    'messageBody',
    'messageAttributes',
    'messageGroupId',
    'messageDeduplicationId',
    'delaySeconds',
  ],
};
const HEADERS = ['resultVariable', 'resultExpression', 'errorExpression', 'retryBackoff', 'jobTimeout'];

const NUMBERS = [
  '1e999999999',
  '-0',
  '-0.0',
  '1e-999999999',
  '9'.repeat(400),
  '0.1e1',
  '9007199254740993',
  `1${'0'.repeat(400)}.0`,
];
const TEXTS: readonly Recipe[] = [
  '',
  ' ',
  '\u0000',
  '\ud800',
  '\u202e',
  'ü'.repeat(300),
  '{{secrets.A}}',
  'secrets.A',
  '{{secrets.__proto__}}',
  'secrets.constructor',
  '{{ secrets.../../etc/passwd }}',
  'x {{secrets.A}} {{secrets.B}} {{secrets.NONE}}',
  'https://{{secrets.A}}.example.com/1/q',
  'https://user:pass@sqs.eu-central-1.amazonaws.com/1/q',
  'https://sqs.eu-central-1.amazonaws.com@evil.example/1/q',
  'file:///etc/passwd',
  'https://sqs.eu-central-1.amazonaws.com.evil.example/1/q',
  'http://169.254.169.254/latest',
  'http://127.0.0.1:9324/1/q',
  'http://[::1]/',
  'http://127.0.0.1:9324#x',
  'a\r\nx-injected: 1',
  'defaultCredentialsChain',
  'fifo',
  'PT5M',
  'P9999999999999999999D',
  '-PT1S',
  '=null',
  text(['{{secrets.', 100_000], [' }}', 1]),
  text(['{{secrets. ', 100_000]),
  text(['{{', 500_000]),
  text(['{{secrets.x', 100_000], ['}}', 1]),
  text(['a', 4_000_000]),
  text(['0', 500_000], ['1', 1]),
  text(['1', 1], ['0', 500_000], ['1', 1]),
  text(['P', 1], ['1', 500_000], ['D', 1]),
  text(['secrets.a', 1], ['.a', 200_000], ['!', 1]),
  text(['=', 500_000]),
  text([' ', 1_000_000], ['x', 1]),
  text(['a.', 200_000]),
];
const DEEP: readonly Recipe[] = [
  raw(['[', 900], [']', 900]),
  raw(['[', 100_000], [']', 100_000]),
  raw(['{"a":', 100_000], ['1', 1], ['}', 100_000]),
  raw(['{"a":', 950], ['1.0', 1], ['}', 950]),
  raw(['[', 1], ['"canary",', 200_000], ['""]', 1]),
  raw(['{"toString":1,"valueOf":{}}', 1]),
  raw(['[', 1], ['{},', 300_000], ['0]', 1]),
];

/** Variables and headers of which a few are hostile. */
export function jobInput(chance: Chance): Recipe {
  const variables: Record<string, Recipe> = structuredClone(ORDINARY) as Record<string, Recipe>;
  for (let changes = below(chance, 4); changes > 0; changes--) {
    const [root, names] = oneOf(chance, Object.entries(OTHERS));
    if (chance() < 0.1) variables[chance() < 0.5 ? root : '$raw'] = value(chance, 2);
    else {
      const place = variables[root] ?? {};
      variables[root] = place;
      set(place, chance() < 0.8 ? oneOf(chance, names) : oneOf(chance, SPECIAL_NAMES), value(chance, 3));
    }
  }
  delete variables['$raw'];
  if (chance() < 0.2) set(variables, oneOf(chance, SPECIAL_NAMES), { polluted: 'yes' });
  return { variables, headers: headers(chance) };
}

function headers(chance: Chance): Recipe {
  const result: Record<string, Recipe> = {};
  for (let count = below(chance, 4); count > 0; count--) {
    const name = chance() < 0.9 ? oneOf(chance, HEADERS) : oneOf(chance, SPECIAL_NAMES);
    const isExpression = name.endsWith('Expression') && chance() < 0.8;
    const special = name === 'resultVariable' && chance() < 0.5;
    set(
      result,
      name,
      isExpression ? `=${expressionOf(chance)}` : special ? oneOf(chance, SPECIAL_NAMES) : oneOf(chance, TEXTS),
    );
  }
  return result;
}

function value(chance: Chance, depth: number): Recipe {
  const kind = below(chance, depth > 0 ? 8 : 5);
  switch (kind) {
    case 0:
      return oneOf(chance, [null, true, false, 0, -1, 1.5]);
    case 1:
      return raw([oneOf(chance, NUMBERS), 1]);
    case 2:
    case 3:
      return oneOf(chance, TEXTS);
    case 4:
      return oneOf(chance, DEEP);
    case 5:
      return Array.from({ length: below(chance, 3) }, () => value(chance, depth - 1));
    default:
      return entries(chance, depth);
  }
}

function entries(chance: Chance, depth: number): Recipe {
  const names = [
    'a',
    'StringValue',
    'DataType',
    'BinaryValue',
    'stringValue',
    'binary',
    'type',
    'accessKey',
    ...SPECIAL_NAMES,
  ];
  const result: Record<string, Recipe> = {};
  for (let count = below(chance, 4); count > 0; count--) set(result, oneOf(chance, names), value(chance, depth - 1));
  if (chance() < 0.05) set(result, 'k'.repeat(1_000_000), 1);
  return result;
}

function set(target: JsonValue, name: string, item: Recipe): void {
  if (typeof target !== 'object' || target === null || Array.isArray(target)) return;
  Object.defineProperty(target, name, { value: item, enumerable: true, configurable: true, writable: true });
}
