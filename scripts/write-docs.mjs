// Writes the parts of the documentation that follow from definitions in the code, and from what was measured.
// usage: write-docs.mjs [--check]   (--check writes nothing and fails where a file differs)
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { errorsPage } from '../packages/connector/dist/errors/errors-page.js';
import { configurationPage } from '../packages/connector/dist/settings/configuration-page.js';
import { figuresPage, withPromises } from './figures/pages.mjs';
import { loadSource } from './simulation/load-source.mjs';

const isCheck = process.argv.includes('--check');
const { performancePages } = await loadSource('bench/page/index.ts');
const pages = [
  ['docs/configuration.md', configurationPage()],
  ['docs/errors.md', errorsPage()],
  ['docs/figures.md', figuresPage()],
  ['docs/reliability.md', withPromises(read('docs/reliability.md'))],
  ...measuredPages(),
];

let differing = 0;
for (const [file, text] of pages) {
  if (read(file) === text) continue;
  differing++;
  if (isCheck) console.error(`${file} differs from what it follows from: run npm run docs`);
  else write(file, text);
}
process.exit(isCheck && differing > 0 ? 1 : 0);

function measuredPages() {
  try {
    return performancePages(new URL('../bench/', import.meta.url), read('README.md') ?? '');
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}

/** Undefined: there must be no such file. */
function write(file, text) {
  if (text === undefined) return rmSync(file);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
