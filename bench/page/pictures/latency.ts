import type { Figure, Results, Row } from '../../results.ts';
import { type Family, figureOf, phraseOf } from '../families.ts';
import { comparisons } from '../lookups.ts';
import { shown } from '../numbers.ts';
import { candidateOf } from '../words.ts';
import { colourOf, inOrder } from './candidates.ts';
import { type Scale, scaleTo } from './scale.ts';
import { element, label, line, MARGIN, picture, WIDTH } from './svg.ts';

const PERCENTILES = ['p50', 'p95', 'p99'] as const;
const NAMES_END = MARGIN + 118;
/** Where the three values stand, right-aligned. */
const COLUMNS = PERCENTILES.map((_, index) => WIDTH - MARGIN - (2 - index) * 56);
const LINES = { from: NAMES_END + 14, to: WIDTH - MARGIN - 180 };
const ROW = 30;

interface Range {
  readonly candidate: string;
  readonly values: readonly Figure[];
}

/** The latencies of each load, from p50 to p99, on an axis of its own. Undefined where they were not measured. */
export function latencyPicture(results: Results | undefined): string | undefined {
  const loads = comparisons(results).flatMap((family) =>
    family.situations.flatMap((situation) => {
      const ranges = rangesOf(family, situation);
      return ranges.length > 0 ? [{ heading: phraseOf(situation), ranges }] : [];
    }),
  );
  if (loads.length === 0) return undefined;
  const parts: string[] = [...legend(62)];
  let y = 84;
  for (const { heading, ranges } of loads) {
    const scale = scaleTo(
      Math.max(...ranges.flatMap(({ values }) => values.map(({ high }) => high))),
      LINES.from,
      LINES.to,
    );
    const bottom = y + 30 + ranges.length * ROW;
    parts.push(
      label({ x: MARGIN, y: y + 18, kind: 'heading' }, heading),
      ...PERCENTILES.map((name, index) =>
        label({ x: COLUMNS[index] ?? 0, y: y + 18, kind: 'quiet', anchor: 'end' }, name),
      ),
      ...axis(scale, y + 28, bottom),
      ...ranges.map((range, index) => drawn(range, y + 30 + (index + 0.5) * ROW, scale)),
    );
    y = bottom + 52;
  }
  return picture({
    title: 'From an instance’s creation to its completion',
    description: loads
      .map(({ heading, ranges }) => {
        const texts = ranges.map(
          ({ candidate, values }) => `${candidateOf(candidate)} ${values.map(text).join(', ')} ms`,
        );
        return `${heading}: ${texts.join('; ')} (p50, p95, p99).`;
      })
      .join(' '),
    height: y + 6,
    parts,
  });
}

function rangesOf(family: Family, situation: Row['situation']): readonly Range[] {
  return inOrder(family.candidates).flatMap((candidate) => {
    const values = PERCENTILES.flatMap((name) => figureOf(family, candidate, `${name}Ms`, situation) ?? []);
    return values.length === PERCENTILES.length ? [{ candidate, values }] : [];
  });
}

function drawn({ candidate, values }: Range, y: number, { at }: Scale): string {
  const colour = colourOf(candidate);
  const places = values.map(({ median }) => at(median));
  return [
    label({ x: NAMES_END, y: y + 4.5, anchor: 'end' }, candidateOf(candidate)),
    ...values.map(({ low, high }) =>
      element('rect', {
        class: `fill${colour} range`,
        x: at(low),
        y: y - 8,
        width: Math.max(0.5, at(high) - at(low)),
        height: 16,
        rx: 2,
      }),
    ),
    line(`line${colour} curve`, places[0] ?? 0, y, places[2] ?? 0, y),
    ...places.map((x, index) => mark(index, colour, x, y)),
    ...values.map((value, index) =>
      label({ x: COLUMNS[index] ?? 0, y: y + 4.5, kind: 'value', anchor: 'end' }, text(value)),
    ),
  ].join('\n');
}

/** A disc, a ring, a stroke: they are told apart without colours. */
function mark(index: number, colour: number, x: number, y: number): string {
  if (index === 0) return element('circle', { class: `fill${colour}`, cx: x, cy: y, r: 5.5 });
  if (index === 1) return element('circle', { class: `line${colour} hollow`, cx: x, cy: y, r: 4.5 });
  return line(`line${colour} curve`, x, y - 7, x, y + 7);
}

function legend(y: number): readonly string[] {
  const entries = ['p50', 'p95', 'p99'].flatMap((name, index) => {
    const x = MARGIN + 8 + index * 64;
    return [mark(index, 2, x, y - 4.5), label({ x: x + 12, y, kind: 'quiet' }, name)];
  });
  return [
    ...entries,
    label(
      { x: MARGIN + 204, y, kind: 'quiet' },
      'shaded: 95 % interval; less is better; note that each load has its own axis',
    ),
  ];
}

function axis({ at, ticks }: Scale, top: number, bottom: number): readonly string[] {
  return [
    ...ticks.flatMap(({ value, text: tick }) => [
      line(value === 0 ? 'axis' : 'grid', at(value), top, at(value), bottom),
      label({ x: at(value), y: bottom + 16, kind: 'quiet', anchor: 'middle' }, tick),
    ]),
    label({ x: (LINES.from + LINES.to) / 2, y: bottom + 34, kind: 'quiet', anchor: 'middle' }, 'milliseconds'),
  ];
}

function text({ median }: Figure): string {
  return shown(median);
}
