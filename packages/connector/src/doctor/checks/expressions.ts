import { compile } from '@camunda-sqs-connector/feel';
import { expressionFunctions } from '@camunda-sqs-connector/runtime';
import type { Finding, TaskCheck } from '../findings.ts';

/** Expressions that cannot be parsed. Those of inputs are the engine's, which refuses the model; the others are the connector's. */
export const expressions: TaskCheck = ({ inputs, headers, retries, jobType, line }) => [
  ...isExpression(jobType, (text) => problemOf('the job type', text, line, DEPLOYMENT)),
  ...isExpression(retries?.text ?? '', (text) => problemOf('retries', text, retries?.line ?? line, DEPLOYMENT)),
  ...inputs.flatMap(({ source, target, line: at }) =>
    isExpression(source, (text) => problemOf(target, text, at, DEPLOYMENT)),
  ),
  ...HEADERS.flatMap((name) => {
    const header = headers.get(name);
    return header && header.value.trim() !== '' ? problemOf(name, header.value, header.line, EVERY_JOB) : [];
  }),
];

const HEADERS = ['resultExpression', 'errorExpression'];
const DEPLOYMENT = 'The engine refuses to deploy the model. Correct the expression.';
const EVERY_JOB = 'Every job fails before the send, without retries. Correct the expression.';

function isExpression(text: string, check: (text: string) => readonly Finding[]): readonly Finding[] {
  return text.length > 1 && text.startsWith('=') ? check(text) : [];
}

/** What may follow is often nearly everything: it is told only where it helps. */
const LONGEST_EXPECTED = 60;

function problemOf(what: string, expression: string, line: number, consequence: string): readonly Finding[] {
  const compiled = compile(expression, { functions: expressionFunctions });
  if (compiled.kind === 'program') return [];
  const { expected, line: row, column, message } = compiled;
  const found = /, found (.*)$/s.exec(message)?.[1] ?? 'something else';
  const instead = expected.length > LONGEST_EXPECTED ? '' : `, expected ${expected}`;
  const text = `${what} cannot be parsed: found ${found} at ${row}:${column} of the expression${instead}. ${consequence}`;
  return [{ severity: 'error', line, text }];
}
