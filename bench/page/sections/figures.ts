import { sentence, table } from '../../../packages/connector/src/markdown.ts';
import type { Results, Row } from '../../results.ts';
import { compares, type Family, familiesOf, figureOf, phraseOf } from '../families.ts';
import { OURS } from '../lookups.ts';
import type { Measured } from '../measured.ts';
import { shownFigure, withUnit } from '../numbers.ts';
import { candidateOf, conditionOf, measureOf } from '../words.ts';
import { notMeasured } from './not-measured.ts';

/** All rows of both runs. */
export function figuresSection({ cluster, local }: Measured): string {
  return [
    '## All figures',
    'Medians, with their 95 % intervals in brackets.',
    '### On a real engine',
    cluster ? tablesOf(cluster) : notMeasured('bench'),
    '### With Node alone',
    local ? tablesOf(local) : notMeasured('bench:local'),
  ].join('\n\n');
}

/** All rows of a run: a table for each situation in which candidates are compared, and one for whatever one of them grows with. */
function tablesOf(results: Results): string {
  return familiesOf(results.rows)
    .flatMap((family) =>
      compares(family) ? family.situations.map((situation) => comparison(family, situation)) : [growth(family)],
    )
    .join('\n\n');
}

function comparison(family: Family, situation: Row['situation']): string {
  const { candidates, measures } = family;
  const rows = measures.flatMap((measure) => {
    const cells = candidates.map((candidate) => cell(family, candidate, measure, situation));
    return cells.every((text) => text === NONE) ? [] : [[titleOf(measure), ...cells]];
  });
  return `${heading(phraseOf(situation))}\n\n${table(['', ...candidates.map((name) => sentence(candidateOf(name)))], rows)}`;
}

function growth(family: Family): string {
  const { varied, constant, situations, measures, candidates } = family;
  const [candidate = ''] = candidates;
  const title = [
    ...(candidate === OURS && Object.keys(constant).length > 0 ? [] : [candidateOf(candidate)]),
    ...(Object.keys(constant).length > 0 ? [phraseOf(constant)] : []),
    ...(varied.length > 0 ? [`by ${varied.map((name) => conditionOf(name).noun).join(' and ')}`] : []),
  ];
  const rows = situations.map((situation) => [
    ...varied.map((name) => String(situation[name])),
    ...measures.map((measure) => cell(family, candidate, measure, situation)),
  ]);
  const head = [...varied.map((name) => sentence(conditionOf(name).head)), ...measures.map(titleOf)];
  return `${heading(title.join(', '))}\n\n${table(head, rows)}`;
}

const NONE = '–';

function cell(family: Family, candidate: string, measure: string, situation: Row['situation']): string {
  const figure = figureOf(family, candidate, measure, situation);
  return figure ? shownFigure(figure) : NONE;
}

function titleOf(measure: string): string {
  const { title, unit } = measureOf(measure);
  return withUnit(`${sentence(title)}${unit === '' ? '' : ','}`, unit);
}

function heading(text: string): string {
  return `#### ${sentence(text === '' ? 'in general' : text)}`;
}
