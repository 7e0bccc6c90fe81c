// What the packages hold that are published: their compiled sources, their commands with what these start, README, LICENSE and NOTICE,
// and nothing else. They must be built.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ALWAYS = ['LICENSE', 'NOTICE', 'README.md', 'package.json'];
/** Apache-2.0 wants them wherever the work goes, and npm takes them from a package's own folder alone. */
const COPIED = ['LICENSE', 'NOTICE'];

/** Where the bundler puts a command with all that it loads. */
const BUNDLE = 'dist/command';

const manifestOf = (folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
const folders = manifestOf('.').workspaces.filter((folder) => !manifestOf(folder).private);

function isCopy(file, folder) {
  const copy = join(folder, file);
  return existsSync(copy) && readFileSync(copy, 'utf8') === readFileSync(file, 'utf8');
}

/** The files that npm would publish, by the names of the packages. */
function packedFiles() {
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts', ...folders.map((folder) => `--workspace=${folder}`)];
  // On Windows npm is a script of the shell.
  const { status, stdout, stderr } = spawnSync('npm', args, { encoding: 'utf8', shell: process.platform === 'win32' });
  if (status !== 0) throw new Error(`npm pack failed: ${stderr}`);
  return new Map(JSON.parse(stdout).map(({ name, files }) => [name, files.map(({ path }) => path)]));
}

function wantedFiles(folder) {
  const { bin = {} } = manifestOf(folder);
  const commands = Object.keys(bin).length === 0 ? [] : readdirSync(join(folder, 'bin')).map((name) => `bin/${name}`);
  const started = commands.flatMap((command) => startedBy(join(folder, command)));
  const bundled = started.some((file) => file.startsWith(BUNDLE)) ? bundledIn(join(folder, BUNDLE)) : [];
  const compiled = readdirSync(join(folder, 'src'), { recursive: true })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
    .flatMap((file) => ['.js', '.d.ts'].map((end) => `dist/${file.replace(/\.ts$/, end)}`));
  return [...new Set([...ALWAYS, ...commands, ...started, ...bundled, ...compiled])];
}

/** What a command imports of its own package. */
function startedBy(command) {
  const imports = readFileSync(command, 'utf8').matchAll(/from '\.\.\/(dist\/[^']+)'/g);
  return [...imports].map(([, file]) => file);
}

function bundledIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).map((name) => `${BUNDLE}/${name}`);
}

const packedOf = packedFiles();
const problems = folders.flatMap((folder) => {
  const [wanted, packed] = [wantedFiles(folder), packedOf.get(manifestOf(folder).name) ?? []];
  return [
    ...COPIED.filter((file) => !isCopy(file, folder)).map((file) => `${folder}/${file} is no copy of ${file}`),
    ...wanted.filter((file) => !packed.includes(file)).map((file) => `the package of ${folder} lacks ${file}`),
    ...packed
      .filter((file) => !wanted.includes(file))
      .map((file) => `the package of ${folder} should not hold ${file}`),
  ];
});

for (const problem of problems) console.error(problem);
if (problems.some((problem) => problem.includes('should not hold dist/'))) {
  console.error('If an earlier build left it there: remove dist, and build again.');
}
console.log(`${folders.length} published packages, ${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;
