/** Expressions that want more time or memory than there is, by what they do. */
export interface Hostile {
  readonly name: string;
  readonly expression: string;
}

const LEVELS = 30;

/** `a0: seed, a1: grow(a0), …`: each entry holds the one before it several times. */
function growing(letter: string, seed: string, grow: (before: string) => string, levels = LEVELS): string {
  const entries = Array.from({ length: levels }, (_, level) => `${letter}${level + 1}: ${grow(letter + level)}`);
  return [`${letter}0: ${seed}`, ...entries].join(', ');
}

const lists = (letter: string) => growing(letter, '[1]', (before) => `[${before}, ${before}]`);
const contexts = (letter: string) => growing(letter, '{x: 1}', (before) => `{x: ${before}, y: ${before}}`);
const SHARED = [lists('a'), lists('b'), contexts('c'), contexts('d')].join(', ');
const looped = (body: string) => `count(for i in 1..100000 return ${body})`;
const with100_000 = (text: string) => text.repeat(100_000 / text.length);
const nested = (open: string, close: string, levels = 1100) => open.repeat(levels) + 1 + close.repeat(levels);
const chained = (term: string, operator: string, terms = 20_000) => Array(terms).fill(term).join(operator);
const LONG_NUMBER = '9'.repeat(9000);
const FUNCTIONS = (count: number) => Array.from({ length: count }, (_, index) => `f${index}: function(x) x`).join(', ');

