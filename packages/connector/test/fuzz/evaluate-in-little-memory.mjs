// Evaluates the expressions that come in, a JSON text a line, as the connector evaluates a job's: says of each what became of it and how
// many milliseconds of work it took. The target starts it with a small heap.
import { createInterface } from 'node:readline';
import { compileExpression, evaluateToContext } from '../../../runtime/dist/job/expressions.js';

const world = { wallClock: () => 1_800_000_000_000, random: () => 0.5 };
const context = { response: { messageId: 'm' }, messageId: 'm', error: { code: 'c' }, job: { retries: 3 } };
const workMs = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

for await (const line of createInterface({ input: process.stdin })) {
  const before = workMs();
  process.stdout.write(`${outcomeOf(JSON.parse(line))} ${Math.round(workMs() - before)}\n`);
}

function outcomeOf(text) {
  try {
    evaluateToContext(compileExpression(text, 'Result'), context, 'Result', world);
    return 'value';
  } catch (error) {
    return error.code ?? `${error.name}`;
  }
}
