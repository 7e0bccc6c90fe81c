// Writes what a long run has found to docs/figures, from where `npm run docs` takes it into the documentation.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('../../docs/figures', import.meta.url));

/**
 * To be called when all that the run promises has held. Does nothing unless `RECORD_FIGURES` is set, and leaves the figures of a larger run.
 *
 * @param {string} run one of `runs.mjs`
 * @param {import('./record.d.mts').Found} found
 * @param {import('./record.d.mts').Place} [place]
 */
export function recordFigures(run, { size, seconds, figures }, place = {}) {
  const { folder = FOLDER, isWanted = Boolean(process.env.RECORD_FIGURES) } = place;
  if (!isWanted) return 'not wanted';
  const file = join(folder, `${run}.json`);
  const published = readFigures(run, folder);
  if (published && published.size > size) {
    console.error(`${file} stays as it is: it is of a larger run (${published.size}, and this one has ${size})`);
    return 'smaller';
  }
  mkdirSync(folder, { recursive: true });
  const date = new Date().toISOString().slice(0, 10);
  writeFileSync(file, `${JSON.stringify({ date, size, seconds: Math.round(seconds), figures }, null, 2)}\n`);
  console.log(`the figures stand in ${file}: npm run docs takes them into the documentation`);
  return 'written';
}

/** What was recorded of a run; undefined where nothing was. */
export function readFigures(run, folder = FOLDER) {
  try {
    return JSON.parse(readFileSync(join(folder, `${run}.json`), 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}
