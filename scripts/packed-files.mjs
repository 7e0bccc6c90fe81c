// What packages hold when they are published: their compiled sources, their commands, README, LICENSE and NOTICE, and nothing else.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ALWAYS = ['LICENSE', 'NOTICE', 'README.md', 'package.json'];
/** Apache-2.0 wants them wherever the work goes, and npm takes them from a package's own folder alone. */
const COPIED = ['LICENSE', 'NOTICE'];

/** @param {readonly string[]} folders of packages that are built @returns a line a problem */
export function packingProblems(folders) {
  const packed = packedFiles(folders);
  return folders.flatMap((folder) => [
    ...COPIED.filter((file) => !isCopy(file, folder)).map((file) => `${folder}/${file} is no copy of ${file}`),
    ...differences(folder, packed.get(manifestOf(folder).name) ?? []),
  ]);
}

/** Every package that is not private. */
export function publishedFolders() {
  return manifestOf('.').workspaces.filter((folder) => !manifestOf(folder).private);
}

function manifestOf(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

function isCopy(file, folder) {
  const copy = join(folder, file);
  return existsSync(copy) && readFileSync(copy, 'utf8') === readFileSync(file, 'utf8');
}

function differences(folder, packed) {
  const wanted = wantedFiles(folder);
  return [
    ...wanted.filter((file) => !packed.includes(file)).map((file) => `the package of ${folder} lacks ${file}`),
    ...packed
      .filter((file) => !wanted.includes(file))
      .map((file) => `the package of ${folder} should not hold ${file}`),
  ];
}

/** The files that npm would publish, by the names of the packages. */
function packedFiles(folders) {
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts', ...folders.map((folder) => `--workspace=${folder}`)];
  // On Windows npm is a script of the shell.
  const { status, stdout, stderr } = spawnSync('npm', args, { encoding: 'utf8', shell: process.platform === 'win32' });
  if (status !== 0) throw new Error(`npm pack failed: ${stderr}`);
  return new Map(JSON.parse(stdout).map(({ name, files }) => [name, files.map(({ path }) => path)]));
}

function wantedFiles(folder) {
  const { bin = {} } = manifestOf(folder);
  const commands = Object.keys(bin).length === 0 ? [] : readdirSync(join(folder, 'bin')).map((name) => `bin/${name}`);
  const compiled = readdirSync(join(folder, 'src'), { recursive: true })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
    .flatMap((file) => ['.js', '.d.ts'].map((end) => `dist/${file.replace(/\.ts$/, end)}`));
  return [...ALWAYS, ...commands, ...compiled];
}
