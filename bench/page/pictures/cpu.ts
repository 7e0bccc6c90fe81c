import type { Figure, Results } from '../../results.ts';
import { figureOf, phraseOf } from '../families.ts';
import { comparisons } from '../lookups.ts';
import { shown, shownFigure } from '../numbers.ts';
import { candidateOf } from '../words.ts';
import { colourOf, inOrder } from './candidates.ts';
import { type Scale, scaleTo } from './scale.ts';
import { element, label, line, MARGIN, picture, WIDTH } from './svg.ts';

const NAMES_END = MARGIN + 118;
const BARS = { from: NAMES_END + 10, to: WIDTH - MARGIN - 110 };
const ROW = 28;
const BAR = 18;
const HEAD = 34;

interface Group {
  readonly heading: string;
  readonly bars: readonly { readonly candidate: string; readonly value: Figure }[];
}

/** Bars of the worker's CPU time a message, a group a situation. Undefined where it was not measured. */
export function cpuPicture(results: Results | undefined): string | undefined {
  const groups = groupsOf(results);
  if (groups.length === 0) return undefined;
  const most = Math.max(...groups.flatMap(({ bars }) => bars.map(({ value }) => value.high)));
  const scale = scaleTo(most, BARS.from, BARS.to);
  const parts: string[] = [];
  let y = 52;
  for (const { heading, bars } of groups) {
    const top = y + HEAD;
    y = top + bars.length * ROW;
    parts.push(
      label({ x: MARGIN, y: top - 13, kind: 'heading' }, heading),
      ...grid(scale, top - 4, y - 6),
      ...bars.map(({ candidate, value }, index) => bar(candidate, value, top + index * ROW, scale)),
    );
  }
  return picture({
    title: 'Worker CPU a message',
    description: groups
      .map(({ heading, bars }) => {
        const values = bars.map(({ candidate, value }) => `${candidateOf(candidate)} ${shownFigure(value, 'ms')}`);
        return `${heading}: ${values.join(', ')}.`;
      })
      .join(' '),
    height: y + 54,
    parts: [...parts, ...axis(scale, y - 6)],
  });
}

function groupsOf(results: Results | undefined): readonly Group[] {
  return comparisons(results).flatMap((family) =>
    family.situations.flatMap((situation) => {
      const bars = inOrder(family.candidates).flatMap((candidate) => {
        const value = figureOf(family, candidate, 'workerCpuMs', situation);
        return value ? [{ candidate, value }] : [];
      });
      return bars.length > 1 ? [{ heading: phraseOf(situation), bars }] : [];
    }),
  );
}

function bar(candidate: string, value: Figure, y: number, { at }: Scale): string {
  const middle = y + BAR / 2;
  const width = at(value.median) - BARS.from;
  return [
    label({ x: NAMES_END, y: middle + 4.5, anchor: 'end' }, candidateOf(candidate)),
    element('rect', { class: `fill${colourOf(candidate)}`, x: BARS.from, y, width, height: BAR, rx: 2 }),
    whisker(at(value.low), at(value.high), middle),
    label({ x: at(value.high) + 10, y: middle + 4.5, kind: 'value' }, `${shown(value.median)} ms`),
  ].join('\n');
}

function whisker(from: number, to: number, y: number): string {
  return [line('whisker', from, y, to, y), ...[from, to].map((x) => line('whisker', x, y - 4, x, y + 4))].join('\n');
}

function grid({ at, ticks }: Scale, top: number, bottom: number): readonly string[] {
  return ticks.map(({ value }) => line(value === 0 ? 'axis' : 'grid', at(value), top, at(value), bottom));
}

function axis({ at, ticks }: Scale, top: number): readonly string[] {
  return [
    ...ticks.map(({ value, text }) => label({ x: at(value), y: top + 18, kind: 'quiet', anchor: 'middle' }, text)),
    label(
      { x: (BARS.from + BARS.to) / 2, y: top + 40, kind: 'quiet', anchor: 'middle' },
      'CPU time of the worker’s process a message, ms: median and 95 % interval; less is better',
    ),
  ];
}
