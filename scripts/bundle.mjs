// Puts the command line with all that it loads into a few files: a program that is read in one piece starts in two thirds of the time and
// holds less memory than one of five hundred modules. The packages must be compiled.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { rolldown } from 'rolldown';

const CONNECTOR = 'packages/connector';
const FOLDER = join(CONNECTOR, 'dist/command');

/** The package that a module belongs to; undefined for our own modules and for what the bundler adds. */
function packageOf(module) {
  if (!module.includes(`${sep}node_modules${sep}`)) return undefined;
  let folder = dirname(module);
  // Folders in a package may have a package.json of their own, which tells the modules' form and nothing else.
  while (!manifestOf(folder)?.version) folder = dirname(folder);
  return folder;
}

function manifestOf(folder) {
  const file = join(folder, 'package.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/** What the licences of others want to be passed on: their texts, each once, after the packages that they hold for. */
function licencesOf(folders) {
  const namesOf = new Map();
  for (const folder of folders) {
    const { name, version, license, author } = manifestOf(folder);
    const texts = readdirSync(folder).filter((file) => /^(?:licen[cs]e|notice)\b/i.test(file));
    const text = texts.map((file) => readFileSync(join(folder, file), 'utf8').trim()).join('\n\n');
    // A few packages have no such file.
    const told = text || `Licence: ${license}${author ? `, by ${author.name ?? author}` : ''}`;
    namesOf.set(told, [...(namesOf.get(told) ?? []), `${name} ${version}`]);
  }
  const parts = [...namesOf].map(([text, names]) => `${names.sort().join('\n')}\n\n${text}\n`);
  return `The command holds these packages:\n\n${parts.sort().join(`\n${'-'.repeat(80)}\n\n`)}`;
}

/** Calls that some take for free of effects, though they throw. */
const THROWING = /\b(?:decodeURIComponent|new URL|new RegExp|JSON\.parse|BigInt|structuredClone)\(/g;

/** @throws Error where one of our modules has lost such a call, and with it a check */
function assertNothingIsLeftOut(modules) {
  const calls = (code) => [...code.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '').matchAll(THROWING)].length;
  for (const [module, { code }] of Object.entries(modules)) {
    if (packageOf(module) !== undefined || !existsSync(module)) continue;
    if (calls(code ?? '') < calls(readFileSync(module, 'utf8')))
      throw new Error(`the bundler leaves out a part of ${module}`);
  }
}

/** V8 keeps a program's text, and with a single character beyond Latin-1 twice as large. What stands in strings may be escaped. */
function inAscii(code) {
  return code.replaceAll(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const bundle = await rolldown({
  input: { main: join(CONNECTOR, 'dist/cli/main.js'), healthcheck: join(CONNECTOR, 'dist/cli/healthcheck.js') },
  platform: 'node',
  // Rolldown takes calls such as `decodeURIComponent(text)` for free of effects and leaves them out, although they throw: what looks
  // unused stays.
  treeshake: false,
});
const { output } = await bundle.generate({
  format: 'esm',
  entryFileNames: '[name].js',
  chunkFileNames: '[name].js',
  minify: false, // or the same happens here
  comments: { legal: true, annotation: false, jsdoc: false },
});
await bundle.close();
const chunks = output.filter(({ type }) => type === 'chunk');
for (const { modules } of chunks) assertNothingIsLeftOut(modules);
rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
for (const { fileName, code } of chunks) writeFileSync(join(FOLDER, fileName), inAscii(code));
const included = chunks.flatMap(({ moduleIds }) => moduleIds);
const packages = new Set(included.map(packageOf).filter((folder) => folder !== undefined));
writeFileSync(join(FOLDER, 'LICENSES.txt'), licencesOf(packages));
