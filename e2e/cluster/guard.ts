import { spawn } from 'node:child_process';

/**
 * Its standard input ends when the process that started it ends, in whatever way: SIGKILL and a crash of the runtime run no handlers.
 * A folder can be removed only after the last write to it.
 */
const SCRIPT = `
cat >/dev/null
kill -9 "$1"
tries=0
while kill -0 "$1" 2>/dev/null && [ $tries -lt 100 ]; do tries=$((tries + 1)); sleep 0.1; done
[ -z "$2" ] || rm -rf -- "$2"
`;

/** Followed by the id of the process and the folder, or an empty text. */
export const guardCommand = ['sh', '-c', SCRIPT, 'guard'] as const;

/**
 * Sees to it that another process ends when this one does, and that its folder goes with it.
 *
 * @returns ends the guarding: to be called as soon as the process has ended, because its id may then become another's
 */
export function guard(pid: number, folder = ''): () => void {
  // In a process group of its own: Ctrl-C in a terminal must not end the guard before its time.
  const [command, ...args] = guardCommand;
  const shell = spawn(command, [...args, String(pid), folder], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  return () => {
    shell.kill('SIGKILL');
  };
}
