import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { until } from '../until.ts';
import { guardCommand } from './guard.ts';

/** Starts a server, which shares its output, and the server's guard; prints something when both run. */
const TESTS = `
const { spawn } = require('node:child_process');
const [folder, ...script] = process.argv.slice(1);
const server = spawn('sleep', ['600'], { detached: true, stdio: ['ignore', 'inherit', 'ignore'] });
const [command, ...args] = script;
spawn(command, [...args, String(server.pid), folder], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] })
  .once('spawn', () => console.log('started'));
`;

test.each(['SIGKILL', 'SIGTERM', 'SIGINT'] as const)(
  'a server and its data are gone when the tests were ended by %s',
  async (signal) => {
    const folder = mkdtempSync(join(tmpdir(), 'guarded-'));
    const tests = spawn(process.execPath, ['-e', TESTS, folder, ...guardCommand], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(tests.stdout, 'data');
    const outputClosed = once(tests.stdout, 'close');
    tests.kill(signal);
    // The server holds the output too: it closes when both are gone.
    await outputClosed;
    await until('the folder to go', 15_000, () => !existsSync(folder));
    expect(tests.signalCode).toBe(signal);
  },
);
