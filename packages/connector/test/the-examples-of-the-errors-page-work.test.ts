import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { handleOne, type JobCase, refusal, success } from './job-against-sqs.ts';

const page = readFileSync(new URL('../../../docs/errors.md', import.meta.url), 'utf8');
const blocks = (language: string) =>
  [...page.matchAll(/```(\w+)\n([\s\S]*?)\n```/g)].flatMap(([, kind, text = '']) => (kind === language ? [text] : []));

const [asBpmnError, asJobError, asSuccess] = blocks('feel');
const of = (code: string): JobCase => ({ answer: () => refusal(code) });
const cut: JobCase = { answer: () => ({}) };
const noBody: JobCase = { queue: { messageBody: null } };

describe.each<[string, string | undefined, readonly [string, JobCase, Record<string, unknown>][]]>([
  [
    'bpmnError',
    asBpmnError,
    [
      ['a queue that does not exist', of('QueueDoesNotExist'), { kind: 'bpmnError', code: 'NO_QUEUE' }],
      ['a permission that is missing', of('AccessDenied'), { kind: 'bpmnError', code: 'NOT_ALLOWED' }],
      ['another permission', of('KmsAccessDenied'), { kind: 'bpmnError', code: 'NOT_ALLOWED' }],
      ['anything else', of('RequestExpired'), { kind: 'failed', retries: 2 }],
      ['a success', { answer: success }, { kind: 'completed' }],
    ],
  ],
  [
    'jobError',
    asJobError,
    [
      ['an endpoint that cannot be reached', cut, { kind: 'failed', retries: 2, backoffMs: 300_000 }],
      ['anything else', of('QueueDoesNotExist'), { kind: 'failed', retries: 2, told: { code: 'QueueDoesNotExist' } }],
      ['a success', { answer: success }, { kind: 'completed' }],
    ],
  ],
  [
    'ignoreError',
    asSuccess,
    [
      ['a missing body', noBody, { kind: 'completed', variables: { notSent: expect.stringContaining('messageBody') } }],
      ['anything else', of('QueueDoesNotExist'), { kind: 'failed', retries: 2 }],
      ['a success', { answer: success }, { kind: 'completed' }],
    ],
  ],
])('the example of %s, on', (_name, errorExpression = 'none', cases) => {
  test.each(cases)('%s', async (_case, job, expected) => {
    const { outcome } = await handleOne({ ...job, headers: { errorExpression, resultVariable: 'sent' } });
    expect(outcome).toMatchObject(expected);
  });
});

test('every expression of the page is tried above', () => {
  expect(blocks('feel')).toHaveLength(3);
});

test('the error that the page shows is the one that a process gets', async () => {
  const answer = () => refusal('QueueDoesNotExist', 400, 'The specified queue does not exist.');
  const { outcome } = await handleOne({ answer });
  const [shown = ''] = blocks('json');
  const { variables } = outcome;
  expect(JSON.parse(shown.replace('Request ID: …', 'Request ID: '))).toEqual(variables);
});
