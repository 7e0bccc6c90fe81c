import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const LOG = new URL('../packages/connector/dist/cli/log.js', import.meta.url).href;

/** What a process writes that has a log, does something and ends. */
function written(act: string): readonly string[] {
  const script = `import { createLog } from ${JSON.stringify(LOG)}; const log = createLog('debug'); ${act}`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    encoding: 'utf8',
    timeout: 15_000,
  });
  return [...stdout.matchAll(/"msg":"(\w+)"/g)].map(([, message = '']) => message);
}

test.each([
  ['the end of the program', ''],
  ['an exit', 'process.exit(1);'],
  ['an error that nobody catches', "throw new Error('unforeseen');"],
])('lines that wait are written at %s', (_what, end) => {
  expect(written(`log.info('a'); log.info('b'); log.debug('c'); ${end}`)).toEqual(['a', 'b', 'c']);
});

test.each(['warn', 'error'])('a line of the level %s is out when the call returns, with all before it', (level) => {
  const act = `log.info('a'); log.info('b'); log.${level}('c'); log.info('d'); process.kill(process.pid, 'SIGKILL');`;
  expect(written(act)).toEqual(['a', 'b', 'c']);
});
