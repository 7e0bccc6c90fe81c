// Writes the parts of the documentation that follow from definitions in the code.
// usage: write-docs.mjs [--check]   (--check writes nothing and fails where a file differs)
import { readFileSync, writeFileSync } from 'node:fs';
import { errorsPage } from '../packages/connector/dist/errors/errors-page.js';
import { configurationPage } from '../packages/connector/dist/settings/configuration-page.js';
import { figuresPage, withPromises } from './figures/pages.mjs';

const isCheck = process.argv.includes('--check');
const pages = [
  ['docs/configuration.md', configurationPage()],
  ['docs/errors.md', errorsPage()],
  ['docs/figures.md', figuresPage()],
  ['docs/reliability.md', withPromises(read('docs/reliability.md'))],
];

let differing = 0;
for (const [file, text] of pages) {
  if (read(file) === text) continue;
  differing++;
  if (isCheck) console.error(`${file} differs from what it follows from: run npm run docs`);
  else writeFileSync(file, text);
}
process.exit(isCheck && differing > 0 ? 1 : 0);

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
