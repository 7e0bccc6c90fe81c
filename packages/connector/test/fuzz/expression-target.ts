import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { repeated } from './recipe.ts';
import type { Target, Verdict } from './verdict.ts';

const SCRIPT = fileURLToPath(new URL('evaluate-in-little-memory.mjs', import.meta.url));
const OUTCOMES = ['value', 'INVALID_EXPRESSION', 'EXPRESSION_FAILED', 'INVALID_RESULT'];
/** Of the processor's time: garbage collection in a small heap is part of it. */
const LONGEST_MS = 2000;

/** A result expression: it ends as a context or a failure, soon, in a process with a heap of 200 MB. */
export function expressionTarget(): Target {
  let evaluator: Evaluator | undefined;
  return {
    async check(input) {
      evaluator ??= startEvaluator();
      const expression = Array.isArray(input) ? repeated(input) : String(input);
      const line = await evaluator.ask(JSON.stringify(expression));
      if (line !== undefined) return judged(line);
      evaluator = undefined;
      return 'the process died of it';
    },
    async close() {
      evaluator?.stop();
    },
  };
}

function judged(line: string): Verdict {
  const [outcome = '', ms] = line.split(' ');
  if (!OUTCOMES.includes(outcome)) return `it became ${outcome}`;
  return Number(ms) > LONGEST_MS ? `it took ${ms} ms` : undefined;
}

interface Evaluator {
  /** Undefined where the process has ended. */
  readonly ask: (line: string) => Promise<string | undefined>;
  readonly stop: () => void;
}

function startEvaluator(): Evaluator {
  const child: ChildProcessByStdio<Writable, Readable, null> = spawn(
    process.execPath,
    ['--max-old-space-size=200', SCRIPT],
    { stdio: ['pipe', 'pipe', 'ignore'] },
  );
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  child.stdin.on('error', () => {});
  return {
    async ask(line) {
      child.stdin.write(`${line}\n`);
      const { value, done } = await lines.next();
      return done ? undefined : value;
    },
    stop: () => child.stdin.end(),
  };
}
