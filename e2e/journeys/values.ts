import type { Journey } from './journey.ts';

const body = (name: string, source: string, expected: string, variables = '{}'): Journey => ({
  name: `the body ${name}`,
  inputs: { 'queue.messageBody': source },
  variables,
  sent: [{ body: expected }],
  ends: { completed: {} },
});

const attribute = (name: string, value: string, expected: { DataType: string; StringValue: string }): Journey => ({
  name: `an attribute ${name}`,
  inputs: { 'queue.messageAttributes': `={a: ${value}}` },
  sent: [{ attributes: { a: expected } }],
  ends: { completed: {} },
});

/** Values on their way from the process into the message. */
export const values: readonly Journey[] = [
  body('as a text is sent verbatim', '="  two  spaces, \\"quotes\\" "', '  two  spaces, "quotes" '),
  body('as a fixed text', 'plain text', 'plain text'),
  body('with emoji and other scripts', '=text', 'é 你好 😀', '{"text":"é 你好 😀"}'),
  body('with line ends and tabs', '=text', 'a\nb\r\nc\td', '{"text":"a\\nb\\r\\nc\\td"}'),
  body('that looks like JSON stays a text', '=text', '{"a": 1}', '{"text":"{\\"a\\": 1}"}'),
  body('as a number', '=42', '42'),
  body('as a boolean', '=true', 'true'),
  body('as a list', '=[1, "a", null, true]', '[1,"a",null,true]'),
  body('as a context, null kept', '={a: null, b: {c: [ ]}}', '{"a":null,"b":{"c":[]}}'),
  body('as an empty context', '={}', '{}'),
  body(
    'with keys in the order of the variable',
    '=v',
    '{"z":1,"a":2,"m":{"y":1,"b":2}}',
    '{"v":{"z":1,"a":2,"m":{"y":1,"b":2}}}',
  ),
  body('with a 16-digit integer', '=v', '{"n":9007199254740993}', '{"v":{"n":9007199254740993}}'),
  body('with the greatest 64-bit integer', '=v', '{"n":9223372036854775807}', '{"v":{"n":9223372036854775807}}'),
  body('with fractions', '={a: 0.1 + 0.2, b: -2.5}', '{"a":0.3,"b":-2.5}'),
  body(
    'with keys that JavaScript has a meaning for',
    '=v',
    '{"__proto__":{"x":1},"constructor":2}',
    '{"v":{"__proto__":{"x":1},"constructor":2}}',
  ),
  body('with control characters in a context', '=v', '{"t":"\\u0001\\u001f"}', '{"v":{"t":"\\u0001\\u001F"}}'),
  body('with a fraction of nothing', '=v', '{"n":1.0}', '{"v":{"n":1.0}}'),
  body('with a number in exponents', '=v', '{"a":100.0,"b":1.0E-7}', '{"v":{"a":1e2,"b":1E-7}}'),
  body(
    'with numbers beyond those of a double',
    '=v',
    '{"a":"Infinity","b":"-Infinity","c":0.0}',
    '{"v":{"a":1e999,"b":-1e999,"c":1e-999}}',
  ),
  body('with a long fraction', '=v', '{"n":1.23456789125E8}', '{"v":{"n":123456789.125}}'),
  body('with fractions in a list', '=v', '[1,0.5,{"n":1.0}]', '{"v":[1.0,0.5,{"n":1.0}]}'),
  body(
    'with a number that FEEL calculates',
    '={a: v.n * 2, b: v.n, c: 0.0000001, d: 123456789.125}',
    '{"a":2,"b":1,"c":1.0E-7,"d":1.23456789125E8}',
    '{"v":{"n":1.0}}',
  ),
  body('as a fraction of nothing', '=v', '1', '{"v":1.0}'),
  body('with a negative number', '=v', '{"n":-17}', '{"v":{"n":-17}}'),
  body('with line separators', '=v', '{"t":"a\u2028b\u2029c"}', '{"v":{"t":"a\\u2028b\\u2029c"}}'),
  body('with the delete character', '=v', 'a\u007fb', '{"v":"a\\u007fb"}'),
  body('of nothing but blanks', '="  "', '  '),
  body('with a text that is a number', '="007"', '007'),
  body('with a date', '=date("2026-11-26")', '2026-11-26'),
  body('with many levels', '=v', `${'['.repeat(200)}${']'.repeat(200)}`, `{"v":${'['.repeat(200)}${']'.repeat(200)}}`),
  body('with half a surrogate', '=v', 'a?b', '{"v":"a\\ud800b"}'),
  body('with a slash and markup', '={t: "</script>"}', '{"t":"</script>"}'),
  body('with a secret that the operator allows in messages', '="x {{secrets.GREETING}} y"', 'x allowed-in-messages y'),
  body('with the placeholder of an unknown secret stays as it is', '="{{secrets.UNKNOWN}}"', '{{secrets.UNKNOWN}}'),
  body('with secrets. in a text stays as it is', '="see secrets.SECRET_KEY"', 'see secrets.SECRET_KEY'),
  attribute('of a text', '{StringValue: "x", DataType: "String"}', { DataType: 'String', StringValue: 'x' }),
  attribute('in small letters', '{stringValue: "x", dataType: "String"}', { DataType: 'String', StringValue: 'x' }),
  attribute('of a number type', '{StringValue: "12.5", DataType: "Number"}', {
    DataType: 'Number',
    StringValue: '12.5',
  }),
  attribute('of a type with a label', '{StringValue: "x", DataType: "String.label"}', {
    DataType: 'String.label',
    StringValue: 'x',
  }),
  attribute('whose value is a number', '{StringValue: 5, DataType: "String"}', {
    DataType: 'String',
    StringValue: '5',
  }),
  attribute('whose value is a boolean', '{StringValue: true, DataType: "String"}', {
    DataType: 'String',
    StringValue: 'true',
  }),
  attribute('with emoji', '{StringValue: "😀", DataType: "String"}', { DataType: 'String', StringValue: '😀' }),
  {
    name: 'ten attributes',
    inputs: { 'queue.messageAttributes': '=ten' },
    variables: `{"ten":{${Array.from({ length: 10 }, (_, n) => `"a${n}":{"StringValue":"${n}","DataType":"String"}`).join(',')}}}`,
    sent: [
      {
        attributes: Object.fromEntries(
          Array.from({ length: 10 }, (_, n) => [`a${n}`, { DataType: 'String', StringValue: String(n) }]),
        ),
      },
    ],
    ends: { completed: {} },
  },
  {
    name: 'attributes that are null',
    inputs: { 'queue.messageAttributes': '=null' },
    sent: [{ attributes: {} }],
    ends: { completed: {} },
  },
  {
    name: 'inputs that are unknown are ignored',
    inputs: { 'queue.colour': 'blue', 'configuration.nonce': 'x' },
    sent: [{}],
    ends: { completed: {} },
  },
  {
    name: 'a URL that is put together in FEEL',
    inputs: { 'queue.url': '="https://sqs.eu-central-1.amazonaws.com/" + account + "/<queue>"' },
    variables: '{"account":"123456789012"}',
    sent: [{}],
    ends: { completed: {} },
  },
];
