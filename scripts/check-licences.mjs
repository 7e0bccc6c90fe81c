// What is shipped: every production dependency of the connector has a permissive licence, and none of them is an emulator, a browser or BPMN code.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const SHIPPED = ['packages/connector', 'packages/runtime', 'packages/feel'];
const PERMISSIVE = new Set(['Apache-2.0', 'MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD']);
const FOREIGN = /bpmn|zeebe|puppeteer|playwright|chromium|jsdom|emulator|elasticmq|localstack|engine|queue$/;

const read = (folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

/** Where a package finds another: in its own node_modules, or in those of the folders above. */
function folderOf(name, from) {
  for (let at = from; ; at = dirname(at)) {
    const folder = join(at, 'node_modules', name);
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (at === dirname(at)) throw new Error(`${name}, which ${from} needs, is not installed`);
  }
}

const found = new Map();
function collect(folder) {
  for (const name of Object.keys(read(folder).dependencies ?? {})) {
    const target = folderOf(name, folder);
    if (found.has(target)) continue;
    const { version, license } = read(target);
    found.set(target, { name, version, license });
    collect(target);
  }
}
for (const folder of SHIPPED) collect(join(process.cwd(), folder));

const problems = [...found.values()].flatMap(({ name, version, license }) => [
  ...(PERMISSIVE.has(license) ? [] : [`${name} ${version} has the licence ${license}`]),
  ...(FOREIGN.test(name) && !name.startsWith('@camunda-sqs-connector/')
    ? [`${name} does not belong into what is shipped`]
    : []),
]);
for (const problem of problems) console.error(problem);
console.log(`${found.size} production dependencies, ${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;
