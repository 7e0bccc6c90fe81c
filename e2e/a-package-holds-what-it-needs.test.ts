import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';

const script = fileURLToPath(new URL('../scripts/check-packed.mjs', import.meta.url));

type Files = Readonly<Record<string, object | string | undefined>>;

const manifest = {
  name: 'a',
  version: '1.0.0',
  bin: { a: 'bin/a.mjs' },
  files: ['dist/**/*.js', 'dist/**/*.d.ts', 'bin', 'NOTICE'],
};

/** A published package with two sources and a command, and a private one. */
const sound: Files = {
  'package.json': { private: true, workspaces: ['packages/a', 'packages/b'] },
  LICENSE: 'licence',
  NOTICE: 'notice',
  'packages/a/package.json': manifest,
  'packages/a/LICENSE': 'licence',
  'packages/a/NOTICE': 'notice',
  'packages/a/README.md': 'readme',
  'packages/a/bin/a.mjs': '',
  'packages/a/src/index.ts': '',
  'packages/a/src/in/more.ts': '',
  'packages/a/src/foreign.d.ts': '',
  'packages/a/dist/index.js': '',
  'packages/a/dist/index.d.ts': '',
  'packages/a/dist/in/more.js': '',
  'packages/a/dist/in/more.d.ts': '',
  'packages/a/dist/.tsbuildinfo': '',
  'packages/a/test/a.test.ts': '',
  'packages/b/package.json': { name: 'b', version: '1.0.0', private: true },
};

/** What the check says of the sound files with others over them. */
function checked(others: Files = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'packed-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [path, content] of Object.entries({ ...sound, ...others })) {
    if (content === undefined) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return spawnSync(process.execPath, [script], { cwd: folder, encoding: 'utf8' });
}

test('a package with its compiled sources, command, README, LICENSE and NOTICE is fine', () => {
  const { status, stdout } = checked();
  expect({ status, stdout }).toEqual({ status: 0, stdout: '1 published packages, 0 problems\n' });
});

describe('the check fails and says why at', () => {
  test.each<[string, Files, RegExp]>([
    ['no licence', { 'packages/a/LICENSE': undefined }, /a\/LICENSE is no copy of LICENSE\n.*a lacks LICENSE/],
    ['another notice', { 'packages/a/NOTICE': 'old' }, /a\/NOTICE is no copy of NOTICE/],
    ['no README', { 'packages/a/README.md': undefined }, /a lacks README\.md/],
    [
      'a notice that stays behind',
      { 'packages/a/package.json': { ...manifest, files: ['dist/**/*.js'] } },
      /a lacks NOTICE/,
    ],
    ['a source that was not compiled', { 'packages/a/src/new.ts': '' }, /a lacks dist\/new\.js/],
    [
      'a command that starts what was not built',
      { 'packages/a/bin/a.mjs': "import { main } from '../dist/command/main.js';" },
      /a lacks dist\/command\/main\.js/,
    ],
    [
      'licences of what a command holds that stay behind',
      {
        'packages/a/bin/a.mjs': "import { main } from '../dist/command/main.js';",
        'packages/a/dist/command/main.js': '',
        'packages/a/dist/command/LICENSES.txt': '',
      },
      /a lacks dist\/command\/LICENSES\.txt/,
    ],
    [
      'what was compiled of a source that is gone',
      { 'packages/a/dist/old.js': '' },
      /should not hold dist\/old\.js\n.*remove dist/,
    ],
    [
      'the state of a build',
      { 'packages/a/package.json': { ...manifest, files: ['dist', 'bin', 'NOTICE'] } },
      /should not hold dist\/\.tsbuildinfo/,
    ],
  ])('%s', (_what, files, reason) => {
    const { status, stderr } = checked(files);
    expect(stderr).toMatch(reason);
    expect(status).toBe(1);
  });
});
