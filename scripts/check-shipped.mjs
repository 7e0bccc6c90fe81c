// What is shipped: the connector's production dependencies are those that were decided on, under permissive licences, and
// nothing of them runs when they are installed. None is an emulator, a browser or BPMN code.
// usage: check-shipped.mjs [--write]   (--write writes the list anew: docs/decisions/0001-production-dependencies.md)
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const SHIPPED = ['packages/connector', 'packages/runtime', 'packages/feel'];
const LIST = 'scripts/shipped-packages.txt';
const DECISION = 'docs/decisions/0001-production-dependencies.md';
const PERMISSIVE = new Set(['Apache-2.0', 'MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD']);
const FOREIGN = /bpmn|zeebe|puppeteer|playwright|chromium|jsdom|emulator|elasticmq|localstack|engine|queue$/;
/** What npm runs when it installs a package from a registry. */
const INSTALL_SCRIPTS = ['preinstall', 'install', 'postinstall'];
const EXACT = /^\d+\.\d+\.\d+$/;

const isOurs = (name) => name.startsWith('@camunda-sqs-connector/');
const read = (folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

/** Where a package finds another: in its own node_modules, or in those of the folders above. Undefined where it is not installed. */
function folderOf(name, from) {
  for (let at = from; ; at = dirname(at)) {
    const folder = join(at, 'node_modules', name);
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (at === dirname(at)) return undefined;
  }
}

const found = new Map();
function collect(folder) {
  const { dependencies = {}, optionalDependencies = {}, peerDependencies = {} } = read(folder);
  for (const name of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies })) {
    const target = folderOf(name, folder);
    if (target === undefined) {
      // npm leaves out what is optional, and what fits no machine of this kind.
      if (name in dependencies && !(name in optionalDependencies))
        throw new Error(`${name}, which ${folder} needs, is not installed`);
      continue;
    }
    if (found.has(target)) continue;
    found.set(target, { ...read(target), buildsItself: existsSync(join(target, 'binding.gyp')) });
    collect(target);
  }
}
for (const folder of SHIPPED) collect(join(process.cwd(), folder));

const foreign = [...found.values()].filter(({ name }) => !isOurs(name));
const lines = [...new Set(foreign.map(({ name, license }) => `${name} ${license}`))].sort();
if (process.argv.includes('--write')) writeFileSync(LIST, `${lines.join('\n')}\n`);
const listed = readFileSync(LIST, 'utf8').split('\n').filter(Boolean);

const problems = [
  ...foreign.flatMap(({ name, version, license, scripts = {}, buildsItself }) => [
    ...(PERMISSIVE.has(license) ? [] : [`${name} ${version} has the licence ${license}`]),
    ...(FOREIGN.test(name) ? [`${name} does not belong into what is shipped`] : []),
    ...INSTALL_SCRIPTS.filter((script) => script in scripts).map(
      (script) => `${name} ${version} runs a script when it is installed: ${script}`,
    ),
    ...(buildsItself ? [`${name} ${version} is compiled when it is installed`] : []),
  ]),
  ...lines.filter((line) => !listed.includes(line)).map((line) => `${line} is shipped, but stands not in ${LIST}`),
  ...listed.filter((line) => !lines.includes(line)).map((line) => `${line} stands in ${LIST}, but is not shipped`),
  ...SHIPPED.flatMap((folder) =>
    Object.entries(read(folder).dependencies ?? {})
      .filter(([, version]) => !EXACT.test(version))
      .map(([name, version]) => `${folder} asks for ${name} ${version}, not for an exact version`),
  ),
];

const { packages: locked } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
for (const [path, { dev, link, integrity, hasInstallScript }] of Object.entries(locked)) {
  if (dev || link || !path.includes('node_modules/')) continue;
  if (!integrity?.startsWith('sha512-')) problems.push(`package-lock.json has no SHA-512 of ${path}`);
  if (hasInstallScript) problems.push(`package-lock.json says that ${path} runs a script when it is installed`);
}

for (const problem of problems) console.error(problem);
if (problems.some((problem) => problem.includes(LIST))) {
  console.error(`What is added is a decision: write it into ${DECISION}, then run scripts/check-shipped.mjs --write.`);
}
console.log(`${lines.length} production dependencies, ${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;
