import { spawn } from 'node:child_process';
import { guard } from './guard.ts';

/** A process that a test started, and that ends with the test run whatever happens. */
export interface OwnProcess {
  readonly pid: number;
  /** All that it has written so far, standard output and error. */
  output(): string;
  /** Resolves when its output matches. @throws Error with the output's end, where it ends before, or takes longer */
  said(expected: RegExp, withinMs: number): Promise<void>;
  /** Resolves with the exit code, or null where a signal ended it. */
  readonly ended: Promise<number | null>;
  signal(name: NodeJS.Signals): void;
  /** Asks it to end, and ends it by force where it does not in time. */
  stop(withinMs?: number): Promise<number | null>;
}

// A worker of the test runner whose parent is gone.
process.on('disconnect', () => process.exit(1));

export interface StartedWith {
  readonly args: readonly string[];
  /** Nothing else of this process's environment is handed on but `PATH` and `HOME`. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** A folder that nobody needs any more if this process ends without stopping it. */
  readonly removeInACrash?: string;
}

/** @param name how messages call it */
export function startProcess(
  name: string,
  command: string,
  { args, env = {}, cwd, removeInACrash }: StartedWith,
): OwnProcess {
  const inherited = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '' };
  const child = spawn(command, args, {
    env: { ...inherited, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(cwd !== undefined && { cwd }),
  });
  const endGuard = child.pid === undefined ? () => undefined : guard(child.pid, removeInACrash);
  let output = '';
  const listeners = new Set<() => void>();
  const notify = () => {
    for (const listener of [...listeners]) listener();
  };
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (text: string) => {
      output += text;
      notify();
    });
  }
  let isOver = false;
  const ended = new Promise<number | null>((resolve) => {
    const end = (code: number | null) => {
      isOver = true;
      endGuard();
      resolve(code);
      notify();
    };
    child.once('exit', end);
    child.once('error', (error) => {
      output += error.message;
      end(null);
    });
  });
  const tail = () => output.split('\n').slice(-40).join('\n');

  return {
    pid: child.pid ?? 0,
    output: () => output,
    ended,
    said(expected, withinMs) {
      return new Promise((resolve, reject) => {
        const settle = (act: () => void) => {
          clearTimeout(timer);
          listeners.delete(look);
          act();
        };
        const look = () => {
          if (expected.test(output)) settle(resolve);
          else if (isOver) settle(() => reject(new Error(`${name} ended before it said ${expected}:\n${tail()}`)));
        };
        const late = () => reject(new Error(`${name} did not say ${expected} within ${withinMs} ms:\n${tail()}`));
        const timer = setTimeout(() => settle(late), withinMs);
        listeners.add(look);
        look();
      });
    },
    signal: (signal) => {
      child.kill(signal);
    },
    async stop(withinMs = 10_000) {
      if (isOver) return ended;
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), withinMs);
      const code = await ended;
      clearTimeout(timer);
      return code;
    },
  };
}
