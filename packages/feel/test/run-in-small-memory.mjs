// Runs the expressions of the standard input, `{name: expression}`, and prints what kind of end each has, and how long its value is.
import { compile } from '@camunda-sqs-connector/feel';

let text = '';
for await (const chunk of process.stdin) text += chunk;
const ends = {};
for (const [name, expression] of Object.entries(JSON.parse(text))) {
  const program = compile(expression);
  const end = program.kind === 'program' ? program.run({ a: 1 }, { side: 'connector', zone: 'Z' }) : program;
  const length = end.kind === 'value' ? JSON.stringify(end.value).length : (end.message ?? '').length;
  const warnings = JSON.stringify(end.warnings ?? []).length;
  ends[name] = { kind: end.kind, length, warnings };
}
console.log(JSON.stringify(ends));
