// What the documentation quotes from docs/figures: nothing of it is typed by hand.
import { promises } from './promises.mjs';
import { readFigures } from './record.mjs';
import { longRuns } from './runs.mjs';

const BEGIN = '<!-- figures: written by `npm run docs` -->';
const END = '<!-- end of the figures -->';
const NOT_YET = 'not recorded yet';

/** docs/figures.md: all that the long runs have recorded. @param read gives what was recorded of a run */
export function figuresPage(read = readFigures) {
  return `${[
    '<!-- Written by `npm run docs` from docs/figures. -->',
    '# Figures of the long runs',
    'What each of the runs found that are too long for every change. `RECORD_FIGURES=1` before a command writes its figures to `docs/figures`, if all that it promises has held; a run that is smaller than the one that stands there does not take its place. Times are those of a shared machine with two cores. [reliability.md](reliability.md) says what the figures are for.',
    ...longRuns.flatMap(({ name, title, command, unit, about }) => {
      const recorded = read(name);
      return [
        `## ${title}`,
        `\`${command}\``,
        about,
        ...(recorded ? [summary(recorded, unit), ...tables(recorded.figures)] : [sentence(`${NOT_YET}.`)]),
      ];
    }),
  ].join('\n\n')}\n`;
}

/** The page with its table anew. @throws Error where the place for it is missing */
export function withPromises(page, read = readFigures) {
  const [before, rest] = page.split(BEGIN);
  const [, after] = rest?.split(END) ?? [];
  if (after === undefined) throw new Error(`The page has no place for its figures, between ${BEGIN} and ${END}`);
  const rows = promises.map(({ promise, tested, run, tell }) => {
    const recorded = read(run);
    return [promise, tested, recorded ? tell((figure) => figureOf(run, recorded.figures, figure)) : NOT_YET];
  });
  return `${before}${BEGIN}\n\n${table(['Promise', 'How it is tested', 'What came of it'], rows)}\n\n${END}${after}`;
}

function figureOf(run, figures, name) {
  const figure = figures[name];
  if (typeof figure !== 'number') throw new Error(`docs/figures/${run}.json has no figure "${name}"`);
  return numberText(figure);
}

function summary({ date, size, seconds }, unit) {
  const length = seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} minutes`;
  return `${numberText(size)} ${unit} on ${date}, in ${length}.`;
}

/** The figures that stand alone, then a table for each kind that has several. */
function tables(figures) {
  const alone = Object.entries(figures).filter(([, figure]) => typeof figure === 'number');
  const several = Object.entries(figures).filter(([, figure]) => typeof figure !== 'number');
  const rowsOf = (entries) =>
    entries.map(([name, figure]) => [sentence(name), isSeed(name) ? String(figure) : numberText(figure)]);
  return [
    table(['Figure', 'Number'], rowsOf(alone)),
    ...several.map(([name, parts]) => table([sentence(name), 'Number'], rowsOf(Object.entries(parts)))),
  ];
}

/** A seed is to be typed again, without commas. */
function isSeed(name) {
  return /\bseed$/.test(name);
}

function numberText(figure) {
  return figure.toLocaleString('en-US', { maximumFractionDigits: 2 });
}

function sentence(text) {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** Aligned, as the formatter wants it. */
function table(head, rows) {
  const widths = head.map((cell, column) => Math.max(cell.length, 3, ...rows.map((row) => row[column].length)));
  const line = (cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
  return [line(head), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rows.map(line)].join('\n');
}
