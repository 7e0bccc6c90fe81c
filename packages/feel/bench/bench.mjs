// Times this evaluator beside feelin in one run, in paired rounds, and writes the table into the README.
import { readFileSync, writeFileSync } from 'node:fs';
import { evaluate } from 'feelin';
import { compile } from '../dist/index.js';

const ROUNDS = 7;
const ROUND_MS = 150;
const rows = Array.from({ length: 1000 }, (_, id) => ({ id, name: `row ${id}` }));
const response = { messageId: '3f1c5b1e-0d2a-4b7e-9a58-1a2b3c4d5e6f' };
const error = { code: 'QueueDoesNotExist', message: 'The specified queue does not exist.' };
const TASKS = [
  ['result expression', '{createdMessageID: response.messageId}', { response }],
  ['the same, a 1,000-row list in scope', '{createdMessageID: response.messageId}', { response, rows }],
  [
    'error expression',
    'if error.code = "QueueDoesNotExist" then {code: "NO_QUEUE", text: error.message} else null',
    { error },
  ],
];
const options = { side: 'connector', zone: 'UTC' };

/** Microseconds a call, over as many calls as fit into a round. */
function time(call) {
  let calls = 0;
  const start = performance.now();
  do {
    for (let count = 0; count < 10; count++) call();
    calls += 10;
  } while (performance.now() - start < ROUND_MS);
  return ((performance.now() - start) * 1000) / calls;
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

function measure(text, context) {
  const program = compile(text);
  const kinds = {
    compiled: () => program.run(context, options),
    whole: () => compile(text).run(context, options),
    feelin: () => evaluate(text, context, 'camunda'),
  };
  const times = { compiled: [], whole: [], feelin: [] };
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [kind, call] of Object.entries(kinds)) {
      const us = time(call);
      // The first round warms up.
      if (round > 0) times[kind].push(us);
    }
  }
  return Object.fromEntries(Object.entries(times).map(([kind, values]) => [kind, median(values)]));
}

const lines = TASKS.map(([name, text, context]) => {
  const { compiled, whole, feelin } = measure(text, context);
  const ratios = `${Math.round(feelin / compiled)} times | ${(feelin / whole).toFixed(1)} times`;
  return `| ${name} | ${compiled.toFixed(2)} µs | ${whole.toFixed(0)} µs | ${feelin.toFixed(0)} µs | ${ratios} |`;
});
const table = [
  '| | compiled | parse, compile, run | feelin 8.2 | compiled against feelin | whole against feelin |',
  '| --- | --- | --- | --- | --- | --- |',
  ...lines,
].join('\n');
console.log(table);
const readme = new URL('../README.md', import.meta.url);
const text = readFileSync(readme, 'utf8');
const [before, rest] = text.split('<!-- bench -->\n');
const after = rest?.split('<!-- /bench -->')[1] ?? '\n';
writeFileSync(readme, `${before}<!-- bench -->\n\n${table}\n\n<!-- /bench -->${after}`);