function named(group: string, expressions: readonly string[]): readonly Hostile[] {
  const short = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}…` : text);
  return expressions.map((expression, index) => ({ name: `${group} ${index + 1}: ${short(expression)}`, expression }));
}

const onShared = [
  'a30',
  'c30',
  'string(a30)',
  'string(c30)',
  'to json(a30)',
  'to json(c30)',
  'from json(to json(a30))',
  'a30 = b30',
  'c30 = d30',
  'a30 != b30',
  'a30 < b30',
  'a30 in [b30]',
  'list contains([c30], d30)',
  'index of([a30], b30)',
  'flatten(a30)',
  'distinct values([a30, b30])',
  'duplicate values([a30, b30])',
  'union([a30], [b30])',
  'concatenate(a30, a30)',
  'get entries(c30)',
  'context merge(c30, d30)',
  'context put(c30, "z", a30)',
  'partition(a30, 1)',
  'string join(a30)',
  'max(a30, b30)',
  'a30 + 1',
  'c30 - a30',
  'a30 < 1',
  'c30 = a30',
  'a30.x',
  'a30[item = b29]',
  'for x in a30 return a30',
];

const numbers = [
  'number("1e99999") + 1',
  '1 - number("1e-99999")',
  'decimal(number("1e-99999"), 0)',
  'floor(number("1e99999"))',
  'round half up(number("1e99999"), 6000)',
  looped('decimal(1, 6000)'),
  looped('decimal(1, 6000) * decimal(3, 6000)'),
  '10 ** 99999',
  '10 ** 999999999',
  '10 ** -999999999',
  '1.000001 ** 999999999',
  looped('7 ** 999999999'),
  looped('number("1e99999") < number("1e-99999")'),
  'number("1e99999") = number("1e-99999")',
  'modulo(number("1e99999"), 7)',
  'modulo(7, number("1e-99999"))',
  'modulo(number("1e-99999"), number("1e99999"))',
  'even(number("1e99999"))',
  '[1, 2, 3][number("1e99999")]',
  'for i in number("1e99999")..(number("1e99999") + 10) return i',
  `{${growing('a', '3.3', (before) => `${before} * ${before}`, 60)}}`,
  `{${growing('a', 'number("1e9999")', (before) => `${before} * ${before}`, 60)}}`,
  `${'9'.repeat(200_000)} * 2`,
  looped(`${LONG_NUMBER} * ${LONG_NUMBER}`),
  looped(`${LONG_NUMBER} = ${LONG_NUMBER}.0`),
  looped(`number("${LONG_NUMBER}")`),
  `mode(for i in 1..100000 return i)`,
  'duration("P1D") * number("1e99999")',
];

const LONG_TEXT = with100_000('x');
const texts = [
  `{${growing('a', '"0123456789"', (before) => `${before} + ${before}`)}}`,
  `{${growing('a', '"0123456789"', (before) => `string join([${before}, ${before}, ${before}])`)}}`,
  `{a: "${'x'.repeat(1000)}", b: replace(a, "x", a), c: replace(b, "x", a)}`,
  `{a: "${'x'.repeat(1000)}", b: string join(for i in 1..100000 return a, a)}`,
  `{a: "${LONG_TEXT}", b: for i in 1..100000 return a + string(i)}`,
  `{a: "${LONG_TEXT}", b: ${looped('upper case(a)')}}`,
  `{a: "${LONG_TEXT}", b: ${looped('contains(a, "y")')}}`,
  `{a: "${LONG_TEXT}", b: ${looped('split(a, "")')}}`,
  `{a: "${LONG_TEXT}", b: a + "y", c: a + "y", d: ${looped('b = c')}}.d`,
  `{a: "${with100_000('YWFh ').replaceAll(' ', 'Y')}", b: for i in 1..100000 return from base64(a)}`,
  `{a: "[${'1,'.repeat(50_000)}1]", b: for i in 1..100000 return from json(a)}`,
  `{a: "${'['.repeat(100_000)}", b: from json(a)}.b`,
  `{a: "P${'1'.repeat(100_000)}D", b: ${looped('duration(a)')}}.b`,
  `{a: "${LONG_TEXT}", b: "${'$1'.repeat(10_000)}", c: replace(a, "(y?)x", b)}.c`,
  with100_000('a'),
];

const nesting = [
  ...(
    [
      ['(', ')'],
      ['[', ']'],
      ['{a: ', '}'],
      ['function(x) ', ''],
      ['-(', ')'],
      ['not(', ')'],
      ['abs(', ')'],
      ['if true then ', ' else 1'],
      ['if true then 1 else ', ''],
      ['for x in [1] return ', ''],
      ['some x in [1] satisfies ', ''],
      ['1 in (', ')'],
      ['(1 + ', ')'],
      ['[1][', ']'],
    ] as const
  ).flatMap(([open, close]) => [nested(open, close, 750), nested(open, close), open.repeat(20_000)]),
  ...['+', '-', '*', '**'].map((operator) => chained('1', operator)),
  ...[' and ', ' or '].map((operator) => chained('true', operator)),
  chained('a', '.'),
  chained('"x"', '+'),
  `[1]${'[1]'.repeat(20_000)}`,
  `{${growing('a', '[1]', (before) => `[${before}]`, 5000)}, b: a5000 = a4999}`,
];

const patterns = [
  'matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "^(a|a)*$")',
  'matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "(a+)+$")',
  `matches("${'a'.repeat(5000)}", "(a*)*b")`,
  `matches("${with100_000('a')}", "(a|b)*c")`,
  `matches("${with100_000('ab')}", "(?:ab)*c")`,
  `matches("${with100_000('a')}", "(?<=a*)b")`,
  `matches("${'a'.repeat(30_000)}", "(.*)(.*)(.*)(.*)x")`,
  `matches("a", "${nested('(', ')', 10_000)}")`,
  `matches("a", "${nested('[a&&[', ']]', 10_000)}")`,
  `matches("${'a'.repeat(5000)}", "${'(a)'.repeat(5000)}b")`,
  `matches("a", "${'a?'.repeat(50_000)}")`,
  `replace("${'a'.repeat(10_000)}", "(?=(a+))", "$1$1")`,
  looped(`matches("a", string(i) + "${'(a)'.repeat(300)}")`),
];

const times = [
  'date("999999999-12-31") + duration("P1D")',
  'date("2024-01-01") + duration("P999999999Y")',
  'date("2024-01-01") - duration("P999999999Y")',
  'duration("P99999999999999999999999999999999999Y")',
  'duration("PT9223372036854775807S") + duration("PT1S")',
  'duration("P2147483647Y") * 2147483647',
  'date and time("999999999-12-31T23:59:59Z") + duration("PT1S")',
  'date and time("2024-01-01T00:00:00@Europe/Berlin") + duration("P500000Y")',
  `{${growing('a', 'duration("P1Y")', (before) => `${before} + ${before}`, 80)}}`,
  'date(999999999999, 1, 1)',
  'date(2024, number("1e99999"), 1)',
  'time(1, 1, number("1e-99999"))',
];

const sizes = [
  'for i in 1..1000000000 return i',
  'count(for a in 1..2000, b in 1..2000 return 1)',
  'for i in 1..100000 return count(partial)',
  `{a: for i in 1..1000 return i, b: for i in 1..100000 return [${Array(500).fill('{}').join(', ')}]}`,
  `for i in 1..100000 return [${Array(500).fill('i + 1').join(', ')}]`,
  `for i in 1..100000 return [${Array(500).fill('function(x) x').join(', ')}]`,
  `{${FUNCTIONS(3000)}}`,
  `count(for i in 1..10000 return {${FUNCTIONS(300)}})`,
  ...[
    'a + 1',
    'a < 1',
    '"x" in a',
    'max(a)',
    'a[item > 0]',
    'string join(for x in a return null)',
    'append(a, [1])',
    'insert before(a, 1, 1)',
    'sort(a, function(x, y) x < y)',
    'a = a',
    'c.nothing',
    'c = c',
    'context put(c, "x", i)',
    'context merge(c, c)',
    'get entries(c)',
  ].map(
    (body) =>
      `{a: for i in 1..50000 return i, c: context(for i in 1..20000 return {key: string(i), value: i}), d: ${looped(body)}}.d`,
  ),
];

export const hostileExpressions: readonly Hostile[] = [
  ...named(
    'shared',
    onShared.map((body) => `{${SHARED}, r: ${body}}.r`),
  ),
  ...named('numbers', numbers),
  ...named('texts', texts),
  ...named('nesting', nesting),
  ...named('patterns', patterns),
  ...named('times', times),
  ...named('sizes', sizes),
];
