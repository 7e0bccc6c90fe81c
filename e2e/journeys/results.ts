import type { Journey } from './journey.ts';

/** A message is sent, and the process learns this of it. */
const result = (
  name: string,
  headers: Readonly<Record<string, string>>,
  completed: Readonly<Record<string, string | RegExp | undefined>>,
): Journey => ({ name: `a result: ${name}`, headers, sent: [{ body: 'hello' }], ends: { completed } });

/** A message is sent, and the mapping of its result fails: the incident says so, and the job is not repeated. */
const failing = (name: string, resultExpression: string, incident: RegExp): Journey => ({
  name: `a result that fails: ${name}`,
  retries: '3',
  headers: { resultExpression },
  sent: [{ body: 'hello' }],
  ends: { incident: new RegExp(`${incident.source}[\\s\\S]*was sent[\\s\\S]*not repeated`) },
});

/** What becomes of SQS's answer. */
export const results: readonly Journey[] = [
  result('an expression without its equals sign', { resultExpression: '{id: messageId}' }, { id: '"<id>"' }),
  result('blanks before the equals sign', { resultExpression: ' \n = {id: messageId}' }, { id: '"<id>"' }),
  result('the whole response, spread out', { resultExpression: '= response' }, { messageId: '"<id>"' }),
  result(
    'all that SQS says',
    { resultExpression: '= {md5: md5OfMessageBody}' },
    {
      md5: '"5d41402abc4b2a76b9719d911017c592"',
    },
  ),
  result('the expression wins over the variable', { resultVariable: 'x', resultExpression: '={x: 1}' }, { x: '1' }),
  result('an entry that is null', { resultExpression: '={a: null, b: {c: null}}' }, { a: 'null', b: '{"c":null}' }),
  result(
    'names that nothing has',
    { resultExpression: '={a: nothing.at.all, b: response.nothing}' },
    {
      a: 'null',
      b: 'null',
    },
  ),
  result('functions that nothing has', { resultExpression: '={a: nosuch(messageId), b: 1}' }, { a: 'null', b: '1' }),
  result('texts and numbers do not add up', { resultExpression: '={a: messageId + 1}' }, { a: 'null' }),
  result(
    'no variable of the process, no secret and no header is seen',
    {
      resultExpression: '={a: order, b: secrets.ACCESS_KEY, c: queue, d: resultExpression}',
    },
    { a: 'null', b: 'null', c: 'null', d: 'null' },
  ),
  result(
    'the placeholder of a secret is a text like any other',
    { resultExpression: '={a: "{{secrets.ACCESS_KEY}}"}' },
    {
      a: '"{{secrets.ACCESS_KEY}}"',
    },
  ),
  result(
    'decimals are exact',
    { resultExpression: '={a: 0.1 + 0.2, b: 1/3, c: 9007199254740993}' },
    {
      a: '0.3',
      b: '0.3333333333333333',
      c: '9007199254740993',
    },
  ),
  result('if takes only true as true', { resultExpression: '={a: if messageId then 1 else 2}' }, { a: '2' }),
  result('an entry refers to one before it', { resultExpression: '={a: 2, b: a * 21}' }, { a: '2', b: '42' }),
  result(
    'dates and durations',
    {
      resultExpression: '={d: date("2026-02-03"), n: @"P1D", m: @"P1Y2M", t: date and time("2026-02-03T10:00:00Z")}',
    },
    { d: '"2026-02-03"', n: '"PT24H"', m: '"P1Y2M"', t: '"2026-02-03T10:00:00Z"' },
  ),
  result('a name with a blank', { resultExpression: '={"message id": messageId}' }, { 'message id': '"<id>"' }),
  result('an empty context', { resultExpression: '={}' }, { messageId: undefined }),
  result(
    'blank headers count as none',
    { resultVariable: '\t', resultExpression: ' \n', errorExpression: ' ' },
    {
      response: undefined,
    },
  ),
  {
    name: 'a result: an output mapping sees the result variable, and nothing else reaches the process',
    headers: { resultVariable: 'response', resultExpression: '={id: messageId}' },
    outputs: { kept: '=response.messageId + "/" + id' },
    sent: [{}],
    ends: { completed: { kept: '"<id>/<id>"', id: undefined, response: undefined } },
  },
  {
    name: 'a result: its variable replaces that of the process',
    variables: '{"response":"old","id":"old"}',
    headers: { resultVariable: 'response', resultExpression: '={id: messageId}' },
    sent: [{}],
    ends: { completed: { response: /"messageId":"<id>"/, id: '"<id>"' } },
  },
  failing('a list', '=[1, 2]', /must return a JSON object, but got array/),
  failing('a number', '=1', /must return a JSON object, but got number/),
  failing('a number with a fraction', '=1.10', /must return a JSON object, but got number/),
  failing('a boolean', '=true', /must return a JSON object, but got boolean/),
  failing('a date', '=today()', /must return a JSON object, but got string/),
  failing('an assertion', '=assert(messageId, 1 = 2, "no")', /Result expression: [\s\S]*assert|Result expression/),
  failing('the reserved word', '={"camunda.function.type": "x"}', /forbidden literal 'camunda\.function\.type'/),
  failing('the reserved word in a text', '={a: ["camunda.function.type"]}', /forbidden literal/),
  failing(
    'more than 1.5 MB',
    '={a: for i in 1..45000 return messageId}',
    /Output variables payload \(\d+ bytes\) exceeds the 1\.5 MB/,
  ),
];
