import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A program of `programs/` in a process of its own, so that its CPU time is its alone. */
export interface Child {
  readonly pid: number;
  /** @returns its answer */
  ask<Answer>(question: object): Promise<Answer>;
  stop(): Promise<void>;
}

/** Starts a program, and waits until it can be asked. It ends with this process, whatever happens. */
export async function startChild(program: string, args: readonly string[] = []): Promise<Child> {
  const path = fileURLToPath(new URL(`programs/${program}.mjs`, import.meta.url));
  // Without this process's flags: a test runner's would lead to sources that are not built.
  const child = fork(path, args, { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const ended = once(child, 'exit');
  const answer = () =>
    Promise.race([
      once(child, 'message').then(([content]: unknown[]) => content),
      ended.then(([code]: unknown[]) => Promise.reject(new Error(`${program} ended with ${code}`))),
    ]);
  await answer();
  return {
    pid: child.pid ?? 0,
    async ask<Answer>(question: object) {
      const answered = answer();
      child.send(question);
      return (await answered) as Answer;
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
