import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';

const script = fileURLToPath(new URL('../scripts/check-shipped.mjs', import.meta.url));

type Files = Readonly<Record<string, object | string>>;

/** A connector with one dependency, `wire`, which has one itself, `bytes`. */
const sound = {
  'packages/connector/package.json': { name: 'camunda-sqs-connector', dependencies: { wire: '1.2.3' } },
  'packages/runtime/package.json': {},
  'packages/feel/package.json': {},
  'node_modules/wire/package.json': {
    name: 'wire',
    version: '1.2.3',
    license: 'MIT',
    dependencies: { bytes: '^1.0.0' },
  },
  'node_modules/bytes/package.json': { name: 'bytes', version: '1.0.1', license: 'ISC' },
  'package-lock.json': {
    packages: {
      'node_modules/wire': { integrity: 'sha512-a' },
      'node_modules/bytes': { integrity: 'sha512-b' },
      'node_modules/tests-only': { dev: true, hasInstallScript: true },
    },
  },
  'scripts/shipped-packages.txt': 'bytes ISC\nwire MIT\n',
};

/** What the check says of the sound files with others over them. */
function checked(others: Files = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'shipped-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [path, content] of Object.entries<object | string>({ ...sound, ...others })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return spawnSync(process.execPath, [script], { cwd: folder, encoding: 'utf8' });
}

const bytes = (more: object) => ({
  'node_modules/bytes/package.json': { ...sound['node_modules/bytes/package.json'], ...more },
});
const locked = (more: object) => ({
  'package-lock.json': { packages: { ...sound['package-lock.json'].packages, 'node_modules/bytes': more } },
});

test('a connector whose packages are all decided on is fine', () => {
  const { status, stdout } = checked();
  expect({ status, stdout }).toEqual({ status: 0, stdout: '2 production dependencies, 0 problems\n' });
});

describe('the check fails and says why at', () => {
  test.each<[string, Files, RegExp]>([
    [
      'a package that a package brings along',
      {
        ...bytes({ dependencies: { more: '1.0.0' } }),
        'node_modules/more/package.json': { name: 'more', version: '1.0.0', license: 'MIT' },
      },
      /more MIT is shipped, but stands not in scripts.*\n.*decision/,
    ],
    ['one that is gone', { 'scripts/shipped-packages.txt': 'bytes ISC\nold MIT\nwire MIT\n' }, /old MIT stands in/],
    ['one whose licence changes', bytes({ license: 'MIT' }), /bytes MIT is shipped/],
    ['a licence that is not permissive', bytes({ license: 'GPL-3.0' }), /bytes 1\.0\.1 has the licence GPL-3\.0/],
    ['no licence', bytes({ license: undefined }), /has the licence undefined/],
    [
      'a script at installation',
      bytes({ scripts: { postinstall: 'node x' } }),
      /bytes 1\.0\.1 runs a script.*postinstall/,
    ],
    ['code that is compiled at installation', { 'node_modules/bytes/binding.gyp': '{}' }, /bytes 1\.0\.1 is compiled/],
    [
      'a script that only the lock file knows',
      locked({ integrity: 'sha512-b', hasInstallScript: true }),
      /says that .*bytes runs/,
    ],
    ['a package without a checksum', locked({}), /no SHA-512 of node_modules\/bytes/],
    ['a weak checksum', locked({ integrity: 'sha1-b' }), /no SHA-512/],
    [
      'a version that may change',
      { 'packages/connector/package.json': { dependencies: { wire: '^1.2.3' } } },
      /asks for wire \^1\.2\.3, not for an exact version/,
    ],
    [
      'a package that is not installed',
      { 'packages/feel/package.json': { dependencies: { none: '1.0.0' } } },
      /none, which/,
    ],
  ])('%s', (_what, files, reason) => {
    const { status, stderr } = checked(files);
    expect(stderr).toMatch(reason);
    expect(status).toBe(1);
  });
});
