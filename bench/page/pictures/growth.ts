import type { Figure, Results } from '../../results.ts';
import { type Family, figureOf } from '../families.ts';
import { growths, OURS } from '../lookups.ts';
import { shown } from '../numbers.ts';
import { conditionOf, measureOf } from '../words.ts';
import { scaleTo } from './scale.ts';
import { element, label, line, MARGIN, picture, WIDTH } from './svg.ts';

/** What more of them is to bring more of. For anything else, the CPU is to stay as it is. */
const BRINGS_MORE = ['workers', 'partitions'];
const GAP = 32;
const PANEL = { width: (WIDTH - 2 * MARGIN - GAP) / 2, height: 226 };
const TOP = 76;

interface Panel {
  readonly title: string;
  readonly under: string;
  readonly points: readonly { readonly at: string; readonly value: Figure }[];
}

/** How this connector fares with more queues, larger bodies, more workers: a small picture each. Undefined where it was not measured. */
export function growthPicture(results: Results | undefined): string | undefined {
  const panels = growths(results).flatMap(panelOf);
  if (panels.length === 0) return undefined;
  const lines = Math.ceil(panels.length / 2);
  return picture({
    title: 'Growth',
    description: panels
      .map(({ title, points }) => {
        const values = points.map(({ at, value }) => `${shown(value.median)} at ${at}`);
        return `${title}: ${values.join(', ')}.`;
      })
      .join(' '),
    height: TOP + lines * PANEL.height + 8,
    parts: [
      label({ x: MARGIN, y: 58, kind: 'quiet' }, 'This connector alone; medians, with their intervals'),
      ...panels.map((panel, index) =>
        drawn(panel, MARGIN + (index % 2) * (PANEL.width + GAP), TOP + Math.floor(index / 2) * PANEL.height),
      ),
    ],
  });
}

function panelOf(family: Family): readonly Panel[] {
  const [first = ''] = family.varied;
  const wanted = BRINGS_MORE.includes(first) ? 'messagesPerSecond' : 'workerCpuMs';
  const measure = family.measures.includes(wanted) ? wanted : (family.measures[0] ?? wanted);
  const { title, unit } = measureOf(measure);
  const points = family.situations.flatMap((situation) => {
    const value = figureOf(family, OURS, measure, situation);
    return value ? [{ at: String(situation[first]), value }] : [];
  });
  if (points.length < 2) return [];
  const { noun, head: under } = conditionOf(first);
  const of = unit === '' ? title : `${title}, ${unit}`;
  return [{ title: `By ${noun}: ${of}`, under, points }];
}

function drawn({ title, under, points }: Panel, left: number, top: number): string {
  const [from, to] = [left + 44, left + PANEL.width];
  const bottom = top + PANEL.height - 60;
  const scale = scaleTo(Math.max(...points.map(({ value }) => value.high)), bottom, top + 46);
  const places = points.map((_, index) => from + ((index + 0.5) * (to - from)) / points.length);
  return [
    label({ x: left, y: top + 18, kind: 'heading' }, title),
    ...scale.ticks.flatMap(({ value, text }) => [
      line(value === 0 ? 'axis' : 'grid', from, scale.at(value), to, scale.at(value)),
      label({ x: from - 8, y: scale.at(value) + 4, kind: 'quiet', anchor: 'end' }, text),
    ]),
    element('polyline', {
      class: 'line0 curve',
      points: points
        .map(({ value }, index) => `${Math.round(places[index] ?? 0)},${Math.round(scale.at(value.median))}`)
        .join(' '),
    }),
    ...points.flatMap(({ at, value }, index) => {
      const x = places[index] ?? 0;
      return [
        element('circle', { class: 'fill0', cx: x, cy: scale.at(value.median), r: 4.5 }),
        line('whisker', x, scale.at(value.low), x, scale.at(value.high)),
        ...[value.low, value.high].map((end) => line('whisker', x - 4, scale.at(end), x + 4, scale.at(end))),
        label({ x, y: scale.at(value.high) - 10, kind: 'value', anchor: 'middle' }, shown(value.median)),
        label({ x, y: bottom + 18, kind: 'quiet', anchor: 'middle' }, at),
      ];
    }),
    label({ x: (from + to) / 2, y: bottom + 38, kind: 'quiet', anchor: 'middle' }, under),
  ].join('\n');
}
