/** A context whose entries each hold the one before twice: `{a0: START, a1: NEXT(a0), …}`. */
function doubling(times: number, start: string, next: (before: string) => string, name = 'a'): string {
  const entries = Array.from({ length: times }, (_, n) => `${name}${n + 1}: ${next(`${name}${n}`)}`);
  return `${name}0: ${start}, ${entries.join(', ')}`;
}
const list = (before: string) => `[${before}, ${before}]`;
const context = (before: string) => `{x: ${before}, y: ${before}}`;
const deep = (times: number, open: string, close: string, inner = '1') =>
  `${open.repeat(times)}${inner}${close.repeat(times)}`;

/** Expressions that ask for more memory, time or nesting than there is, each in few characters. */
export const HOSTILE: Readonly<Record<string, string>> = {
  'lists that double': `{${doubling(30, '[1]', list)}}`,
  'contexts that double': `{${doubling(30, '{n: 1}', context)}}`,
  'a text that doubles': `{${doubling(40, '"0123456789"', (a) => `${a} + ${a}`)}}`,
  'a text of doubled lists': `{${doubling(30, '[1]', list)}, s: string(a30)}.s`,
  'a text of doubled contexts': `{${doubling(30, '{n: 1}', context)}, s: string(a30)}.s`,
  'JSON of doubled lists': `{${doubling(30, '[1]', list)}, s: to json(a30)}.s`,
  'equality of doubled lists': `{${doubling(30, '[1]', list)}, ${doubling(30, '[1]', list, 'b')}, r: a30 = b30}.r`,
  'equality of doubled contexts': `{${doubling(30, '{n: 1}', context)}, ${doubling(30, '{n: 1}', context, 'b')}, r: a30 = b30}.r`,
  'doubled lists made flat': `{${doubling(30, '[1]', list)}, r: flatten(a30)}.r`,
  'doubled lists searched': `{${doubling(30, '[1]', list)}, r: list contains([a30], [a29, a29, 1])}.r`,
  'distinct doubled lists': `{${doubling(30, '[1]', list)}, ${doubling(30, '[1]', list, 'b')}, r: distinct values([a30, b30])}.r`,
  'a list that is joined with itself': `count({${doubling(40, '[1]', (a) => `concatenate(${a}, ${a})`)}}.a40)`,
  'a warning about doubled lists': `{${doubling(30, '[1]', list)}, r: a30 + 1}.r`,
  'a warning about doubled contexts': `{${doubling(30, '{n: 1}', context)}, r: a30 > 1}.r`,
  'a number with a huge exponent, added to': 'number("1e99999") + 1',
  'a number with a huge exponent, compared': 'number("1e999999999") > number("1e999999998")',
  'a tiny number, rounded': 'decimal(number("1e-99999"), 0)',
  'a tiny number, added to in a loop': 'sum(for i in 1..1000 return number("1e-6000") + i)',
  'a power without an end': '10 ** 999999999',
  'powers of powers': '9 ** 9 ** 9 ** 9',
  'many digits after the point': 'count(for i in 1..100000 return decimal(1 / 3, 6000))',
  'a modulo of a huge number': 'modulo(number("1e6000"), 7)',
  'products that grow': `{${doubling(60, '1.0000000001', (a) => `${a} * ${a}`)}}.a60`,
  'a loop over a long range': 'for i in 1..1000000000 return i',
  'a long range downwards': 'for i in 1000000000..1 return i',
  'loops in loops': 'count(for a in 1..2000, b in 1..2000 return 1)',
  'a partial result in each round': 'for i in 1..100000 return partial',
  'quantifiers in loops': 'some a in 1..100000 satisfies some b in 1..100000 satisfies a + b < 0',
  'a filter over loops': '(for i in 1..100000 return i)[count(for j in 1..100000 return j) = item]',
  'a sort with a costly order': 'sort(for i in 1..10000 return i, function(a, b) count(for j in 1..1000 return j) < a)',
  'a function that calls a function': '{f: function(g) g(g), r: f(f)}.r',
  'texts in lists in loops': 'for i in 1..100000 return "0123456789012345678901234567890123456789"',
  'a text that is replaced': 'replace("aaaaaaaaaaaaaaaaaaaa", "a", "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb")',
  'a text that is replaced again and again': `{${doubling(20, '"aa"', (a) => `replace(${a}, "a", "aaaaaaaa")`)}}.a20`,
  'a text that is joined':
    'string join(for i in 1..100000 return "0123456789012345678901234567890123456789", "0123456789")',
  'a pattern that backtracks': 'matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "(a+)+$")',
  'a pattern of nested repetitions': 'matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "(((a*)*)*)*b")',
  'a pattern with a huge repetition': 'matches("a", "(((a{1000}){1000}){1000}){1000}")',
  'a pattern with a back-reference': `matches("${'a'.repeat(60)}!", "(a*)(a*)(a*)(a*)\\\\1\\\\2\\\\3\\\\4$")`,
  'nested parentheses': deep(1100, '(', ')'),
  'nested lists': deep(1100, '[', ']'),
  'nested contexts': deep(1100, '{a:', '}'),
  'nested functions': deep(1100, 'not(', ')'),
  'nested conditions': deep(1100, 'if true then (', ') else 2'),
  'a chain of conditions': `${'if false then 1 else '.repeat(1100)}2`,
  'a chain of loops': `${'for a in [1] return '.repeat(1100)}1`,
  'a chain of minus signs': `${'-'.repeat(20_000)}1`,
  'a long sum': `1${'+1'.repeat(20_000)}`,
  'a long conjunction': `true${' and true'.repeat(20_000)}`,
  'a long path': `a${'.a'.repeat(20_000)}`,
  'a long chain of filters': `[1]${'[1]'.repeat(20_000)}`,
  'a long list': `[1${',1'.repeat(100_000)}]`,
  'a long comment': `1 /*${'*'.repeat(1_000_000)}*/`,
  'a date that leaves the calendar': 'date("999999999-12-31") + duration("P1D")',
  'a duration beyond its range': 'duration("P999999999Y") * 999999999',
  'a loop over dates': 'for d in date("0001-01-01")..date("999999999-01-01") return d',
  'JSON that nests': `from json("${'['.repeat(20_000)}")`,
  'JSON that nests in a text that nests': `to json(${deep(400, '[', ']')})`,
  'a merge that grows': `{${doubling(25, '{n: 1}', (a) => `context merge([${a}, {x${'y'}: ${a}}])`)}}.a25`,
};
