// Runs the expressions that come in (a JSON list) with the budgets that are the default, and says what became of each:
// the test starts it with a small heap.
import { text } from 'node:stream/consumers';
import { compile } from '../dist/index.js';

const expressions = JSON.parse(await text(process.stdin));
for (const expression of expressions) {
  const program = compile(expression);
  const outcome = program.kind === 'program' ? program.run({}, { side: 'connector', zone: 'Z' }) : program;
  process.stdout.write(`${outcome.kind}\n`);
}
